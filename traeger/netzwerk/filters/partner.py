"""Filter des Partnerverzeichnisses."""

from typing import Any

import django_filters
from django.db.models import Q
from django.http import QueryDict

from arge.daten.suche import text_passt
from arge.seite.filter import Filter
from traeger.models import Partner

STAND = [("aktiv", "angebotene"), ("still", "stillgelegte"), ("alle", "alle")]


class PartnerFilter(Filter):
    """Suche in Name, Zweck und Ansprechperson; angebotene Partner sind die Vorgabe."""

    suche = django_filters.CharFilter(label="Suche", method="nach_text")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STAND, method="nach_stand", empty_label=None)

    class Meta(Filter.Meta):
        model = Partner
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **optionen: Any) -> None:
        data = QueryDict(mutable=True) if data is None else data.copy()
        if data.get("stand") not in dict(STAND):
            data["stand"] = "aktiv"
        super().__init__(data, *args, **optionen)

    def nach_text(self, zeilen: Any, name: str, wert: str) -> Any:
        genau = Q(name__icontains=wert) | Q(beschreibung__icontains=wert)
        return zeilen.filter(genau | text_passt(zeilen, wert, "name", "ansprechperson"))

    def nach_stand(self, zeilen: Any, name: str, wert: str) -> Any:
        return zeilen if wert == "alle" else zeilen.filter(ist_aktiv=wert == "aktiv")
