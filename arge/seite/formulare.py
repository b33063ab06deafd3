"""Grundlage jedes Formulars: deutsche Eingaben, Versionsstand gegen Überschreiben, Einmal-Schlüssel gegen Doppeltes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from types import new_class
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance
from django.forms.utils import ErrorDict

from arge.daten.schreiben import Rueckfrage
from arge.seite.felder import Datumsfeld, Dezimalfeld, durch_den_eingang
from arge.zahlen import format as formate
from arge.zahlen.zeitraum import satz_wer_da_war

BITTE_WAEHLEN = "Bitte wählen"
#: Was jede Absendung mitbringt, ohne dass jemand etwas anderes meint.
RAHMEN = {"csrfmiddlewaretoken", "unter", "nur_auswahl", "entwurf", "entwurf_titel", "noch_eins"}


class Eingangsform(forms.BaseForm):
    """Jedes Feld liest durch den Eingang, auch eines, das ein Formular erst beim Anlegen hinzufügt."""

    def __getitem__(self, name: str) -> forms.BoundField:
        if name in self.fields:
            durch_den_eingang(self.fields[name])
        return super().__getitem__(name)


@cache
def eingangsformular(klasse: type[forms.BaseForm]) -> type[forms.BaseForm]:
    """Dieselbe Formularklasse hinter dem Eingang, für Formulare anderer Pakete."""
    if issubclass(klasse, Eingangsform):
        return klasse
    return new_class(
        klasse.__name__, (Eingangsform, klasse), exec_body=lambda raum: raum.update(__module__=klasse.__module__)
    )


def formularfeld(feld: models.Field[Any, Any], **optionen: Any) -> forms.Field | None:
    """Modellfeld zu Formularfeld: Datum und Dezimalzahl deutsch, Text als mehrzeiliges Feld, sonst Djangos Vorgabe."""
    if isinstance(feld, models.DateField) and not isinstance(feld, models.DateTimeField):
        optionen.setdefault("form_class", Datumsfeld)
        optionen.pop("widget", None)
        if issubclass(optionen["form_class"], Datumsfeld):
            # Ein Zeitraum darf offen sein, wo die Spalte leer sein darf; andere freiwillige Tage haben kein „ohne Ende“.
            optionen.setdefault("offen", feld.null and (feld.name == "bis" or feld.name.endswith("_bis")))
    elif isinstance(feld, models.DecimalField):
        optionen.setdefault("form_class", Dezimalfeld)
        optionen.pop("widget", None)
    formfeld = feld.formfield(**optionen)
    if isinstance(formfeld, Datumsfeld) and feld.name == "am":
        formfeld.widget.attrs["data-datum"] = "heute gestern"
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


def _inhalt(datei: Any) -> str:
    datei.seek(0)
    summe = hashlib.file_digest(datei, "sha256").hexdigest()
    datei.seek(0)
    return summe


class _Grundlage(Eingangsform):
    """Was jedes Formular kann: Feldgruppen, Einmal-Schlüssel, Versionsstand mit Vergleich beider Stände.

    `einmal`: verstecktes Feld `absendung` (UUID) – der Vorgang schreibt es in eine UNIQUE-Spalte, zwanzig gleiche
    Absendungen ergeben eine Zeile. `gegenstand` mit Feld `version`: verstecktes Feld `version`, der gesehene Stand; der
    Vorgang sperrt die Zeile und vergleicht (`arge.daten.schreiben.aendern`), `zwei_staende` zeigt dann beide.
    """

    einmal = False
    gruppen: list[tuple[str, list[str]]] = []
    zeige_freiwillig = True
    #: Feld mit dem Tag des Ereignisses → Auswahlen (`Tageswahlfeld`), die zeigen, wer an diesem Tag da war.
    tageswahl: dict[str, tuple[str, ...]] = {}
    gegenstand: models.Model | None = None
    konflikt: list[tuple[str, str, str]]
    rat = ""
    #: Wo dieses Formular als Entwurf liegt; setzt `formularseite`.
    entwurf: Any = None

    def _rahmen(self) -> None:
        for feld in self.fields.values():
            if isinstance(feld, forms.ModelChoiceField):
                auswahl_vereinfachen(feld)
        self.konflikt = []
        for tag, namen in self.tageswahl.items():
            if tag in self.fields:
                self.fields[tag].widget.attrs |= nachladen(*self._teile(tag, namen))
        if self.einmal and (self.gegenstand is None or self.gegenstand.pk is None or self.gegenstand._state.adding):
            self.fields["absendung"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
        elif self.gegenstand is not None and hasattr(self.gegenstand, "version"):
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.gegenstand.version)

    def _teile(self, tag: str, namen: tuple[str, ...]) -> Iterator[str]:
        """Was sich mit dem Tag ändert: die Auswahlen und ihre Hinweise."""
        for name in namen:
            kennung = self.auto_id % self.add_prefix(name)
            yield from (kennung, f"{kennung}_helptext") if self.fields[name].help_text else (kennung,)

    def _stand_merken(self, daten: dict[str, Any]) -> None:
        """Einmal-Schlüssel und gesehener Stand gehen in die Zeile; sperren und vergleichen wird der Vorgang."""
        if "absendung" in daten and hasattr(self.gegenstand, "absendung"):
            self.gegenstand.absendung = daten["absendung"]
            self.gegenstand.absendung_summe = self._summe()  # woran `einmal_anlegen` eine Wiederholung erkennt
        if "version" in self.fields and self.gegenstand is not None:
            # Fehlt die Angabe, gilt kein Stand als gesehen: lieber ein Vergleich zu viel als ein Überschreiben.
            self.gegenstand.version = daten.get("version") or 0

    def _summe(self) -> str:
        """Prüfsumme der ganzen Absendung, auch der anderen Formulare derselben Seite, samt Inhalt der Dateien.

        In welcher Reihenfolge jemand dieselben Möglichkeiten ankreuzt, ist kein anderer Inhalt.
        """
        daten = self.data.lists() if hasattr(self.data, "lists") else ((n, [w]) for n, w in self.data.items())
        felder = [(name, sorted(map(str, werte))) for name, werte in daten if name not in RAHMEN]
        dateien = [(name, datei.name, _inhalt(datei)) for name, datei in (self.files or {}).items()]
        return hashlib.sha256(repr((sorted(felder), sorted(dateien))).encode()).hexdigest()

    def nur_auswahl(self) -> None:
        """Noch nicht abgeschickt: Der Tag hat sich geändert, und die Auswahlen zeigen, wer dann da war. Nichts wird geprüft."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def tag_in(self, name: str, sonst: date) -> date:
        """Der Tag, der im Feld steht; ist er leer oder unlesbar, die Vorbelegung, dann `sonst`."""
        if self.is_bound:
            with suppress(ValidationError):
                return self[name].field.clean(self[name].data) or sonst
            return sonst
        return self.get_initial_for_field(self.fields[name], name) or sonst

    def wer_da_war(self, name: str, alle: Any, tag: date, *auch: Any) -> None:
        """Füllt ein `Tageswahlfeld`: gezeigt wird, wer an dem Tag da war (`.da_am`), und `auch` (Nummern, die schon dastehen)."""
        feld = self.fields[name]
        feld.alle, feld.queryset = alle, alle.da_am(tag) | alle.filter(pk__in=[pk for pk in auch if pk])

    def _steht_schon(self, tag: str, name: str) -> bool:
        """Was gespeichert ist und bleibt, wird nicht noch einmal gefragt: Ein Schreibfehler ließe sich sonst nie berichtigen."""
        ist_da = self.gegenstand is not None and self.gegenstand.pk is not None and not self.gegenstand._state.adding
        return ist_da and not {tag, name} & set(self.changed_data)

    def _wer_da_war_pruefen(self, daten: dict[str, Any]) -> None:
        for tag, namen in self.tageswahl.items():
            for name in namen:
                zeile = daten.get(name)
                if self._steht_schon(tag, name):
                    continue
                if zeile is not None and daten.get(tag) and (satz := satz_wer_da_war(str(zeile), daten[tag], *zeile.dabei)):
                    self.add_error(name, satz)

    def fragen(self, frage: Rueckfrage) -> None:
        """Fragt einmal nach: Das Feld `trotzdem` wird sichtbar, und wer es ankreuzt, meint es so."""
        self.fields["trotzdem"].widget = forms.CheckboxInput()
        if self.gruppen:
            self.gruppen = [*self.gruppen, ("Rückfrage", ["trotzdem"])]
        self.add_error(None, frage)

    @property
    def ist_so_gemeint(self) -> bool:
        """Ob jemand die Rückfrage bestätigt hat; das Argument `trotzdem` eines Vorgangs."""
        return bool(self.cleaned_data.get("trotzdem"))

    @property
    def angaben(self) -> dict[str, Any]:
        """Was jemand eingegeben hat, ohne Einmal-Schlüssel und Stand: die Argumente eines Vorgangs."""
        return {name: wert for name, wert in self.cleaned_data.items() if name not in {"absendung", "version"}}

    def zwei_staende(self, fehler: Any) -> None:
        """Beide Stände nebeneinander; die Eingabe bleibt in den Feldern, das nächste Absenden gilt als neues.

        `fehler` ist `Veraltet` (es gilt auf dem neuen Stand) oder `SchonAnders` (es ergibt eine weitere Zeile) aus
        `arge.daten.schreiben`. Nennt der Vorgang eine andere Zeile als dieses Formular (zwei Formulare auf einer Seite),
        steht nur der Satz.
        """
        zeile, daten = fehler.zeile, self.cleaned_data
        self.add_error(None, fehler)
        self.rat, self.data = fehler.rat, self.data.copy()
        if "absendung" in self.fields:
            self.data[self.add_prefix("absendung")] = str(uuid.uuid4())
        if type(zeile) is not type(self.gegenstand) or ("version" in self.fields and zeile.pk != self.gegenstand.pk):
            return
        self.konflikt = [
            (str(feld.label or name), self._lesbar(name, gespeichert), self._lesbar(name, daten.get(name)))
            for name, feld in self.fields.items()
            if name not in {"version", "absendung"} and hasattr(zeile, name)
            if not hasattr(gespeichert := getattr(zeile, name), "all") and gespeichert != daten.get(name)
        ]
        if "version" in self.fields:
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


class Tageswahlfeld(forms.ModelChoiceField):
    """Auswahl von Menschen und Angeboten, die es nicht immer gab.

    Gezeigt wird `queryset` (wer an dem Tag da war), angenommen wird jede Zeile aus `alle`: So sagt ein Satz, warum jemand
    nicht geht, statt „keine gültige Auswahl“. Beide füllt `wer_da_war`.
    """

    alle: Any = None

    def to_python(self, value: Any) -> Any:
        gezeigt = self._queryset
        self._queryset = gezeigt if self.alle is None else self.alle
        try:
            return super().to_python(value)
        finally:
            self._queryset = gezeigt


def nachladen(*ziele: str) -> dict[str, str]:
    """htmx-Attribute eines Tagesfelds: Ändert sich der Tag, kommen diese Teile der Seite neu; ohne JavaScript beim Absenden."""
    return {
        "hx-post": "", "hx-trigger": "change", "hx-include": "closest form", "hx-swap": "none",
        "hx-select-oob": ",".join(f"#{ziel}" for ziel in ziele), "hx-vals": '{"nur_auswahl": "1"}',
    }  # fmt: skip


def trotzdem(label: str) -> forms.BooleanField:
    """Das Kästchen zu `fragen`: versteckt, bis gefragt wird."""
    return forms.BooleanField(label=label, required=False, widget=forms.HiddenInput)


class Zeilenformulare(forms.BaseFormSet):
    """Eine Sammlung gleicher Zeilen in einem Formular (Ziele eines Plans); lässt sich wie jedes ungeprüft wieder zeigen."""

    def nur_auswahl(self) -> None:
        if self.management_form.is_valid():
            for zeile in self.forms:
                zeile.nur_auswahl()
        self._errors, self._non_form_errors = [], self.error_class()


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
        self._wer_da_war_pruefen(daten)
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
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)

    def _schon_angelegt(self) -> bool:
        """Ob diese Absendung schon eine Zeile ergab; gefragt wird nur, wenn sonst ein Fehler stünde."""
        absendung = getattr(self, "cleaned_data", {}).get("absendung")
        if absendung is None or not hasattr(self.instance, "absendung"):
            return False
        return bool(type(self.instance)._base_manager.filter(absendung=absendung).exists())

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        self._stand_merken(daten)
        self._wer_da_war_pruefen(daten)
        return daten


class StichtagForm(ArgeForm):
    """Der Tag, auf den sich eine Seite bezieht; er steht in der Adresse (`?am=2026-03-01`) und ist ein Lesezeichen."""

    einmal = False

    am = Datumsfeld(label="Stichtag")
    #: Ob der gewählte Tag noch kommt; dann sagt es die Seite.
    kuenftig = False

    def tag(self, sonst: date) -> date | None:
        """Der gewählte Tag, ohne Angabe `sonst`; None bei unlesbarer Angabe: Dann zeigt die Seite keine Zahlen."""
        if not self.is_bound:
            return sonst
        if not self.is_valid():
            return None
        self.data = self.data.copy()
        self.kuenftig = self.cleaned_data["am"] > sonst
        self.data["am"] = formate.datum(self.cleaned_data["am"])  # im Feld steht die Schreibweise, in der man tippt
        return self.cleaned_data["am"]  # type: ignore[no-any-return]
