"""Abwesenheit und Vertretung: befristeter Zugang zu den Fällen einer abwesenden Fachkraft, der von selbst endet (Fachmodell 0).

Eine Vertretung liegt immer in ihrer Abwesenheit (Datenbank). Was schon gegolten hat, bleibt stehen: Daran hängt, wer
welche Akte gelesen hat.
"""

from collections import defaultdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, pruefe
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import Zeitraum, tag_davor
from traeger.begriffe import Anlass, Rolle
from traeger.konto.vorgaenge.mitgliedschaft import vertretung_begrenzen
from traeger.mitteilung.briefe import Sache
from traeger.mitteilung.vorgaenge import an_konto, mitteilen
from traeger.models import Abwesenheit, Fachkraft, Mitgliedschaft, Vertretung
from traeger.personal.regeln import erstes_fremdes_feld, satz_durchgehend_da
from traeger.zugang import Zugang


@transaction.atomic
def abwesenheit_anlegen(*, abwesenheit: Abwesenheit, durch: Zugang) -> Abwesenheit:
    """Abwesenheit einer Fachkraft des eigenen Trägers; dieselbe Absendung liefert die schon angelegte."""
    _ist_da(abwesenheit.fachkraft, abwesenheit.von, abwesenheit.bis)
    abwesenheit.traeger_id = durch.traeger_id
    return einmal_anlegen(abwesenheit)[0]


@transaction.atomic
def abwesenheit_aendern(*, abwesenheit: Abwesenheit, heute: date) -> Abwesenheit:
    """Neuer Zeitraum; Vertretungen werden mit gekürzt, künftige außerhalb entfallen.

    Was eine Vertretung schon gegolten hat, lässt sich nicht zurücknehmen: Beginn und vergangene Tage bleiben darin.
    """
    stand = gesperrt(abwesenheit, vergleichen=True)
    _ist_da(stand.fachkraft, abwesenheit.von, abwesenheit.bis)
    _vertretungen_kuerzen(stand, abwesenheit.von, abwesenheit.bis, heute)
    return aendern(abwesenheit)


def _ist_da(kraft: Fachkraft, von: date, bis: date) -> None:
    """Nur wer beschäftigt ist, fehlt und vertritt: an allen diesen Tagen. Verdrehte Tage nennt die Datenbank."""
    pruefe(satz_durchgehend_da(str(kraft), (von, bis), kraft.dabei) if von <= bis else None)


def _vertretungen_kuerzen(stand: Abwesenheit, von: date, bis: date, heute: date) -> None:
    """Vertretungen auf diese Tage der Abwesenheit; vergangene müssen darin bleiben."""
    for vertretung in map(gesperrt, stand.vertretungen.order_by("pk")):
        if vertretung.von <= heute:
            letzter = max(vertretung.von, min(vertretung.bis, tag_davor(heute)))
            if von > vertretung.von or bis < letzter:
                raise ValidationError(
                    f"In dieser Abwesenheit galt vom {datum(vertretung.von)} bis {datum(letzter)} eine Vertretung."
                    " Diese Tage müssen darin bleiben."
                )
        vertretung_begrenzen(vertretung, max(vertretung.von, von), min(vertretung.bis, bis))


def abwesenheiten_begrenzen(kraft: Fachkraft, *, letzter_tag: date, heute: date) -> None:
    """Wer geht, fehlt danach nicht mehr: Abwesenheiten enden spätestens an diesem Tag, spätere entfallen."""
    for abwesenheit in map(gesperrt, kraft.abwesenheiten.filter(bis__gt=letzter_tag).order_by("pk")):
        _vertretungen_kuerzen(abwesenheit, abwesenheit.von, letzter_tag, heute)
        if abwesenheit.von > letzter_tag:
            abwesenheit.delete()
        else:
            aendern(abwesenheit, bis=letzter_tag)


@transaction.atomic
def abwesenheit_zuruecknehmen(*, abwesenheit: Abwesenheit, heute: date) -> None:
    """Nur was noch nicht begonnen hat, fällt ganz weg; das Änderungsprotokoll behält es."""
    stand = gesperrt(abwesenheit)
    if stand.von <= heute:
        raise ValidationError("Die Abwesenheit hat schon begonnen. Ändern Sie stattdessen ihren letzten Tag.")
    stand.vertretungen.all().delete()
    stand.delete()


def gefuehrte_felder(*, kraft: Fachkraft, tage: Zeitraum) -> dict[str, list[tuple[date, date | None]]]:
    """Arbeitsfeld → Zeiträume, in denen die Fachkraft es führt und die diese Tage berühren: aus Mitgliedschaft und Besetzung.

    Wer weder Konto noch Besetzung hat, führt keines; eine beendete Mitgliedschaft zählt nicht mehr.
    """
    felder: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for feld, von, bis in kraft.besetzungen.im(tage).values_list("stellenanteil__aufgabe", "von", "bis"):
        felder[feld].append((von, bis))
    if kraft.benutzer_id:
        rolle = {"benutzer": kraft.benutzer_id, "traeger": kraft.traeger_id, "rolle": Rolle.FACHKRAFT}
        for eigene, von, bis in Mitgliedschaft.objects.im(tage).filter(**rolle).values_list("arbeitsfelder", "von", "bis"):
            for feld in eigene:
                felder[feld].append((von, bis))
    return dict(felder)


@transaction.atomic
def vertretung_einrichten(*, vertretung: Vertretung, durch: Zugang) -> Vertretung:
    """Vertretung in einer Abwesenheit; `benutzer` ist das Konto, das die vertretende Fachkraft jetzt hat.

    Nur in Arbeitsfeldern, die die vertretene Fachkraft an jedem dieser Tage selbst führt, und nur durch jemanden, der an jedem
    dieser Tage beschäftigt ist: Ein Konto allein reicht nicht.
    """
    von, bis = vertretung.von, vertretung.bis
    _ist_da(vertretung.fachkraft, von, bis)
    if von <= bis:  # sonst sagt es die Datenbank
        gefuehrt = gefuehrte_felder(kraft=vertretung.vertreten, tage=Zeitraum(von, bis))
        pruefe(erstes_fremdes_feld(str(vertretung.vertreten), vertretung.arbeitsfelder, gefuehrt, (von, bis)))
    vertretung.traeger_id, vertretung.eingerichtet_von_id = durch.traeger_id, durch.benutzer_id
    vertretung.benutzer_id = vertretung.fachkraft.benutzer_id
    vertretung, ist_neu = einmal_anlegen(vertretung)
    if ist_neu:
        wer = an_konto(vertretung.benutzer_id, vertretung.traeger_id)
        mitteilen(wer, Anlass.UEBERGEBEN, _sache(vertretung), tag=von, durch=durch)
    return vertretung


def _sache(vertretung: Vertretung) -> Sache:
    """Die Startseite zeigt der vertretenden Fachkraft, wen sie vertritt, und führt zu den Fällen."""
    return Sache(f"Vertretung {vertretung.pk}", reverse("start"))


@transaction.atomic
def vertretung_beenden(*, vertretung: Vertretung, letzter_tag: date, heute: date) -> None:
    """Vorzeitig beenden; `gestern` heißt sofort, denn eine Vertretung gilt bis einschließlich."""
    if letzter_tag < tag_davor(heute):
        raise ValidationError("Eine Vertretung endet nicht rückwirkend.")
    stand = gesperrt(vertretung)
    if letzter_tag >= stand.bis:
        raise ValidationError(f"Die Vertretung endet schon am {datum(stand.bis)}.")
    vertretung_begrenzen(stand, stand.von, letzter_tag)
