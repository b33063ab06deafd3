"""Filter der Finanzen: Träger und Zeit; die Mittelarten, wo es mehrere gibt."""

from typing import Any

import django_filters

from arge.daten.suche import Deutsch
from arge.seite.filter import Filter
from finanzen.begriffe import BescheidArt, Kostenart, Mittel
from traeger.models import Traeger


def _traeger(request: Any) -> Any:
    """Wer nur das Geld des eigenen Trägers sieht, wählt keinen Träger."""
    return Traeger.objects.order_by(Deutsch("kurzname")) if request.user.zugang.bereiche else None


class GeldFilter(Filter):
    """Zeilen eines Trägers in einem Zeitraum, gemessen am Tag `TAG`."""

    TAG = "am"

    traeger = django_filters.ModelChoiceFilter(label="Träger", queryset=_traeger)
    von = django_filters.DateFilter(label="Von", method="ab_tag")
    bis = django_filters.DateFilter(label="Bis einschließlich", method="bis_tag")

    def ab_tag(self, zeilen: Any, name: str, wert: Any) -> Any:
        return zeilen.filter(**{f"{self.TAG}__gte": wert})

    def bis_tag(self, zeilen: Any, name: str, wert: Any) -> Any:
        return zeilen.filter(**{f"{self.TAG}__lte": wert})


class BescheidFilter(GeldFilter):
    """Bescheide, deren Bewilligung im Zeitraum beginnt."""

    TAG = "von"

    art = django_filters.ChoiceFilter(label="Art", choices=BescheidArt.choices)
    mittel = django_filters.ChoiceFilter(label="Zweck", choices=Mittel.choices)


class AuszahlungFilter(GeldFilter):
    """Auszahlungen mit Zahltag im Zeitraum."""

    mittel = django_filters.ChoiceFilter(label="Zweck", field_name="bescheid__mittel", choices=Mittel.choices)


class PersonalkostenFilter(GeldFilter):
    """Monate, die im Zeitraum beginnen."""

    TAG = "monat"


class ProjektmittelFilter(Filter):
    """Anteile eines Trägers."""

    traeger = django_filters.ModelChoiceFilter(label="Träger", queryset=_traeger)


class BelegFilter(GeldFilter):
    """Belege mit Belegdatum im Zeitraum."""

    TAG = "beleg_am"

    kostenart = django_filters.ChoiceFilter(label="Kostenart", choices=Kostenart.choices)
