"""Der Rahmen einer Akte: Blätter mit eigener Adresse, die Kopf, Ampeln, Handlungen und „zuletzt geändert“ teilen (oberflaeche.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from arge.daten.aenderungen import LETZTE_SEITE, aenderungen
from arge.daten.eingang import aus_adresse
from arge.zahlen.format import datum, zeitpunkt
from arge.zahlen.seither import ereignis_von
from arge.zahlen.tabelle import Tabelle
from traeger.zugang.einsicht import Darin, gelesen_von

#: Menschen und Tage je Seite unter „Gelesen“.
LESER_JE_SEITE = 20


class Blick(NamedTuple):
    """Wie jemand auf eine Akte sieht: was die Adresse sagt, ob er schreiben darf, welcher Tag heute ist, ob alles dastehen soll."""

    angaben: Any
    darf: bool
    am: date
    ganz: bool = False


@dataclass(frozen=True)
class Blatt:
    """Was ein Reiter zeigt: ein Vorlagenteil und was er dafür braucht. Ein Ausdruck reiht Blätter aneinander; ihre Namen sind verschieden."""

    vorlage: str
    inhalt: Callable[[Any, Blick], dict[str, Any]]


def blick_auf(request: HttpRequest, *, darf: bool, ganz: bool = False) -> Blick:
    return Blick(request.GET, darf, timezone.localdate(), ganz)


def reiter_von(request: HttpRequest, app: str, pk: int) -> list[tuple[str, str, bool]]:
    """(Titel, Adresse, ist_aktiv) der Reiter, die diese Mitgliedschaft öffnen darf."""
    hier = request.resolver_match.view_name if request.resolver_match else ""
    zugang = request.user.zugang  # type: ignore[union-attr]
    return [
        (titel, reverse(route, args=[pk]), route == hier)
        for route, titel, recht in settings.AKTENREITER[app]
        if zugang.darf(recht)
    ]


def protokoll(bereich: Any, akte: Any, blick: Blick) -> dict[str, Any]:
    """„Geändert“ und „Gelesen“, je eine Abfrage und je für sich zu blättern (`geaendert`, `gelesen` in der Adresse)."""
    seite, leser = (
        aus_adresse(blick.angaben.get(n, "1"), range(1, LETZTE_SEITE + 1), sonst=1) for n in ("seite", "gelesen")
    )
    vorgaenge, aeltere = aenderungen(bereich.verfolgt, akte, seite)
    teile = [_darin(akte, *teil) for teil in bereich.teile]
    zeilen, fruehere = gelesen_von(akte, bereich.wort, teile, leser, LESER_JE_SEITE)
    return {
        "vorgaenge": vorgaenge, "seite": seite, "aeltere_aenderungen": aeltere, "leser_seite": leser,
        "frueher_gelesen": fruehere and leser < LETZTE_SEITE,
        "leser": Tabelle(("Wer", "Tag", "Geöffnet"), [_leser(z) for z in zeilen], karten=True),
    }  # fmt: skip


def _darin(akte: Any, art: str, modell: Any) -> Darin:
    """Was in dieser Akte liegt. Ein Gespräch kann wandern: Gelesen ist es in der Akte, in der es damals lag."""
    if not any(f.name == "verschoben_am" for f in modell._meta.concrete_fields):
        zeilen = getattr(modell, "auch_stornierte", modell.objects).filter(traeger=akte.traeger_id, fall=akte)
        return Darin(art, zeilen.order_by().values("pk"))
    alle = ereignis_von(modell)._default_manager.filter(traeger=akte.traeger_id)
    # Nach der Zeit geordnet: Sonst ginge jede Einsicht alle Ereignisse durch, die danach kamen.
    damals = alle.filter(pgh_obj=OuterRef("akte_id"), pgh_created_at__lte=OuterRef("gelesen_am"))
    damals = damals.order_by("-pgh_created_at", "-pgh_id")
    return Darin(art, alle.filter(fall=akte.pk).order_by().values("pgh_obj").distinct(), damals.values("fall_id")[:1])


def _leser(zeile: dict[str, Any]) -> tuple[str, ...]:
    wie = [f"{zeile['mal']}-mal", f"zuletzt {zeitpunkt(zeile['zuletzt']).partition(', ')[2]}"]
    wie += ["gedruckt"] if zeile["gedruckt"] else []
    wie += ["in Vertretung"] if zeile["vertretung"] else []
    return zeile["wer"], datum(zeile["tag"]), ", ".join(wie)
