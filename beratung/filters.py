"""Filter der Beratung."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from arge.daten.abfragen import vorbereitet
from arge.daten.suche import name_passt, voller_name
from arge.seite.filter import Filter, MitStorno
from beratung.begriffe import Finanzierung, Thema, Zielgruppe
from traeger.begriffe import Rolle
from traeger.models import Fachkraft
from traeger.zugang import Zugang

STAND = [("laufend", "laufende"), ("abgeschlossen", "abgeschlossene"), ("alle", "alle")]


#: Wert des Filters „Zuständig“ für eine bestimmte Fachkraft, und für Fälle, die niemand hat.
KRAFT, OHNE = "kraft-", "ohne"


def meine(request: Any) -> list[tuple[str, str]]:
    """Die eigenen; wer gerade vertritt, kann auch diese wählen, die Leitung jede Fachkraft ihres Trägers."""
    zugang = request.user.zugang
    wahl = [("ja", "nur meine Fälle"), *([("vertretung", "Fälle, die ich vertrete")] if zugang.vertretungen else [])]
    if zugang.rolle == Rolle.LEITUNG:
        kraefte = _kraefte(zugang, timezone.localdate())
        wahl += [(f"{KRAFT}{pk}", name) for pk, name in kraefte] + [(OHNE, "ohne zuständige Fachkraft")]
    return wahl


@vorbereitet(merken=32)
def _kraefte(zugang: Zugang, heute: date) -> QuerySet[Fachkraft]:
    """Wer heute beschäftigt ist, nach Namen; Fälle führt niemand länger."""
    da = Fachkraft.objects.fuer(zugang).da_am(heute)
    return da.order_by("suchname", "pk").values_list("pk", voller_name())


def zustaendige(faelle: Any, wert: str, zugang: Zugang, heute: date) -> Any:
    """Die eigenen Fälle, die der vertretenen Fachkräfte, die einer bestimmten oder die von niemandem."""
    if wert == "vertretung":
        return faelle.bei_fachkraft([kraft for _, kraft in zugang.vertretungen], heute)
    if wert == OHNE:
        return faelle.ohne_fachkraft(heute)
    if wert.startswith(KRAFT):
        return faelle.bei_fachkraft([int(wert.removeprefix(KRAFT))], heute)
    return faelle.zustaendig(zugang.benutzer_id, heute)


class FallFilter(Filter):
    """Laufende Fälle sind die Vorgabe: damit beginnt der Tag."""

    vorgabe = {"stand": "laufend"}

    suche = django_filters.CharFilter(label="Nachname oder Fallnummer", method="nach_name")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STAND, method="nach_stand")
    meine = django_filters.ChoiceFilter(label="Zuständig", choices=meine, method="nur_meine", empty_label="alle Fachkräfte")
    finanzierung = django_filters.ChoiceFilter(label="Finanzierung", choices=Finanzierung.choices, empty_label="alle")
    zielgruppe = django_filters.ChoiceFilter(label="Zielgruppe", choices=Zielgruppe.choices, empty_label="alle")

    def nach_name(self, faelle: Any, name: str, wert: str) -> Any:
        return faelle.filter(name_passt(wert, "person__suchname"))

    def nach_stand(self, faelle: Any, name: str, wert: str) -> Any:
        if wert == "laufend":
            return faelle.laufend(self.heute)  # dieselbe Regel wie MBE-01: Kachel = Liste
        return faelle.filter(abgeschlossen_am__isnull=False) if wert == "abgeschlossen" else faelle  # nie zugleich laufend

    def nur_meine(self, faelle: Any, name: str, wert: str) -> Any:
        return zustaendige(faelle, wert, self.request.user.zugang, self.heute)


class KontaktFilter(MitStorno):
    """Kontakte eines Zeitraums; mit Finanzierung „Stadt“ sind es genau die Zeilen hinter MBE-05."""

    von = django_filters.DateFilter(label="Von", field_name="am", lookup_expr="gte")
    bis = django_filters.DateFilter(label="Bis einschließlich", field_name="am", lookup_expr="lte")
    thema = django_filters.ChoiceFilter(label="Thema", choices=Thema.choices, method="zum_thema")
    finanzierung = django_filters.ChoiceFilter(
        label="Finanzierung", field_name="fall__finanzierung", choices=Finanzierung.choices
    )

    def zum_thema(self, kontakte: Any, name: str, wert: str) -> Any:
        return kontakte.filter(themen__contains=[wert])


class KurzberatungFilter(KontaktFilter):
    """Kurzberatungen eines Zeitraums; mit Finanzierung „Stadt“ sind es genau die Zeilen hinter MBE-08."""

    finanzierung = django_filters.ChoiceFilter(label="Finanzierung", choices=Finanzierung.choices)
