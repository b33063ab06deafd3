"""Filter der Stellenanteile."""

import django_filters
from django.http import QueryDict
from django.utils import timezone

from arge.daten.suche import Deutsch
from arge.seite.filter import Filter
from arge.zahlen.format import datum
from traeger.begriffe import Arbeitsfeld, Quelle
from traeger.models import Stellenanteil, Traeger


class StellenanteilFilter(Filter):
    """Stellenanteile eines Tages, ohne Angabe die heutigen; „alle Zeiträume“ zeigt auch frühere und künftige."""

    traeger = django_filters.ModelChoiceFilter(label="Träger", queryset=Traeger.objects.order_by(Deutsch("kurzname")))
    aufgabe = django_filters.ChoiceFilter(label="Aufgabe", choices=Arbeitsfeld.choices)
    quelle = django_filters.ChoiceFilter(label="Quelle", choices=Quelle.choices)
    stand = django_filters.ChoiceFilter(
        label="Zeitraum", choices=[("tag", "an einem Tag"), ("alle", "alle Zeiträume")], method="nach_stand"
    )
    am = django_filters.DateFilter(label="Stand am Tag", method="am_tag")

    class Meta(Filter.Meta):
        model = Stellenanteil
        fields: list[str] = []

    def __init__(self, data=None, *args, **optionen):
        daten = data.copy() if data is not None else QueryDict(mutable=True)
        if daten.get("stand") != "alle":
            daten["stand"] = "tag"
            if not daten.get("am"):
                daten["am"] = datum(timezone.localdate())
        super().__init__(daten, *args, **optionen)

    def nach_stand(self, anteile, name, wert):
        """Der Tag daneben filtert selbst."""
        return anteile

    def am_tag(self, anteile, name, wert):
        return anteile if self.data["stand"] == "alle" else anteile.am(wert)
