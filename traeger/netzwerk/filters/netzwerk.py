"""Filter der Netzwerkarbeit."""

from typing import Any

import django_filters
from django.http import QueryDict
from django.utils import timezone

from arge.daten.suche import Deutsch
from arge.seite.filter import Filter
from arge.zahlen.format import datum
from traeger.begriffe import NetzwerkArt
from traeger.models import Netzwerkarbeit, Partner


class NetzwerkFilter(Filter):
    """Einträge eines Zeitraums; ohne Angabe das laufende Jahr, denn so wird berichtet."""

    von = django_filters.DateFilter(label="Von", field_name="am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="am", lookup_expr="lte")
    art = django_filters.ChoiceFilter(label="Art", choices=NetzwerkArt.choices)
    partner = django_filters.ModelChoiceFilter(label="Partner", queryset=Partner.objects.order_by(Deutsch("name")))

    class Meta(Filter.Meta):
        model = Netzwerkarbeit
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **optionen: Any) -> None:
        data = QueryDict(mutable=True) if data is None else data.copy()
        data.setdefault("von", datum(timezone.localdate().replace(month=1, day=1)))
        super().__init__(data, *args, **optionen)
