"""Filter der Beratung."""

from typing import Any

import django_filters
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from arge.liste import Filter
from arge.suche import suchschluessel
from beratung.begriffe import Finanzierung
from beratung.models import Fall

STAND = [("laufend", "laufende"), ("abgeschlossen", "abgeschlossene"), ("alle", "alle")]


def name_passt(text: str, pfad: str = "person__suchname") -> Q:
    """Präfixsuche über „nachname, vorname“; zwei Wörter gelten in beiden Reihenfolgen, eine Zahl als Nummer.

    Nur Präfixe: sie bleiben unter Row-Level-Security im Index (qualitaet 1.4).
    """
    if text.strip().isdecimal() and len(text) < 12:
        return Q(pk=int(text))
    schluessel = suchschluessel(text)
    treffer = Q(**{f"{pfad}__startswith": schluessel})
    vorn, _, hinten = schluessel.replace(",", "").rpartition(" ")
    if vorn:
        treffer |= Q(**{f"{pfad}__startswith": f"{hinten}, {vorn}"}) | Q(**{f"{pfad}__startswith": f"{vorn}, {hinten}"})
    return treffer


class FallFilter(Filter):
    """Laufende Fälle sind die Vorgabe: damit beginnt der Tag."""

    suche = django_filters.CharFilter(label="Nachname oder Fallnummer", method="nach_name")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STAND, method="nach_stand", empty_label=None)
    meine = django_filters.ChoiceFilter(
        label="Zuständig", choices=[("ja", "nur meine Fälle")], method="nur_meine", empty_label="alle Fachkräfte"
    )
    finanzierung = django_filters.ChoiceFilter(label="Finanzierung", choices=Finanzierung.choices, empty_label="alle")

    class Meta:
        model = Fall
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **optionen: Any) -> None:
        data = QueryDict(mutable=True) if data is None else data.copy()
        if data.get("stand") not in dict(STAND):
            data["stand"] = "laufend"
        super().__init__(data, *args, **optionen)
        self.heute = timezone.localdate()

    def nach_name(self, faelle: Any, name: str, wert: str) -> Any:
        return faelle.filter(name_passt(wert))

    def nach_stand(self, faelle: Any, name: str, wert: str) -> Any:
        if wert == "laufend":
            return faelle.filter(abgeschlossen_am__isnull=True)
        return faelle.filter(abgeschlossen_am__isnull=False) if wert == "abgeschlossen" else faelle

    def nur_meine(self, faelle: Any, name: str, wert: str) -> Any:
        return faelle.zustaendig(self.request.user.pk, self.heute)
