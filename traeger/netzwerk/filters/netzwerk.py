"""Filter der Netzwerkarbeit."""

from datetime import date

import django_filters

from arge.daten.suche import Deutsch
from arge.seite.filter import Filter
from arge.zahlen.format import datum
from traeger.begriffe import NetzwerkArt
from traeger.models import Partner


class NetzwerkFilter(Filter):
    """Einträge eines Zeitraums; ohne Angabe das laufende Jahr, denn so wird berichtet."""

    @staticmethod
    def vorgabe(heute: date) -> dict[str, str]:
        """Vom ersten Tag des Jahres an."""
        return {"von": datum(heute.replace(month=1, day=1))}

    von = django_filters.DateFilter(label="Von", field_name="am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="am", lookup_expr="lte")
    art = django_filters.ChoiceFilter(label="Art", choices=NetzwerkArt.choices)
    partner = django_filters.ModelChoiceFilter(label="Partner", queryset=Partner.objects.order_by(Deutsch("name")))
