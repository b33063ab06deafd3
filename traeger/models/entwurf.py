"""Entwürfe: angefangene Formulare einer Person, verschlüsselt, bis sie abgeschickt sind (Fachmodell 0)."""

import json
import re
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.functional import cached_property

from arge.daten import eingang
from arge.daten.datenbank import MandantGrenze
from arge.daten.verschluesselung import VerschluesselterText
from traeger.begriffe import Loeschregel

from .konto import Benutzer, Mitgliedschaft
from .traeger import Traeger

#: Größter Entwurf in Zeichen und wie viele eine Person behält; älteste gehen zuerst.
ENTWURF_GRENZE = 100_000
ENTWUERFE_JE_PERSON = 50
#: Was nie in einem Entwurf steht: Geheimnisse und der Rahmen der Absendung. Einmal-Schlüssel und gesehener Stand bleiben:
#: Was später abgeschickt wird, ist dieselbe Absendung auf demselben Stand, und ein Widerspruch fällt auf.
_NIE_IM_ENTWURF = re.compile(
    r"passw|token|credential|secret|geheim|^(code|unter|entwurf|entwurf_titel|nur_auswahl|verwerfen)$", re.IGNORECASE
)
#: Eine Adresse dieses Hauses, nie eine fremde („//…“, „/\\…“).
IM_HAUS = re.compile(r"^/([a-z][!-~]*)?\Z")


def _entwurf_adresse(wert: str) -> str:
    return eingang.text(wert[:1000])[:200]


class EntwurfQuerySet(models.QuerySet):
    """Entwürfe einer Person in ihrer aktiven Mitgliedschaft."""

    def fuer(self, zugang):
        return self.filter(benutzer=zugang.benutzer_id, mitgliedschaft=zugang.mitgliedschaft_id)

    def zu(self, adresse: str):
        """Der Entwurf eines Formulars; seine Adresse kommt aus einem versteckten Feld, also von irgendwem."""
        return self.filter(adresse=_entwurf_adresse(adresse))

    def sichern(self, zugang, adresse: str, absendung, *, abgelaufen: bool = False) -> None:
        """Das ganze Formular als Entwurf dieser Adresse ablegen; `absendung` ist ein QueryDict. `abgelaufen`: Es wurde abgeschickt und kam zu spät an.

        Dieselbe Adresse in einer anderen Mitgliedschaft ersetzt den alten Entwurf: Was jemand als Fachkraft schrieb, taucht nie
        in einer anderen Rolle oder bei einem anderen Träger auf. ValidationError über `ENTWURF_GRENZE` und bei einer Adresse, die nicht in diesem Haus ist.
        """
        adresse = _entwurf_adresse(adresse)
        felder = {name: werte for name, werte in absendung.lists() if not _NIE_IM_ENTWURF.search(name)}
        inhalt = {
            "titel": eingang.text(absendung.get("entwurf_titel", "")[:1000])[:200],
            "felder": felder,
            "abgelaufen": abgelaufen,
        }
        text = json.dumps(inhalt, ensure_ascii=False)
        if len(text) > ENTWURF_GRENZE:
            raise ValidationError("Der Text ist zu lang für einen Entwurf.", code="zu_lang")
        if not IM_HAUS.match(adresse):
            raise ValidationError("Zu dieser Adresse gibt es kein Formular.", code="adresse")
        with transaction.atomic():
            andere = self.filter(benutzer=zugang.benutzer_id, adresse=adresse)
            andere.exclude(pk__in=andere.fuer(zugang).values("pk")).delete()
            self.update_or_create(
                benutzer_id=zugang.benutzer_id, adresse=adresse,
                defaults={"traeger_id": zugang.traeger_id, "mitgliedschaft_id": zugang.mitgliedschaft_id, "inhalt": text},
            )  # fmt: skip
            neueste = self.filter(benutzer=zugang.benutzer_id).order_by("-gesichert_am", "-pk").values_list("pk", flat=True)
            self.filter(pk__in=list(neueste[ENTWUERFE_JE_PERSON:])).delete()


class Entwurf(models.Model):
    """Gesichertes, noch nicht abgeschicktes Formular einer Person; verschlüsselt, gehört nur ihr."""

    LOESCHREGEL = Loeschregel.KURZ

    traeger = models.ForeignKey(Traeger, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Träger")
    benutzer = models.ForeignKey(Benutzer, models.CASCADE, related_name="+", verbose_name="Konto")
    mitgliedschaft = models.ForeignKey(
        Mitgliedschaft, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="in der Rolle"
    )
    adresse = models.CharField("Adresse des Formulars", max_length=200)
    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    inhalt = VerschluesselterText("Inhalt (JSON)")
    gesichert_am = models.DateTimeField("gesichert am", auto_now=True)

    objects = EntwurfQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Entwurf", "Entwürfe"
        constraints = [
            MandantGrenze(name="entwurf_grenze", nach="benutzer"),
            models.UniqueConstraint(fields=["benutzer", "adresse"], name="entwurf_je_formular"),
            models.CheckConstraint(
                condition=Q(adresse__regex=IM_HAUS.pattern), name="entwurf_im_haus",
                violation_error_message="Zu dieser Adresse gibt es kein Formular.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Entwurf {self.adresse}"

    @cached_property
    def _gelesen(self) -> dict[str, Any]:
        return json.loads(self.inhalt) if self.inhalt else {}

    @property
    def titel(self) -> str:
        """Überschrift der Seite, auf der das Formular steht, mit dem Namen der Person, um die es geht."""
        return self._gelesen.get("titel") or "Formular"

    @property
    def felder(self) -> dict[str, list[str]]:
        """Gesicherte Werte je Feldname, wie der Browser sie schickt."""
        return self._gelesen.get("felder", {})

    @property
    def paare(self) -> list[tuple[str, str]]:
        """(Feldname, Wert) zum Wiedereinsetzen."""
        return [(name, wert) for name, werte in self.felder.items() for wert in werte]

    @property
    def texte(self) -> list[str]:
        """Was jemand in ganzen Worten geschrieben hat: zum Wiedererkennen und, ohne JavaScript, zum Herauskopieren."""
        return [wert for _, wert in self.paare if " " in wert.strip()]

    @property
    def abgelaufen(self) -> bool:
        return self._gelesen.get("abgelaufen", False)
