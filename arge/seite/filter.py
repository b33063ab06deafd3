"""Grundlage der Filter über Listen: erklärte Vorgaben, deutsche Eingaben, und wer sich vertippt, sieht keine Zeilen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from arge.seite.felder import Datumsfeld, Dezimalfeld
from arge.seite.formulare import Eingangsform, auswahl_vereinfachen
from arge.seite.zelle import als_text

#: Wert einer Auswahl, die ausdrücklich nichts ausschließt; geleert heißt dort dasselbe.
ALLE = "alle"
EINTRAEGE = [("gueltig", "gültige"), ("storniert", "stornierte"), (ALLE, "alle")]
GUELTIG = {"eintraege": "gueltig"}


class FilterForm(Eingangsform, forms.Form):
    """Die Felder eines Filters; was zusammen nicht stimmen kann, ist ein Fehler statt einer leeren Liste."""

    zeige_freiwillig = False
    #: HTMX tauscht die Fehlerzeile jedes Feldes aus; darum steht ihr Platz immer da.
    fehlerplatz = True

    def clean(self) -> dict[str, Any]:
        daten = super().clean() or self.cleaned_data
        von, bis = daten.get("von"), daten.get("bis")
        if von and bis and von > bis:
            self.add_error("bis", "„Bis“ liegt vor „Von“.")
        return daten


class Filter(django_filters.FilterSet):
    """Filter einer Liste.

    `vorgabe`: {Name: Wert, wie man ihn eintippt} oder eine Funktion des heutigen Tages (`@staticmethod`). Sie gilt für
    jeden Namen, den die Adresse nicht nennt; ein genannter leerer Wert (`stand=`) ist geleert und bleibt es.
    Eine Auswahl mit der Möglichkeit „alle“ zeigt geleert „alle“; jede andere hat dafür die leere Möglichkeit „Alle“ oder
    ihr eigenes `empty_label`. `choices` und `queryset` dürfen Funktionen der Anfrage sein; ein `queryset`, das None ergibt, nimmt den
    Filter weg. Ein ungültiger Filter hat keine Zeilen: weder Liste noch Summe noch Datei zeigen dann etwas.
    """

    vorgabe: Mapping[str, str] | Callable[[date], Mapping[str, str]] = {}
    zeigt_storniertes = False

    def __init__(self, data: Any = None, *args: Any, **optionen: Any) -> None:
        self.heute = timezone.localdate()
        self.vorgaben = dict(self.vorgabe(self.heute) if callable(self.vorgabe) else self.vorgabe)
        daten = self._mit_vorgaben(data)
        super().__init__(daten, *args, **optionen)
        self.data = daten  # django-filter ersetzt leere Angaben durch unveränderliche
        for name, filter_ in list(self.filters.items()):
            self._einrichten(name, filter_)

    def _mit_vorgaben(self, data: Any) -> QueryDict:
        daten = QueryDict(mutable=True)
        daten.update(data or {})
        for name, wert in self.vorgaben.items():
            daten.setdefault(name, wert)
        return daten

    def _einrichten(self, name: str, filter_: Any) -> None:
        """Deutsche Felder, Möglichkeiten dieser Anfrage, ein Wort für „keine Einschränkung“."""
        extra = filter_.extra
        filter_.__dict__.pop(
            "_field", None
        )  # wer das Feld der Klasse schon ansah, hätte es sonst ohne diese Anfrage mitgegeben
        if type(filter_) is django_filters.DateFilter:
            filter_.field_class = Datumsfeld
        elif type(filter_) is django_filters.NumberFilter:
            filter_.field_class = Dezimalfeld
        elif isinstance(filter_, django_filters.ModelChoiceFilter):
            if callable(extra["queryset"]) and extra["queryset"](self.request) is None:
                del self.filters[name]
        elif isinstance(filter_, django_filters.ChoiceFilter):
            if callable(extra["choices"]):
                extra["choices"] = extra["choices"](self.request)
            if ALLE in dict(extra["choices"]):
                extra["empty_label"] = None
                self.data[name] = self.data.get(name) or ALLE

    def get_form_class(self) -> type[forms.Form]:
        """Die Felder in der Reihenfolge ihrer Erklärung, Auswahlen ohne Cursor der Datenbank."""
        felder = {name: filter_.field for name, filter_ in self.filters.items()}
        for feld in felder.values():
            if isinstance(feld, forms.ModelChoiceField):
                auswahl_vereinfachen(feld)
        return type(f"{type(self).__name__}Form", (FilterForm,), felder)

    @property
    def qs(self) -> QuerySet[Any]:
        """Die gefilterten Zeilen; bei ungültiger Angabe keine (nicht alle: das wäre eine falsche Antwort)."""
        if not self.is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def gesetzt(self) -> list[tuple[str, str]]:
        """(Name, Wert) jedes gesetzten Filters in den Worten der Seite, auch der Vorgaben; nur wo alles zu lesen war."""
        return [(str(feld.label), wort) for feld, wort in self._angaben()]

    @property
    def marken(self) -> list[tuple[str, str, str]]:
        """(Feld, Name, Wert) jedes Filters, der Zeilen ausschließt; eine Auswahl „alle“ tut es nicht.

        Was aus einer Auswahl kommt, versteht sich ohne Namen („laufende“); ein Tag oder ein Suchwort trägt seinen dabei.
        """
        angaben = self._angaben() if self.is_valid() else []
        return [
            (feld.name, str(feld.label), wort if isinstance(feld.field, forms.ChoiceField) else f"{feld.label}: {wort}")
            for feld, wort in angaben
            if self.data.get(feld.name) != ALLE
        ]

    def _angaben(self) -> list[tuple[Any, str]]:
        angaben = [(feld, self.form.cleaned_data.get(feld.name)) for feld in self.form]
        return [(feld, _wort(feld.field, wert)) for feld, wert in angaben if wert not in (None, "", [])]

    @property
    def ist_vorgabe(self) -> bool:
        """Ob gerade genau die Vorgabe gilt."""
        return all(self.data.get(name, "") == self.vorgaben.get(name, "") for name in self.filters)


def _wort(feld: Any, wert: Any) -> str:
    """Wie die Seite einen gelesenen Wert zeigt."""
    if isinstance(feld, forms.ModelChoiceField):
        return str(feld.label_from_instance(wert))
    if isinstance(feld, forms.ChoiceField):
        return str(dict(feld.choices).get(wert, wert))
    return str(als_text(wert))


class MitStorno(Filter):
    """Filter über Einträge, die sich stornieren lassen: Vorgabe sind die gültigen, die anderen bleiben zu finden.

    Die Liste fragt `auch_stornierte`. Ein Filter mit eigener `vorgabe` als Funktion nimmt `GUELTIG` hinein.
    """

    vorgabe: Mapping[str, str] | Callable[[date], Mapping[str, str]] = GUELTIG

    @property
    def zeigt_storniertes(self) -> bool:
        """Ob unter den Zeilen stornierte sein können; dann nennt die Liste, warum."""
        return self.data.get("eintraege") != "gueltig"

    eintraege = django_filters.ChoiceFilter(label="Einträge", choices=EINTRAEGE, method="nach_storno")

    def nach_storno(self, zeilen: Any, name: str, wert: str) -> Any:
        """Gültige, stornierte oder beide."""
        return zeilen if wert == ALLE else zeilen.filter(storniert_am__isnull=wert == "gueltig")
