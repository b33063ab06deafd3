"""Freitexte der Beratung liegen verschlüsselt in der Datenbank (qualitaet S8; § 203 StGB).

AES-256-GCM aus `cryptography`. Jeder Text ist an Tabelle, Spalte, Träger und Zeile gebunden, was einem Menschen gehört, auch an sein Konto: An eine andere
Stelle kopiert, lässt er sich nicht entschlüsseln. Vor dem Text steht die Kennung des Schlüssels, darum sind
Schlüsselwechsel im Betrieb und alte Sicherungen lesbar. Schlüssel kommen aus ARGE_SCHLUESSEL
(`kennung:base64,…`; der erste verschlüsselt, alle entschlüsseln).
"""

import base64
import logging
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from arge.daten.datenbank import MandantGrenze

NONCE = 12
log = logging.getLogger("arge.verschluesselung")
#: Was statt eines Textes dasteht, der nicht zu lesen ist: Ein kaputter Eintrag bricht sich selbst, nicht die ganze Akte.
UNLESBAR = "[Dieser Text lässt sich nicht entschlüsseln. Bitte sagen Sie dem Betrieb Bescheid; gelöscht ist er nicht.]"


class NichtLesbar(Exception):
    """Der Text gehört nicht an diese Stelle, wurde verändert, oder sein Schlüssel fehlt."""


@lru_cache
def _ring(einstellung: str) -> dict[str, AESGCM]:
    try:
        paare = [eintrag.strip().split(":", 1) for eintrag in einstellung.split(",") if eintrag.strip()]
        ring = {kennung: AESGCM(base64.b64decode(schluessel, validate=True)) for kennung, schluessel in paare}
    except ValueError as fehler:
        raise ImproperlyConfigured(
            "ARGE_SCHLUESSEL: erwartet wird kennung:base64 von 32 Byte, mit Komma getrennt."
        ) from fehler
    if not ring or any(not kennung.isascii() or len(kennung) > 255 for kennung in ring):
        raise ImproperlyConfigured("ARGE_SCHLUESSEL ist leer oder enthält eine ungültige Kennung.")
    return ring


def verschluesseln(text: str, kontext: str) -> bytes:
    """Text → `Länge der Kennung | Kennung | Nonce | Geheimtext`, gebunden an `kontext`."""
    kennung, schluessel = next(iter(_ring(settings.SCHLUESSEL).items()))
    nonce = os.urandom(NONCE)
    kopf = bytes([len(kennung)]) + kennung.encode()
    return kopf + nonce + schluessel.encrypt(nonce, text.encode(), kopf + kontext.encode())


def entschluesseln(daten: bytes, kontext: str) -> str:
    """Umkehrung von `verschluesseln`; `NichtLesbar`, wenn Kontext, Inhalt oder Schlüssel nicht passen."""
    ende = 1 + daten[0]
    schluessel = _ring(settings.SCHLUESSEL).get(daten[1:ende].decode())
    if schluessel is None:
        raise NichtLesbar("Der Schlüssel dieses Textes ist nicht (mehr) eingerichtet.")
    try:
        klar = schluessel.decrypt(daten[ende : ende + NONCE], daten[ende + NONCE :], daten[:ende] + kontext.encode())
    except InvalidTag as fehler:
        raise NichtLesbar("Der Text gehört nicht an diese Stelle oder wurde verändert.") from fehler
    return klar.decode()


def veraltet(daten: bytes) -> bool:
    """Ob der Text noch mit einem früheren Schlüssel verschlüsselt ist (Befehl `schluesselwechsel`)."""
    return daten[1 : 1 + daten[0]].decode() != next(iter(_ring(settings.SCHLUESSEL)))


class _Zugriff:
    """Entschlüsselt beim Lesen des Attributs, nicht beim Laden der Zeile: Listen zahlen nichts dafür."""

    def __init__(self, feld: "VerschluesselterText") -> None:
        self.feld = feld

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.feld.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.feld.attname])
        wert = instance.__dict__[self.feld.attname]
        if isinstance(wert, bytes | memoryview):
            try:
                wert = entschluesseln(bytes(wert), self.feld.kontext(instance)) if wert else ""
            except NichtLesbar:
                log.exception("Ein verschlüsselter Text in Zeile %d ist nicht lesbar.", instance.pk or 0)
                return UNLESBAR  # der Geheimtext bleibt stehen: Vielleicht fehlt nur sein Schlüssel
            instance.__dict__[self.feld.attname] = wert
        return wert

    def __set__(self, instance, wert) -> None:
        if wert == UNLESBAR and isinstance(instance.__dict__.get(self.feld.attname), bytes | memoryview):
            return  # wer das Formular mit dem Satz darin speichert, überschreibt nichts
        instance.__dict__[self.feld.attname] = wert


class VerschluesselterText(models.BinaryField):
    """Textfeld, dessen Inhalt nur über eine Modellinstanz lesbar ist; das Modell braucht `kennung` (UUID), und `traeger_id`, wo es einem gehört."""

    descriptor_class = _Zugriff

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("editable", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def kontext(self, instance: models.Model) -> str:
        meta = instance._meta.concrete_model._meta
        stelle = f"{meta.db_table}|{self.column}|{getattr(instance, 'traeger_id', '')}|{instance.kennung}"  # type: ignore[attr-defined]
        if any(isinstance(c, MandantGrenze) and c.nach == "benutzer" for c in meta.constraints):
            return f"{stelle}|{instance.benutzer_id}"  # type: ignore[attr-defined]
        return stelle

    def to_python(self, wert):
        return wert

    def get_default(self):
        return ""

    def pre_save(self, instance, add):
        wert = instance.__dict__.get(self.attname, "")
        if isinstance(wert, bytes | memoryview):
            return bytes(wert)
        return verschluesseln(wert, self.kontext(instance)) if wert else b""

    def get_db_prep_value(self, wert, connection, prepared=False):
        if isinstance(wert, str):
            raise TypeError(f"{self.name} wird nur über save()/bulk_create() geschrieben: update() kennt die Zeile nicht.")
        return super().get_db_prep_value(wert, connection, prepared)

    def value_to_string(self, obj):
        return ""

    def formfield(self, **kwargs):
        from django import forms

        return models.Field.formfield(
            self, **{"form_class": forms.CharField, "widget": forms.Textarea, "required": not self.blank} | kwargs
        )
