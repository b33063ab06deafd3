"""Formularfelder hinter dem Eingang: Text, Datum und Zahlen liest überall `arge.daten.eingang`.

`durch_den_eingang` macht aus jedem Feld von Django, django-filter oder allauth eines, das so liest; niemand muss daran
denken, ein besonderes Feld zu nehmen. `arge.seite.formulare.Eingangsform` ruft es für jedes Feld jedes Formulars.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.html import strip_tags

from arge.daten import eingang
from arge.seite.saetze import SAETZE, saetze_setzen
from arge.zahlen import format as formate

#: Ein Rat statt fünf Verboten; geprüft wird trotzdem jedes, und der Satz dazu steht dann am Feld.
PASSWORT_HINWEIS = (
    "Mindestens zwölf Zeichen. Am besten mehrere Wörter, die nichts mit Ihnen oder Ihrer Arbeit zu tun haben; "
    "„Heilbronn2026!“, Ihr Name und reine Ziffern genügen nicht."
)

#: Zeichen, die ein Feld ohne eigene Grenze liest: eine Zeile (Suche, Passwort), mehrere Zeilen.
EINE_ZEILE, MEHRERE_ZEILEN = 1_000, 100_000


class Eingang(forms.Field):
    """Kennzeichen eines Feldes, das durch den Eingang liest; was er abweist, steht als Satz am Feld."""

    def lies(self, value: Any) -> Any:
        return value

    @property
    def _grenze(self) -> int:
        """Zeichen, die das Feld fasst; wo es selbst keine nennt, gilt die des Hauses."""
        return getattr(self, "max_length", None) or (
            MEHRERE_ZEILEN if isinstance(self.widget, forms.Textarea) else EINE_ZEILE
        )

    def _bemessen(self, wert: str, mal: int = 4) -> None:
        """Was viel zu lang ist, wird nicht erst gelesen: Das kostete den, der es schickt, nichts und alle anderen viel.

        Viel zu lang ist das Vierfache (und nie unter tausend Zeichen): Zerlegte Zeichen und Leerraum fallen beim Lesen weg.
        """
        if len(wert) > max(mal * self._grenze, EINE_ZEILE):
            zahlen = {"limit_value": self._grenze, "show_value": len(wert)}
            raise ValidationError(SAETZE["max_length"], code="max_length", params=zahlen)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return super().to_python(value)
        if isinstance(value, str):
            self._bemessen(value)
        try:
            return self.lies(value)
        except eingang.Unlesbar as fehler:
            eigener = self._eigener_satz() if isinstance(fehler, eingang.Unklar) else None
            raise ValidationError(str(eigener or fehler), code="invalid") from fehler

    def _eigener_satz(self) -> Any:
        """Was dieses Feld statt Djangos Vorgabe sagt: Es weiß genauer, was gebraucht wird."""
        satz = self.error_messages.get("invalid")
        vorgaben = (vars(klasse).get("default_error_messages", {}).get("invalid") for klasse in type(self).__mro__)
        return None if satz in vorgaben else satz

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class Texteingang(Eingang):
    """Text ohne Unsichtbares; mehrzeilig, wenn das Feld mehrzeilig ist, und ein Passwort bleibt, wie es ist."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            self._bemessen(value)
            if isinstance(self.widget, forms.PasswordInput):
                value = eingang.passwort(value)
            else:
                mehrzeilig = isinstance(self.widget, forms.Textarea)
                value = eingang.text(value, mehrzeilig=mehrzeilig, kuerzen=getattr(self, "strip", True))
            self._bemessen(value, mal=1)
        return super(Eingang, self).to_python(value)  # kürzere Grenzen und die Art des Feldes prüft das Feld selbst

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super(Eingang, self).has_changed(initial, data)


class Datumseingang(Eingang):
    """`vergangen`: nie in der Zukunft (Geburtstag). `offen`: der 31.12.9999 heißt „ohne Ende“."""

    vergangen = False
    offen = False

    def lies(self, value: Any) -> date | None:
        if self.offen and isinstance(value, str) and eingang.text(value).casefold() in eingang.OHNE_ENDE_WORTE:
            return None
        heute = timezone.localdate()
        tag = value if isinstance(value, date) else eingang.lies_datum(str(value), heute, vergangen=self.vergangen)
        return eingang.grenzen(tag, bis_heute=heute if self.vergangen else None, offen=self.offen)


class Ganzzahleingang(Eingang):
    """Ganze Zahl, auch mit Tausenderpunkt."""

    def lies(self, value: Any) -> int:
        if isinstance(value, bool):
            raise eingang.Unklar(eingang.GANZZAHL_FEHLER)
        return value if isinstance(value, int) else eingang.lies_ganzzahl(str(value))


class Dezimaleingang(Eingang):
    """Zahl mit Dezimalkomma; ein Punkt vor drei Ziffern ist ein Tausenderpunkt, nie ein stiller Faktor tausend."""

    def lies(self, value: Any) -> Decimal:
        if isinstance(value, bool):
            raise eingang.Unklar(eingang.ZAHL_FEHLER)
        if isinstance(value, float):  # Tabellen speichern 0,3 als ungenauen Bruch
            try:
                return round(Decimal(str(value)), 6)
            except ArithmeticError as fehler:
                raise eingang.Unklar(eingang.ZAHL_FEHLER) from fehler
        return value if isinstance(value, Decimal) else eingang.lies_dezimal(str(value))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            stellen = getattr(self, "decimal_places", None)
            stellen = stellen if stellen is not None else max(0, -int(value.as_tuple().exponent))
            return formate.dezimal(value, stellen, stellen).replace(".", "").replace("\N{MINUS SIGN}", "-")
        return value


class Datumsfeld(Datumseingang, forms.DateField):
    """Datum als Text TT.MM.JJJJ: der native Kalender zeigt je nach Gerät andere Reihenfolgen und verliert Getipptes.

    Daneben bietet das Skript an, was ein Klick ist: den Kalender, „Heute“ (nie bei einem Geburtstag) und, wo der Tag eines Ereignisses
    steht (`am`), „Gestern“.
    """

    widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off", "class": "arge-kurz"})

    def __init__(self, *, vergangen: bool = False, offen: bool = False, **optionen: Any) -> None:
        self.vergangen, self.offen = vergangen, offen
        optionen["help_text"] = optionen.get("help_text") or "TT.MM.JJJJ"
        super().__init__(**optionen)
        self.widget.attrs["data-datum"] = "" if vergangen else "heute"


class Dezimalfeld(Dezimaleingang, forms.DecimalField):
    """Zahl als Text mit Dezimalkomma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "arge-kurz"})


#: Reihenfolge zählt: Dezimal- und Fließkommafeld sind bei Django Unterklassen der ganzen Zahl.
EINGAENGE: tuple[tuple[type[forms.Field], type[Eingang] | None], ...] = (
    (forms.DateField, Datumseingang),
    (forms.DecimalField, Dezimaleingang),
    (forms.FloatField, None),  # ungenau: gibt es in diesem Haus nicht (tests/haus/test_eingang.py)
    (forms.IntegerField, Ganzzahleingang),
    (forms.JSONField, None),  # liest der Rechner, kein Mensch tippt es
    (forms.CharField, Texteingang),
)


@cache
def _mit_eingang(klasse: type[forms.Field]) -> type[forms.Field]:
    for grund, art in EINGAENGE:
        if issubclass(klasse, grund):
            return klasse if art is None else type(klasse.__name__, (art, klasse), {"__module__": klasse.__module__})
    return klasse


#: So lang ist eine E-Mail-Adresse höchstens (RFC 5321) und die Spalte dafür; Django ließe 320 Zeichen bis zur Datenbank durch.
EMAIL_GRENZE = 254


def _email_grenze(feld: forms.Field) -> None:
    if isinstance(feld, forms.EmailField) and (feld.max_length is None or feld.max_length > EMAIL_GRENZE):
        feld.max_length = EMAIL_GRENZE
        feld.validators = [*feld.validators, MaxLengthValidator(EMAIL_GRENZE)]
        feld.widget.attrs = {**feld.widget.attrs, "maxlength": str(EMAIL_GRENZE)}


def durch_den_eingang(feld: forms.Field) -> forms.Field:
    """Stellt ein Feld auf den Eingang um, an Ort und Stelle: Formulare verweisen von mehreren Seiten auf dasselbe Feld."""
    saetze_setzen(feld)
    if "<li>" in str(
        feld.help_text
    ):  # Djangos Regeln für Passwörter: fünf Verbote als HTML-Liste; Hinweise sind überall Text
        text = strip_tags(str(feld.help_text).replace("</li>", " ")).strip()
        feld.help_text = PASSWORT_HINWEIS if isinstance(feld.widget, forms.PasswordInput) else text
    _email_grenze(feld)
    if not isinstance(feld, Eingang):
        feld.__class__ = _mit_eingang(type(feld))
    if isinstance(feld, Ganzzahleingang) and type(feld.widget) is forms.NumberInput:
        # type="number" liest „1.000“ je nach Browser als 1 und verwirft Unlesbares, bevor der Server es sieht.
        attrs = {name: wert for name, wert in feld.widget.attrs.items() if name not in {"min", "max", "step"}}
        alt, feld.widget = feld.widget, forms.TextInput({"inputmode": "numeric", "autocomplete": "off"} | attrs)
        feld.widget.is_required = alt.is_required
    return feld
