"""Filter der Fachkräfte und Abwesenheiten."""

import django_filters
from django.db.models import Q

from arge.daten.suche import name_passt
from arge.seite.filter import Filter
from arge.zahlen.format import datum
from traeger.begriffe import Arbeitsfeld, Quelle
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


class BesetzungFilter(Filter):
    """Besetzungen eines Tages, ohne Angabe die heutigen; wer den Tag leert, sieht auch frühere und künftige."""

    @staticmethod
    def vorgabe(heute):
        """Der heutige Tag."""
        return {"am": datum(heute)}

    aufgabe = django_filters.ChoiceFilter(label="Aufgabe", field_name="stellenanteil__aufgabe", choices=Arbeitsfeld.choices)
    quelle = django_filters.ChoiceFilter(label="Quelle", field_name="stellenanteil__quelle", choices=Quelle.choices)
    am = django_filters.DateFilter(label="Stand am Tag", method="am_tag", help_text="TT.MM.JJJJ, leer für alle Zeiträume")

    def am_tag(self, besetzungen, name, wert):
        return besetzungen.am(wert)


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
