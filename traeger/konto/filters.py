"""Filter der Konten."""

import django_filters
from django.http import QueryDict
from django.utils import timezone

from arge.seite.filter import Filter
from traeger.begriffe import ROLLEN_VERWALTBAR, Bereich, Rolle
from traeger.models import Mitgliedschaft, Traeger


class MitgliedFilter(Filter):
    """Mitglieder nach Stand, Rolle und (beim Betrieb) Träger; ohne Angabe die heute oder künftig gültigen."""

    stand = django_filters.ChoiceFilter(
        label="Stand", choices=[("gueltig", "gültig"), ("beendet", "beendet")], method="nach_stand"
    )
    rolle = django_filters.ChoiceFilter(label="Rolle", choices=Rolle.choices)
    traeger = django_filters.ModelChoiceFilter(label="Träger", queryset=Traeger.objects.all())

    class Meta(Filter.Meta):
        model = Mitgliedschaft
        fields: list[str] = []

    def __init__(self, data=None, *args, request, **optionen):
        daten = data.copy() if data is not None else QueryDict(mutable=True)
        daten.setdefault("stand", "gueltig")
        super().__init__(daten, *args, request=request, **optionen)
        zugang = request.user.zugang
        erlaubt = ROLLEN_VERWALTBAR.get(zugang.rolle, frozenset())
        self.filters["rolle"].extra["choices"] = [(rolle.value, rolle.label) for rolle in Rolle if rolle in erlaubt]
        if Bereich.KONTEN not in zugang.bereiche:
            del self.filters["traeger"]

    def nach_stand(self, zeilen, name, wert):
        """Beendet ist, was vor heute endete."""
        heute = timezone.localdate()
        return zeilen.filter(bis__lt=heute) if wert == "beendet" else zeilen.exclude(bis__lt=heute)
