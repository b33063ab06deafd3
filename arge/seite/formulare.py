"""Grundlage jedes Formulars: deutsche Eingaben, Versionsstand gegen Überschreiben, Einmal-Schlüssel gegen Doppeltes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from arge.zahlen import format as formate

_TRENNER = re.compile(r"[.,\-/\s]+")
_TAUSENDER = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
BITTE_WAEHLEN = "Bitte wählen"
DATUM_FEHLER = "Bitte geben Sie ein Datum ein, zum Beispiel 1.3.2026."
ZAHL_FEHLER = "Bitte geben Sie eine Zahl ein, zum Beispiel 12,5."


def lies_datum(text: str, heute: date, *, vergangen: bool = False) -> date:
    """„1.3.26“, „1.3.2026“, „010326“ oder „2026-03-01“ zu einem Tag; zwei Jahresziffern meinen das nächstliegende
    Jahrhundert (bis 20 Jahre voraus), bei `vergangen` nie die Zukunft (Geburtstage). ValueError, wenn es kein Tag ist."""
    teile = [teil for teil in _TRENNER.split(text.strip()) if teil]
    if len(teile) == 1 and len(teile[0]) in (6, 8):
        teile = [teile[0][:2], teile[0][2:4], teile[0][4:]]
    if len(teile) != 3 or not all(teil.isdecimal() for teil in teile):
        raise ValueError(text)
    if len(teile[0]) == 4:
        teile.reverse()
    tag, monat, jahr = (int(teil) for teil in teile)
    if len(teile[2]) == 2:
        grenze = heute.year if vergangen else heute.year + 20
        jahr += grenze // 100 * 100
        jahr -= 100 if jahr > grenze else 0
    elif len(teile[2]) != 4:
        raise ValueError(text)
    tag_im_jahr = date(jahr, monat, tag)
    return tag_im_jahr.replace(year=jahr - 100) if vergangen and len(teile[2]) == 2 and tag_im_jahr > heute else tag_im_jahr


def lies_dezimal(text: str) -> Decimal:
    """„1.234,5“ und „1234.5“ zu einer Zahl; „1.234“ meint eintausendzweihundertvierunddreißig. ValueError sonst."""
    roh = re.sub(r"[\s€\u00a0\u202f']", "", text).replace("\N{MINUS SIGN}", "-")
    ohne_vorzeichen = roh.lstrip("+-")
    ganz, komma, bruch = ohne_vorzeichen.partition(",")
    if "." in ganz and (komma or _TAUSENDER.fullmatch(ganz)):
        if not _TAUSENDER.fullmatch(ganz):
            raise ValueError(text)
        ganz = ganz.replace(".", "")
    try:
        wert = Decimal(f"{'-' if roh.startswith('-') else ''}{ganz}{'.' if komma else ''}{bruch}")
    except InvalidOperation as fehler:
        raise ValueError(text) from fehler
    if not wert.is_finite():
        raise ValueError(text)
    return wert


class Datumsfeld(forms.DateField):
    """Datum als Text TT.MM.JJJJ: der native Kalender zeigt je nach Gerät andere Reihenfolgen und verliert Getipptes."""

    widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off", "class": "arge-kurz"})

    def __init__(self, *, vergangen: bool = False, **optionen: Any) -> None:
        self.vergangen = vergangen
        optionen["help_text"] = optionen.get("help_text") or "TT.MM.JJJJ"
        super().__init__(**optionen)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return super().to_python(value)
        try:
            return lies_datum(str(value), timezone.localdate(), vergangen=self.vergangen)
        except ValueError as fehler:
            raise ValidationError(DATUM_FEHLER, code="invalid") from fehler


class Dezimalfeld(forms.DecimalField):
    """Zahl mit Dezimalkomma; ein Punkt vor drei Ziffern ist ein Tausenderpunkt, nie ein stiller Faktor tausend."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "arge-kurz"})

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, str):
            try:
                return lies_dezimal(value)
            except ValueError as fehler:
                raise ValidationError(ZAHL_FEHLER, code="invalid") from fehler
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            stellen = self.decimal_places if self.decimal_places is not None else max(0, -int(value.as_tuple().exponent))
            return formate.dezimal(value, stellen, stellen).replace(".", "").replace("\N{MINUS SIGN}", "-")
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def formularfeld(feld: models.Field[Any, Any], **optionen: Any) -> forms.Field | None:
    """Modellfeld zu Formularfeld: Datum und Dezimalzahl deutsch, Text als mehrzeiliges Feld, sonst Djangos Vorgabe."""
    if isinstance(feld, models.DateField) and not isinstance(feld, models.DateTimeField):
        optionen.setdefault("form_class", Datumsfeld)
        optionen.pop("widget", None)
    elif isinstance(feld, models.DecimalField):
        optionen.setdefault("form_class", Dezimalfeld)
        optionen.pop("widget", None)
    formfeld = feld.formfield(**optionen)
    if isinstance(formfeld, forms.ModelChoiceField) and formfeld.empty_label:
        formfeld.empty_label = BITTE_WAEHLEN
    elif isinstance(formfeld, forms.TypedChoiceField) and isinstance(formfeld.widget, forms.Select):
        formfeld.choices = [(wert, wort if wert != "" else BITTE_WAEHLEN) for wert, wort in formfeld.choices]
    return formfeld


class Auswahl(forms.models.ModelChoiceIterator):
    """Möglichkeiten in einer Abfrage: Djangos Vorgabe öffnet selbst für neun Stadtteile einen Datenbank-Cursor."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for zeile in self.queryset.all():
            yield self.choice(zeile)


def auswahl_vereinfachen(feld: Any) -> None:
    """Stellt ein Auswahlfeld auf `Auswahl` um."""
    feld.iterator = Auswahl
    feld.widget.choices = feld.choices


class Mehrfachauswahl(forms.CheckboxSelectMultiple):
    """Mehrfachauswahl als Kästchen: ein Auswahlfeld mit Strg-Taste findet niemand (oberflaeche.md)."""


class _Grundlage(forms.BaseForm):
    """Was jedes Formular kann: Feldgruppen, Einmal-Schlüssel, Versionsstand mit Vergleich beider Stände.

    `einmal`: verstecktes Feld `absendung` (UUID) – der Vorgang schreibt es in eine UNIQUE-Spalte, zwanzig gleiche
    Absendungen ergeben eine Zeile. `gegenstand` mit Feld `version`: verstecktes Feld `version`, der gesehene Stand; der
    Vorgang sperrt die Zeile und vergleicht (`arge.daten.schreiben.aendern`), `veraltet` zeigt dann beide Stände.
    """

    einmal = False
    gruppen: list[tuple[str, list[str]]] = []
    zeige_freiwillig = True
    gegenstand: models.Model | None = None
    konflikt: list[tuple[str, str, str]]

    def _rahmen(self) -> None:
        for feld in self.fields.values():
            if isinstance(feld, forms.ModelChoiceField):
                auswahl_vereinfachen(feld)
        self.konflikt = []
        if self.einmal and (self.gegenstand is None or self.gegenstand.pk is None or self.gegenstand._state.adding):
            self.fields["absendung"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
        elif self.gegenstand is not None and hasattr(self.gegenstand, "version"):
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.gegenstand.version)

    def _stand_merken(self, daten: dict[str, Any]) -> None:
        """Einmal-Schlüssel und gesehener Stand gehen in die Zeile; sperren und vergleichen wird der Vorgang."""
        if "absendung" in daten and hasattr(self.gegenstand, "absendung"):
            self.gegenstand.absendung = daten["absendung"]
        if "version" in self.fields and self.gegenstand is not None:
            # Fehlt die Angabe, gilt kein Stand als gesehen: lieber ein Vergleich zu viel als ein Überschreiben.
            self.gegenstand.version = daten.get("version") or 0

    @property
    def angaben(self) -> dict[str, Any]:
        """Was jemand eingegeben hat, ohne Einmal-Schlüssel und Stand: die Argumente eines Vorgangs."""
        return {name: wert for name, wert in self.cleaned_data.items() if name not in {"absendung", "version"}}

    def veraltet(self, fehler: Any) -> None:
        """Beide Stände nebeneinander; die Eingabe bleibt in den Feldern, das nächste Absenden gilt auf dem neuen Stand.

        `fehler` ist ein `Veraltet` aus `arge.daten.schreiben`. Nennt der Vorgang eine andere Zeile als dieses Formular
        (zwei Formulare auf einer Seite), steht nur der Satz.
        """
        zeile, daten = fehler.zeile, self.cleaned_data
        self.add_error(None, fehler)
        if self.gegenstand is None or type(zeile) is not type(self.gegenstand) or zeile.pk != self.gegenstand.pk:
            return
        self.konflikt = [
            (str(feld.label or name), self._lesbar(name, gespeichert), self._lesbar(name, daten.get(name)))
            for name, feld in self.fields.items()
            if name not in {"version", "absendung"} and hasattr(zeile, name)
            if not hasattr(gespeichert := getattr(zeile, name), "all") and gespeichert != daten.get(name)
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(zeile.version)

    def _lesbar(self, name: str, wert: Any) -> str:
        if wert is None or wert == "":
            return formate.FEHLT
        if isinstance(wert, bool):
            return "Ja" if wert else "Nein"
        if isinstance(wert, date):
            return formate.datum(wert)
        if isinstance(wert, Decimal):
            return formate.dezimal(wert, 0, 6)
        if isinstance(wert, list):
            return ", ".join(self._lesbar(name, einzeln) for einzeln in wert) or formate.FEHLT
        auswahl = dict(getattr(self.fields[name], "choices", None) or ()) if isinstance(wert, str) else {}
        return str(auswahl.get(wert, wert))


class ArgeForm(_Grundlage, forms.Form):
    """Formular eines Vorgangs; `gegenstand=` ist die Zeile, deren Stand es voraussetzt."""

    einmal = True

    def __init__(self, *args: Any, gegenstand: models.Model | None = None, **optionen: Any) -> None:
        self.gegenstand = gegenstand
        super().__init__(*args, **optionen)
        self._rahmen()

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        self._stand_merken(daten)
        return daten


class _ModelMeta(forms.models.ModelFormMetaclass):
    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and getattr(meta, "formfield_callback", None) is None:
            meta.formfield_callback = staticmethod(formularfeld)
        return super().__new__(mcs, name, bases, attrs)


class ArgeModelForm(_Grundlage, forms.ModelForm, metaclass=_ModelMeta):
    """Formular einer Zeile: neu mit Einmal-Schlüssel, bestehend mit Versionsstand (Modellfeld `version`).

    Dieselbe Absendung noch einmal ist kein Fehler, auch wenn die Zeile inzwischen mit sich selbst kollidiert (derselbe
    Name, derselbe Zeitraum): Das Formular gilt, und `einmal_anlegen` liefert die schon angelegte Zeile.
    """

    einmal = True

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.gegenstand = self.instance
        self._rahmen()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self._errors and self._schon_angelegt():
            self._errors.clear()
            for name, feld in self.fields.items():  # was am Fehler hing, fehlte dem Vorgang sonst
                if name not in self.cleaned_data:
                    with suppress(ValidationError):
                        self.cleaned_data[name] = feld.clean(self[name].data)

    def _schon_angelegt(self) -> bool:
        """Ob diese Absendung schon eine Zeile ergab; gefragt wird nur, wenn sonst ein Fehler stünde."""
        absendung = getattr(self, "cleaned_data", {}).get("absendung")
        if absendung is None or not hasattr(self.instance, "absendung"):
            return False
        return bool(type(self.instance)._base_manager.filter(absendung=absendung).exists())

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        self._stand_merken(daten)
        return daten


class StichtagForm(ArgeForm):
    """Der Tag, auf den sich eine Seite bezieht; er steht in der Adresse (`?am=2026-03-01`) und ist ein Lesezeichen."""

    einmal = False

    am = Datumsfeld(label="Stichtag")

    def tag(self, sonst: date) -> date:
        """Der gewählte Tag; ohne oder mit unlesbarer Angabe `sonst` – die Seite sagt dann, was sie nicht lesen konnte."""
        if not (self.is_bound and self.is_valid()):
            return sonst
        self.data = self.data.copy()
        self.data["am"] = formate.datum(self.cleaned_data["am"])  # im Feld steht die Schreibweise, in der man tippt
        return self.cleaned_data["am"]
