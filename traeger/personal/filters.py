"""Filter der Fachkräfte und Abwesenheiten."""

import django_filters
from django.db.models import Q

from arge.daten.suche import name_passt
from arge.seite.filter import Filter
from traeger.models import Fachkraft


class FachkraftFilter(Filter):
    """Ohne Angabe, wer heute oder künftig beschäftigt ist."""

    vorgabe = {"stand": "da"}

    suche = django_filters.CharFilter(label="Name", method="nach_name")
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=[("da", "beschäftigt"), ("weg", "ausgeschieden")], method="nach_stand"
    )

    def nach_name(self, kraefte, name, wert):
        """Präfix des Nachnamens, wie bei den Fällen; eine Nummer ist hier keine Angabe."""
        return kraefte.filter(name_passt(wert))

    def nach_stand(self, kraefte, name, wert):
        """Ausgeschieden ist, wessen Beschäftigung vor heute endete."""
        weg = Q(beschaeftigt_bis__lt=self.heute)
        return kraefte.filter(weg) if wert == "weg" else kraefte.filter(~weg)


class AbwesenheitFilter(Filter):
    """Ohne Angabe, was läuft oder kommt."""

    vorgabe = {"stand": "kommend"}

    stand = django_filters.ChoiceFilter(
        label="Zeit", choices=[("kommend", "laufende und kommende"), ("vorbei", "vergangene")], method="nach_stand"
    )
    fachkraft = django_filters.ModelChoiceFilter(label="Fachkraft", queryset=lambda r: Fachkraft.objects.fuer(r.user.zugang))

    def nach_stand(self, zeilen, name, wert):
        """Laufend ist auch, was heute endet."""
        vorbei = Q(bis__lt=self.heute)
        return zeilen.filter(vorbei) if wert == "vorbei" else zeilen.filter(~vorbei)
