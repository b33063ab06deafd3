"""Filter der Konten."""

from typing import Any

import django_filters

from arge.seite.filter import Filter
from traeger.begriffe import ROLLEN_VERWALTBAR, Bereich, Rolle
from traeger.models import Traeger


def _rollen(request: Any) -> list[tuple[str, str]]:
    erlaubt = ROLLEN_VERWALTBAR.get(request.user.zugang.rolle, frozenset())
    return [(rolle.value, rolle.label) for rolle in Rolle if rolle in erlaubt]


def _traeger(request: Any) -> Any:
    """Nur wer Konten aller Träger verwaltet, wählt einen."""
    return Traeger.objects.all() if Bereich.KONTEN in request.user.zugang.bereiche else None


class MitgliedFilter(Filter):
    """Mitglieder nach Stand, Rolle und (beim Betrieb) Träger; ohne Angabe die heute oder künftig gültigen."""

    vorgabe = {"stand": "gueltig"}

    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[("gueltig", "gültig"), ("wartet", "wartet auf Freigabe"), ("beendet", "beendet")],
        method="nach_stand",
    )
    rolle = django_filters.ChoiceFilter(label="Rolle", choices=_rollen)
    traeger = django_filters.ModelChoiceFilter(label="Träger", queryset=_traeger)

    def nach_stand(self, zeilen, name, wert):
        """Beendet ist, was vor heute endete; was noch niemand freigab, steht auch bei den gültigen, mit seinem Stand."""
        if wert == "wartet":
            return zeilen.wartend().offen_ab(self.heute)
        beendet = zeilen.beendet(self.heute)
        return beendet if wert == "beendet" else zeilen.exclude(pk__in=beendet.values("pk"))
