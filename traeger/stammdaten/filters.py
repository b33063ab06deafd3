"""Filter der Stammdaten."""

import django_filters
from django.db.models import Q

from arge.daten.suche import Deutsch, text_passt
from arge.seite.filter import Filter
from traeger.models import Stadtteil, Standort


class StandortFilter(Filter):
    """Orte nach Name oder Schreibweise; ohne Angabe die, an denen noch gearbeitet wird."""

    vorgabe = {"stand": "genutzt"}

    suche = django_filters.CharFilter(label="Name, Straße oder Schreibweise", method="nach_text")
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("genutzt", "genutzte"), ("geschlossen", "geschlossene"), ("alle", "alle")],
        method="nach_stand",
    )
    stadtteil = django_filters.ModelChoiceFilter(label="Stadtteil", queryset=Stadtteil.objects.order_by(Deutsch("name")))

    def nach_text(self, orte, name, wert):
        """Auch das Ende eines Namens: Hier stehen Dutzende Orte, nicht Tausende Menschen."""
        treffer = Q(name__icontains=wert) | text_passt(orte, wert, "name", "strasse", "aliase__name")
        return orte.filter(pk__in=Standort.objects.filter(treffer).values("pk"))

    def nach_stand(self, orte, name, wert):
        if wert == "geschlossen":
            return orte.filter(bis__lt=self.heute)
        return orte.exclude(bis__lt=self.heute) if wert == "genutzt" else orte
