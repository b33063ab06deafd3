"""Tabellen des Stellenplans: fertige Zeilen aus Zahlen."""

from typing import Any

from arge.zahlen.format import datum, vzae
from traeger.begriffe import Arbeitsfeld, Quelle, Stellenkreis
from traeger.stellen.kennzahlen import Stellenplan
from traeger.stellen.regeln import Umfang, summe

STELLEN_KOPF = ["Träger", "Aufgabe", "Quelle", "vereinbart", "bewilligt", "besetzt"]


def _drei(umfang: Umfang, kreis: str = "") -> list[str]:
    """Die drei Kurven als Text; über eigene Stellen erlässt die Stadt keinen Bescheid, eine 0,0 dort wäre falsch."""
    bewilligt = "entfällt" if kreis == Stellenkreis.KOMMUNE else vzae(umfang.bewilligt)
    return [vzae(umfang.vereinbart), bewilligt, vzae(umfang.besetzt)]


def _kreis(plan: Stellenplan, kreis: Stellenkreis) -> dict[str, Any]:
    """Posten eines Kreises als Zeilen mit Summe."""
    posten = [p for p in plan.posten if p.kreis == kreis]
    umfang = summe(posten)
    zeilen = [[p.traeger, Arbeitsfeld(p.aufgabe).label, Quelle(p.quelle).label, *_drei(p.umfang, kreis)] for p in posten]
    return {"zeilen": zeilen, "umfang": umfang, "summe": ["zusammen", "", "", *_drei(umfang, kreis)]}


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
