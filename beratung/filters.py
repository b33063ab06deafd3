"""Filter der Beratung."""

from typing import Any

import django_filters
from django.http import QueryDict
from django.utils import timezone

from arge.liste import Filter
from arge.suche import name_passt
from beratung.begriffe import Finanzierung
from beratung.models import Fall

STAND = [("laufend", "laufende"), ("abgeschlossen", "abgeschlossene"), ("alle", "alle")]


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
        return faelle.filter(name_passt(wert, "person__suchname"))

    def nach_stand(self, faelle: Any, name: str, wert: str) -> Any:
        if wert == "laufend":
            return faelle.filter(abgeschlossen_am__isnull=True)
        return faelle.filter(abgeschlossen_am__isnull=False) if wert == "abgeschlossen" else faelle

    def nur_meine(self, faelle: Any, name: str, wert: str) -> Any:
        return faelle.zustaendig(self.request.user.pk, self.heute)
