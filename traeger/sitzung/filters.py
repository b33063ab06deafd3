"""Filter der Zusammenarbeit: Sitzungen, Beschlüsse, Aufgaben."""

from typing import Any

import django_filters
from django.db.models import Q

from arge.daten.suche import Deutsch
from arge.seite.filter import Filter, MitStorno
from traeger.begriffe import SitzungArt
from traeger.models import Sitzung, Traeger

STAND = [
    ("offen", "offene"),
    ("ueberfaellig", "überfällige"),
    ("erledigt", "erledigte"),
    ("storniert", "stornierte"),
    ("alle", "alle"),
]


class SitzungFilter(Filter):
    """Sitzungen nach Art und Stand; gesucht wird in Thema, Ergebnis und Niederschrift."""

    suche = django_filters.CharFilter(label="Suche in Tagesordnung und Niederschrift", method="nach_text")
    art = django_filters.ChoiceFilter(label="Art", choices=SitzungArt.choices)
    stand = django_filters.ChoiceFilter(
        label="Stand", method="nach_stand",
        choices=[("kommend", "kommende"), ("offen", "Niederschrift fehlt"), ("fertig", "mit Niederschrift"), ("abgesagt", "abgesagte")],
    )  # fmt: skip

    def nach_text(self, zeilen: Any, name: str, wert: str) -> Any:
        punkte = Q(punkte__titel__icontains=wert) | Q(punkte__ergebnis__icontains=wert)
        treffer = Sitzung.objects.filter(Q(niederschrift__icontains=wert) | punkte).values("pk")
        return zeilen.filter(pk__in=treffer)

    def nach_stand(self, zeilen: Any, name: str, wert: str) -> Any:
        if wert == "abgesagt":
            return zeilen.filter(abgesagt_am__isnull=False)
        if wert == "fertig":
            return zeilen.filter(niederschrift_am__isnull=False)
        ohne = zeilen.filter(niederschrift_am__isnull=True, abgesagt_am__isnull=True)
        return ohne.filter(am__gte=self.heute) if wert == "kommend" else ohne.filter(am__lt=self.heute)


class BeschlussFilter(MitStorno):
    """Beschlüsse durchsuchen: Wortlaut oder Thema, Art der Sitzung, Zeitraum."""

    suche = django_filters.CharFilter(label="Suche im Wortlaut", method="nach_text")
    art = django_filters.ChoiceFilter(label="Sitzung", field_name="sitzung__art", choices=SitzungArt.choices)
    von = django_filters.DateFilter(label="Von", field_name="sitzung__am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="sitzung__am", lookup_expr="lte")

    def nach_text(self, zeilen: Any, name: str, wert: str) -> Any:
        return zeilen.filter(Q(text__icontains=wert) | Q(punkt__titel__icontains=wert))


def _verantwortliche(request: Any) -> list[tuple[str, str]]:
    traeger = [(str(pk), name) for pk, name in Traeger.objects.order_by(Deutsch("kurzname")).values_list("pk", "kurzname")]
    return [("wir", "wir selbst"), ("koordination", "Koordination"), *traeger]


class AufgabeFilter(Filter):
    """Offene Aufgaben sind die Vorgabe; die Überfälligen stehen durch die Ordnung nach Frist immer oben."""

    vorgabe = {"stand": "offen"}

    suche = django_filters.CharFilter(label="Suche", method="nach_text")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STAND, method="nach_stand")
    wer = django_filters.ChoiceFilter(label="Verantwortlich", choices=_verantwortliche, method="nach_wer")

    def nach_text(self, zeilen: Any, name: str, wert: str) -> Any:
        return zeilen.filter(Q(titel__icontains=wert) | Q(beschreibung__icontains=wert) | Q(ansprechperson__icontains=wert))

    def nach_stand(self, zeilen: Any, name: str, wert: str) -> Any:
        if wert == "alle":
            return zeilen
        if wert == "storniert":
            return zeilen.filter(storniert_am__isnull=False)
        zeilen = zeilen.filter(storniert_am__isnull=True)
        if wert == "erledigt":
            return zeilen.filter(erledigt_am__isnull=False)
        offen = zeilen.filter(erledigt_am__isnull=True)
        return offen.filter(faellig_am__lt=self.heute) if wert == "ueberfaellig" else offen

    def nach_wer(self, zeilen: Any, name: str, wert: str) -> Any:
        if wert == "wir":
            return zeilen.filter(traeger=self.request.user.zugang.traeger_id)
        return zeilen.filter(traeger=None) if wert == "koordination" else zeilen.filter(traeger=int(wert))
