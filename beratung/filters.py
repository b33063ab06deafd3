"""Filter der Beratung."""

from typing import Any

import django_filters

from arge.daten.suche import name_passt
from arge.seite.filter import Filter, MitStorno
from beratung.begriffe import Finanzierung, Thema, Zielgruppe

STAND = [("laufend", "laufende"), ("abgeschlossen", "abgeschlossene"), ("alle", "alle")]


def meine(request: Any) -> list[tuple[str, str]]:
    """Wer gerade vertritt, kann auch diese Fälle wählen."""
    vertritt = request.user.zugang.vertretungen
    return [("ja", "nur meine Fälle"), *([("vertretung", "Fälle, die ich vertrete")] if vertritt else [])]


class FallFilter(Filter):
    """Laufende Fälle sind die Vorgabe: damit beginnt der Tag."""

    vorgabe = {"stand": "laufend"}

    suche = django_filters.CharFilter(label="Nachname oder Fallnummer", method="nach_name")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STAND, method="nach_stand")
    meine = django_filters.ChoiceFilter(label="Zuständig", choices=meine, method="nur_meine", empty_label="alle Fachkräfte")
    finanzierung = django_filters.ChoiceFilter(label="Finanzierung", choices=Finanzierung.choices, empty_label="alle")
    zielgruppe = django_filters.ChoiceFilter(label="Zielgruppe", choices=Zielgruppe.choices, empty_label="alle")

    def nach_name(self, faelle: Any, name: str, wert: str) -> Any:
        return faelle.filter(name_passt(wert, "person__suchname"))

    def nach_stand(self, faelle: Any, name: str, wert: str) -> Any:
        if wert == "laufend":
            return faelle.laufend(self.heute)  # dieselbe Regel wie MBE-01: Kachel = Liste
        return faelle.filter(abgeschlossen_am__isnull=False) if wert == "abgeschlossen" else faelle  # nie zugleich laufend

    def nur_meine(self, faelle: Any, name: str, wert: str) -> Any:
        """Die eigenen, oder die der Fachkräfte, die diese Person heute vertritt."""
        if wert == "vertretung":
            return faelle.bei_fachkraft([kraft for _, kraft in self.request.user.zugang.vertretungen], self.heute)
        return faelle.zustaendig(self.request.user.pk, self.heute)


class KontaktFilter(MitStorno):
    """Kontakte eines Zeitraums; mit Finanzierung „Stadt“ sind es genau die Zeilen hinter MBE-05."""

    von = django_filters.DateFilter(label="Von", field_name="am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="am", lookup_expr="lte")
    thema = django_filters.ChoiceFilter(label="Thema", choices=Thema.choices, method="zum_thema")
    finanzierung = django_filters.ChoiceFilter(
        label="Finanzierung", field_name="fall__finanzierung", choices=Finanzierung.choices
    )

    def zum_thema(self, kontakte: Any, name: str, wert: str) -> Any:
        return kontakte.filter(themen__contains=[wert])


class KurzberatungFilter(KontaktFilter):
    """Kurzberatungen eines Zeitraums; mit Finanzierung „Stadt“ sind es genau die Zeilen hinter MBE-08."""

    finanzierung = django_filters.ChoiceFilter(label="Finanzierung", choices=Finanzierung.choices)
