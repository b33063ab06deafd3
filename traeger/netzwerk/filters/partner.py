"""Filter des Partnerverzeichnisses."""

from typing import Any

import django_filters
from django.db.models import Q

from arge.daten.suche import text_passt
from arge.seite.filter import Filter

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
