"""Filter der IM-Fälle."""

from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Q

from arge.daten.suche import Deutsch, name_passt
from arge.seite.filter import GUELTIG, Filter, MitStorno
from arge.zahlen.format import datum
from beratung.filters import STAND, meine, zustaendige
from integrationsmanagement.begriffe import Handlungsfeld
from integrationsmanagement.kennzahlen import plan_gilt, vorgaben
from traeger.models import Stadtteil

FEHLT = [("plan", "ohne gültigen Integrationsplan"), ("kontakt", "lange ohne Gespräch")]


class FallFilter(Filter):
    """Laufende Fälle sind die Vorgabe; „Was fehlt“ ist die Arbeitsliste (Fachmodell 4)."""

    vorgabe = {"stand": "laufend"}

    suche = django_filters.CharFilter(label="Nachname oder Fallnummer", method="nach_name")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STAND, method="nach_stand")
    meine = django_filters.ChoiceFilter(label="Zuständig", choices=meine, method="nur_meine", empty_label="alle Fachkräfte")
    fehlt = django_filters.ChoiceFilter(label="Was fehlt", choices=FEHLT, method="was_fehlt", empty_label="–")
    stadtteil = django_filters.ModelChoiceFilter(
        label="Stadtteil", queryset=Stadtteil.objects.order_by(Deutsch("name")), empty_label="alle Stadtteile",
        method="im_stadtteil",
    )  # fmt: skip

    def nach_name(self, faelle: Any, name: str, wert: str) -> Any:
        return faelle.filter(name_passt(wert, "person__suchname"))

    def nach_stand(self, faelle: Any, name: str, wert: str) -> Any:
        if wert == "laufend":
            return faelle.laufend(self.heute)  # dieselbe Regel wie IM-01: Kachel = Liste
        return faelle.filter(abgeschlossen_am__isnull=False) if wert == "abgeschlossen" else faelle

    def im_stadtteil(self, faelle: Any, name: str, wert: Any) -> Any:
        return faelle.mit_wohnung(self.heute).filter(wohnt__stadtteil=wert)

    def nur_meine(self, faelle: Any, name: str, wert: str) -> Any:
        return zustaendige(faelle, wert, self.request.user.zugang, self.heute)

    def was_fehlt(self, faelle: Any, name: str, wert: str) -> Any:
        """Nur laufende Fälle können etwas vermissen lassen; die Grenzen sind die der Ampeln."""
        laufend = faelle.laufend(self.heute)
        if wert == "plan":
            return laufend.filter(~plan_gilt(self.heute))
        grenze = self.heute - timedelta(days=vorgaben(self.heute).kontakt_tage)
        return laufend.filter(Q(gespraech_am__lt=grenze) | Q(gespraech_am__isnull=True, begonnen_am__lt=grenze))


class GespraechFilter(MitStorno):
    """Gespräche eines Zeitraums; Vorgabe ist das laufende Jahr bis heute, das sind genau die Zeilen hinter IM-04."""

    @staticmethod
    def vorgabe(heute: date) -> dict[str, str]:
        """Das Jahr, so weit es schon ging."""
        return GUELTIG | {"von": datum(heute.replace(month=1, day=1)), "bis": datum(heute)}

    von = django_filters.DateFilter(label="Von", field_name="am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="am", lookup_expr="lte")
    handlungsfeld = django_filters.ChoiceFilter(
        label="Handlungsfeld", choices=Handlungsfeld.choices, method="zum_handlungsfeld"
    )

    def zum_handlungsfeld(self, gespraeche: Any, name: str, wert: str) -> Any:
        return gespraeche.filter(handlungsfelder__contains=[wert])
