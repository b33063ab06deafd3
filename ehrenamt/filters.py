"""Filter des Ehrenamts."""

from typing import Any

import django_filters

from arge.daten.suche import Deutsch, name_passt
from arge.seite.filter import Filter, MitStorno
from ehrenamt.begriffe import Anbindung, ProjektBereich, ProjektStatus
from ehrenamt.models import Projekt


def _eigene_projekte(request: Any) -> Any:
    return Projekt.objects.fuer(request.user.zugang).order_by(Deutsch("name"))


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


class TreffenFilter(MitStorno):
    """Treffen eines Zeitraums und eines Projekts; mit dem Zeitraum sind es die Zeilen hinter EA-06 und EA-07."""

    von = django_filters.DateFilter(label="Von", field_name="am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="am", lookup_expr="lte")
    projekt = django_filters.ModelChoiceFilter(label="Projekt", queryset=_eigene_projekte)


class StundenFilter(TreffenFilter):
    """Stunden eines Zeitraums, auch nach Bestätigung; mit dem Zeitraum sind es die Zeilen hinter EA-04."""

    bestaetigt = django_filters.ChoiceFilter(
        label="Bestätigung", choices=[("ja", "bestätigt"), ("nein", "noch nicht bestätigt")], method="nach_bestaetigung"
    )

    def nach_bestaetigung(self, stunden: Any, name: str, wert: str) -> Any:
        return stunden.filter(bestaetigt_am__isnull=wert == "nein")


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
