"""Startseite der Fachkraft: die eigenen Fälle, an denen etwas zu tun ist, zuerst."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse

from arge.daten.abfragen import vorbereitet
from arge.seite.startseite import ZEILEN_JE_ABSCHNITT, Abschnitt, Punkt, Zeichen, dringlichkeit, zahlwort
from arge.zahlen.format import name
from beratung.begriffe import Finanzierung
from beratung.models import Fall
from beratung.views.verlauf import zeichen
from traeger.models import Einsicht
from traeger.zugang import Zugang

#: Mehr führt niemand; die Grenze hält eine Startseite auch dann klein.
HOECHSTENS = 200


def meine(request: HttpRequest, heute: date) -> Abschnitt | None:
    """Eigene laufende MBE-Fälle; die mit anderer Finanzierung sind genannt, denn die Kacheln zählen nur die der Stadt (MBE-01)."""

    def andere(zeilen: list[Fall]) -> str:
        anzahl = sum(fall.finanzierung != Finanzierung.STADT for fall in zeilen)
        return f" (davon {anzahl} nicht von der Stadt finanziert)" if anzahl else ""

    liste = reverse("beratung:fall-liste")
    zeilen = _meine(request.user.zugang, heute)  # type: ignore[union-attr]
    return faelle(zeilen, Fall, "MBE-Fall", "MBE-Fälle", lambda fall: zeichen(fall, heute), liste, davon=andere)


@vorbereitet(merken=64)
def _meine(zugang: Zugang, heute: date) -> QuerySet[Fall]:
    return eigene(Fall, "MBE-Fall", zugang, heute)


def eigene(modell: Any, wort: str, zugang: Zugang, heute: date) -> QuerySet[Any]:
    """Die laufenden Fälle, für die jemand heute zuständig ist, wer am längsten wartet zuerst; dazu, wann er sie zuletzt geöffnet hat."""
    gelesen = Einsicht.objects.filter(
        traeger=OuterRef("traeger"), benutzer=zugang.benutzer_id, akte_art=wort, akte_id=OuterRef("pk")
    )
    geoeffnet = Subquery(gelesen.order_by("-gelesen_am").values("gelesen_am")[:1])
    akten = modell.am(heute).fuer(zugang).zustaendig(zugang.benutzer_id, heute).laufend(heute).select_related("person")
    zuletzt = F(modell.ZULETZT).asc(nulls_first=True)
    return akten.annotate(geoeffnet_am=geoeffnet).order_by(zuletzt, "begonnen_am", "pk")[:HOECHSTENS]


def faelle(
    zeilen: list[Any], modell: Any, wort: str, mehrzahl: str, auffaellig: Callable[[Any], list[Zeichen]], liste: str, *,
    davon: Callable[[list[Any]], str] = lambda _: "",
) -> Abschnitt | None:  # fmt: skip
    """Was an diesen Fällen (aus `eigene`) zu tun ist, dann die zuletzt geöffneten, zusammen höchstens `ZEILEN_JE_ABSCHNITT`."""
    if not zeilen:
        return None
    mit = [(akte, tuple(auffaellig(akte))) for akte in zeilen]
    zu_tun = sorted((paar for paar in mit if paar[1]), key=lambda paar: dringlichkeit(paar[1]))
    ruhige = [paar for paar in mit if not paar[1] and paar[0].geoeffnet_am]
    ruhige.sort(key=lambda paar: paar[0].geoeffnet_am, reverse=True)
    gezeigt = (zu_tun + ruhige)[:ZEILEN_JE_ABSCHNITT]
    text = f"{zahlwort(len(zeilen), 'Ein laufender Fall', 'laufende Fälle')}{davon(zeilen)}, "
    text += f"bei {'einem' if len(zu_tun) == 1 else len(zu_tun)} ist etwas zu tun." if zu_tun else "es ist nichts offen."
    return Abschnitt(
        f"meine-{modell._meta.model_name}", f"Meine {mehrzahl}", [_punkt(akte, z, wort) for akte, z in gezeigt], text,
        (f"Alle meine {mehrzahl}", f"{liste}?stand=laufend&meine=ja"), len(gezeigt),
    )  # fmt: skip


def _punkt(akte: Any, auffaellig: tuple[Zeichen, ...], wort: str) -> Punkt:
    ziel = reverse(f"{akte._meta.app_label}:fall-detail", args=[akte.pk])
    text = f"{wort} {akte.pk}" if auffaellig else f"{wort} {akte.pk} · zuletzt geöffnet"
    return Punkt(name(akte.person.nachname, akte.person.vorname), ziel, auffaellig, text)
