"""Filter der Listen des ersten Stockwerks."""

import django_filters

from arge.liste import Filter
from traeger.begriffe import Rolle
from traeger.models import Mitgliedschaft, Traeger


class MitgliedFilter(Filter):
    """Mitglieder nach Stand, Rolle und (beim Betrieb) Träger; ohne Angabe die heute und künftig gültigen."""

    stand = django_filters.ChoiceFilter(
        label="Stand", choices=[("beendet", "beendet"), ("alle", "alle")], empty_label="gültig", method="unveraendert"
    )
    rolle = django_filters.ChoiceFilter(label="Rolle", choices=Rolle.choices, empty_label="alle Rollen")
    traeger = django_filters.ModelChoiceFilter(label="Träger", queryset=Traeger.objects.all(), empty_label="alle Träger")

    class Meta(Filter.Meta):
        model = Mitgliedschaft
        fields: list[str] = []

    def unveraendert(self, zeilen, name, wert):
        """Den Stand wählt die View, weil er auch ohne Angabe gilt."""
        return zeilen
