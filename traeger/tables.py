"""Ausgabeform der Seiten des ersten Stockwerks: fertige Tabellenzeilen aus Zahlen."""

from datetime import date, datetime
from typing import Any

from django.template import engines
from django.utils import timezone
from markupsafe import Markup

from arge.format import FEHLT, datum, vzae
from arge.liste import Spalte
from traeger.begriffe import RECHT_WORT, RECHTE, Arbeitsfeld, Quelle, Recht, Rolle, Stellenkreis
from traeger.kennzahlen import Stellenplan
from traeger.regeln import Umfang, summe

STELLEN_KOPF = ["Träger", "Aufgabe", "Quelle", "vereinbart", "bewilligt", "besetzt"]


def _drei(umfang: Umfang) -> list[str]:
    return [vzae(wert) for wert in umfang]


def _kreis(plan: Stellenplan, kreis: Stellenkreis) -> dict[str, Any]:
    """Posten eines Kreises als Zeilen mit Summe."""
    posten = [p for p in plan.posten if p.kreis == kreis]
    umfang = summe(posten)
    zeilen = [[p.traeger, Arbeitsfeld(p.aufgabe).label, Quelle(p.quelle).label, *_drei(p.umfang)] for p in posten]
    return {"zeilen": zeilen, "umfang": umfang, "summe": ["zusammen", "", "", *_drei(umfang)]}


def stellenplan_tabellen(plan: Stellenplan) -> dict[str, Any]:
    """Alle Tabellen der Stellenplan-Seite; jede Zahl kommt aus `plan`, hier wird nur geschrieben."""
    eng = [p for p in plan.posten if p.kreis == Stellenkreis.KONTINGENT]

    def nach(merkmal: str, je: str, wort: Any) -> list[list[str]]:
        werte = dict.fromkeys(getattr(p, merkmal) for p in eng)
        return [[wort(wert), je, *_drei(summe(eng, **{merkmal: wert}))] for wert in werte]

    besetzt = {(p.traeger, p.quelle): p.umfang.besetzt for p in plan.posten if p.kreis == Stellenkreis.KIRCHLICH}
    return {
        "KOPF": STELLEN_KOPF,
        "tabellen": {kreis.value: _kreis(plan, kreis) for kreis in Stellenkreis},
        "summen": [
            *nach("traeger", "Träger", str),
            *nach("aufgabe", "Aufgabe", lambda wert: Arbeitsfeld(wert).label),
            *nach("quelle", "Quelle", lambda wert: Quelle(wert).label),
        ],
        "kirchlich": [
            [a.traeger.kurzname, a.get_quelle_display(), vzae(a.vzae),
             "noch offen" if a.mindestanteil_stadt is None else vzae(a.mindestanteil_stadt),
             vzae(besetzt[a.traeger.kurzname, a.quelle]), datum(a.befristet_bis or a.bis)]
            for a in plan.kirchlich
        ],
        "lesarten": [
            [satz, vzae(im.vereinbart), vzae(alle.vereinbart), vzae(alle.besetzt)] for satz, im, alle in plan.lesarten()
        ],
        "vergleich": plan.vergleich and [[name, vzae(vorher), vzae(jetzt)] for name, vorher, jetzt in plan.vergleich.zeilen],
    }  # fmt: skip


def bausteine() -> Any:
    """Die Makros der Oberfläche, für Etiketten in Zellen."""
    return engines["jinja2"].env.globals["b"]


def _stand(von: date, bis: date | None) -> Any:
    heute = timezone.localdate()
    if bis and bis < heute:
        return bausteine().badge("beendet", "neutral")
    return bausteine().badge("beginnt" if von > heute else "gültig", "info" if von > heute else "success")


def _felder(felder: list[str]) -> str:
    return ", ".join(Arbeitsfeld(feld).label for feld in felder) or FEHLT


def _faktor(hat_faktor: bool) -> str:
    return "eingerichtet" if hat_faktor else "fehlt"


MITGLIEDER = [
    Spalte("benutzer__name", "Name", link="traeger:mitglied-detail", sortierbar=True),
    Spalte("rolle", "Rolle", sortierbar=True),
    Spalte("arbeitsfelder", "Arbeitsfelder", format=_felder),
    Spalte("traeger__kurzname", "Träger", sortierbar=True),
    Spalte("hat_faktor", "Zweiter Faktor", format=_faktor),
    Spalte(("von", "bis"), "Stand", format=_stand),
]


def _einladung_stand(gueltig_bis: datetime, angenommen_am: datetime | None) -> Any:
    if angenommen_am:
        return bausteine().badge("angenommen", "success")
    abgelaufen = gueltig_bis < timezone.now()
    return bausteine().badge("abgelaufen" if abgelaufen else "offen", "warning" if abgelaufen else "info")


EINLADUNGEN = [
    Spalte("name", "Name", link="traeger:einladung-detail", sortierbar=True),
    Spalte("email", "E-Mail-Adresse"),
    Spalte("rolle", "Rolle", sortierbar=True),
    Spalte("traeger__kurzname", "Träger"),
    Spalte("gueltig_bis", "gültig bis", format="zeitpunkt", sortierbar=True),
    Spalte(("gueltig_bis", "angenommen_am"), "Stand", format=_einladung_stand),
]


def rechte_tabelle() -> list[list[Any]]:
    """Jedes Recht eine Zeile, jede Rolle eine Spalte, aus der Rechtetabelle selbst (haus 3, Rechte)."""
    ja = Markup('{}<span class="kern-sr-only">ja</span>').format(bausteine().icon("check"))
    nein = Markup('<span aria-hidden="true">{}</span><span class="kern-sr-only">nein</span>').format(FEHLT)
    return [[RECHT_WORT[recht], *[ja if recht in RECHTE[rolle] else nein for rolle in Rolle]] for recht in Recht]
