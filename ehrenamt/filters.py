"""Filter des Ehrenamts."""

from typing import Any

import django_filters

from arge.daten.suche import name_passt
from arge.seite.filter import Filter
from ehrenamt.begriffe import Anbindung, ProjektBereich, ProjektStatus


class ProjektFilter(Filter):
    """Projekte nach Bereich und Status; Vorgabe sind die laufenden, dieselben wie in EA-05: Kachel = Liste."""

    vorgabe = {"laufzeit": "laufend"}

    laufzeit = django_filters.ChoiceFilter(
        label="Laufzeit", choices=[("laufend", "laufende"), ("alle", "alle")], method="in_laufzeit"
    )
    bereich = django_filters.ChoiceFilter(
        label="Bereich", choices=ProjektBereich.choices, method="im_bereich", empty_label="alle"
    )
    status = django_filters.ChoiceFilter(label="Status", choices=ProjektStatus.choices, empty_label="alle")

    def in_laufzeit(self, projekte: Any, name: str, wert: str) -> Any:
        return projekte.am(self.heute) if wert == "laufend" else projekte

    def im_bereich(self, projekte: Any, name: str, wert: str) -> Any:
        return projekte.filter(bereiche__contains=[wert])


class PersonFilter(Filter):
    """Ehrenamtliche; Vorgabe sind die aktiven."""

    vorgabe = {"stand": "aktiv"}

    suche = django_filters.CharFilter(label="Nachname", method="nach_name")
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("aktiv", "aktive"), ("ausgeschieden", "ausgeschiedene"), ("alle", "alle")],
        method="nach_stand",
    )
    anbindung = django_filters.ChoiceFilter(label="Anbindung", choices=Anbindung.choices, empty_label="alle")

    def nach_name(self, personen: Any, name: str, wert: str) -> Any:
        return personen.filter(name_passt(wert))

    def nach_stand(self, personen: Any, name: str, wert: str) -> Any:
        if wert == "aktiv":
            return personen.da_am(self.heute)  # dieselbe Regel wie EA-01: Kachel = Liste
        weg = personen.filter(ausgeschieden_am__lt=self.heute)  # der letzte Tag zählt noch als aktiv: nie in beiden Listen
        return weg if wert == "ausgeschieden" else personen
