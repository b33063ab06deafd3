"""Filter der Netzwerkarbeit und des Partnerverzeichnisses."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q

from arge.daten.suche import Deutsch, text_passt
from arge.seite.filter import GUELTIG, Filter, MitStorno
from arge.zahlen.format import datum
from traeger.begriffe import NetzwerkArt
from traeger.models import Partner


class NetzwerkFilter(MitStorno):
    """Einträge eines Zeitraums; ohne Angabe das laufende Jahr, denn so wird berichtet."""

    @staticmethod
    def vorgabe(heute: date) -> dict[str, str]:
        """Vom ersten Tag des Jahres an."""
        return GUELTIG | {"von": datum(heute.replace(month=1, day=1))}

    von = django_filters.DateFilter(label="Von", field_name="am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="am", lookup_expr="lte")
    art = django_filters.ChoiceFilter(label="Art", choices=NetzwerkArt.choices)
    partner = django_filters.ModelChoiceFilter(label="Partner", queryset=Partner.objects.order_by(Deutsch("name")))


STAND = [("aktiv", "angebotene"), ("still", "stillgelegte"), ("alle", "alle")]


class PartnerFilter(Filter):
    """Suche in Name, Zweck und Ansprechperson; angebotene Partner sind die Vorgabe."""

    vorgabe = {"stand": "aktiv"}

    suche = django_filters.CharFilter(label="Suche", method="nach_text")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STAND, method="nach_stand")

    def nach_text(self, zeilen: Any, name: str, wert: str) -> Any:
        genau = Q(name__icontains=wert) | Q(beschreibung__icontains=wert)
        return zeilen.filter(genau | text_passt(zeilen, wert, "name", "ansprechperson"))

    def nach_stand(self, zeilen: Any, name: str, wert: str) -> Any:
        return zeilen if wert == "alle" else zeilen.filter(ist_aktiv=wert == "aktiv")
