"""Filter der Stellenanteile."""

from datetime import date

import django_filters
from django.db.models.functions import Least

from arge.daten.suche import Deutsch
from arge.seite.filter import Filter
from arge.zahlen.format import datum
from traeger.begriffe import Arbeitsfeld, Quelle
from traeger.models import Traeger


class StellenanteilFilter(Filter):
    """Stellenanteile eines Tages, ohne Angabe die heutigen; wer den Tag leert, sieht auch frühere und künftige."""

    @staticmethod
    def vorgabe(heute: date) -> dict[str, str]:
        """Der heutige Tag."""
        return {"am": datum(heute)}

    traeger = django_filters.ModelChoiceFilter(label="Träger", queryset=Traeger.objects.order_by(Deutsch("kurzname")))
    aufgabe = django_filters.ChoiceFilter(label="Aufgabe", choices=Arbeitsfeld.choices)
    quelle = django_filters.ChoiceFilter(label="Quelle", choices=Quelle.choices)
    am = django_filters.DateFilter(label="Stand am Tag", method="am_tag", help_text="TT.MM.JJJJ, leer für alle Zeiträume")

    endet = django_filters.DateFilter(label="Endet am", method="endet_am", help_text="TT.MM.JJJJ, der letzte Tag")

    def am_tag(self, anteile, name, wert):
        return anteile.am(wert)

    def endet_am(self, anteile, name, wert):
        """Der letzte Tag des Anteils oder seiner Finanzierung, je nachdem, was früher ist."""
        return anteile.annotate(endet=Least("bis", "befristet_bis")).filter(endet=wert)


class BewilligungFilter(StellenanteilFilter):
    """Bewilligungen eines Tages, wie die Stellenanteile, zu denen sie gehören."""

    endet = django_filters.DateFilter(label="Endet am", field_name="bis", help_text="TT.MM.JJJJ, der letzte Tag")

    aufgabe = django_filters.ChoiceFilter(label="Aufgabe", field_name="stellenanteil__aufgabe", choices=Arbeitsfeld.choices)
    quelle = django_filters.ChoiceFilter(label="Quelle", field_name="stellenanteil__quelle", choices=Quelle.choices)
