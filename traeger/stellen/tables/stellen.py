"""Tabellen des Stellenplans: fertige Zeilen aus Zahlen."""

from typing import Any

from arge.zahlen.format import datum, vzae
from arge.zahlen.tabelle import Tabelle
from traeger.begriffe import Arbeitsfeld, Quelle, Stellenkreis
from traeger.stellen.kennzahlen import Stellenplan, Verlauf
from traeger.stellen.regeln import Umfang, summe

KURVEN = ["vereinbart", "bewilligt", "besetzt"]
POSTEN = ["Träger", "Aufgabe", "Quelle", *KURVEN]
TITEL = {
    Stellenkreis.KONTINGENT: "Je Träger, Aufgabe und Quelle", Stellenkreis.OFFEN: "Anteil außerhalb des Kontingents",
    Stellenkreis.KOMMUNE: "Stellen der Stadt",
}  # fmt: skip


def _drei(umfang: Umfang) -> list[str]:
    """Die drei Kurven als Text; wo kein Bescheid erfasst ist, „–“ statt 0,0."""
    return list(map(vzae, umfang))


def _kreis(plan: Stellenplan, kreis: Stellenkreis) -> Tabelle:
    """Posten eines Kreises als Zeilen; zusammengezählt werden nur die des Kontingents."""
    posten = [p for p in plan.posten if p.kreis == kreis]
    zeilen = [[p.traeger, Arbeitsfeld(p.aufgabe).label, Quelle(p.quelle).label, *_drei(p.umfang)] for p in posten]
    zusammen = ["zusammen", "", "", *_drei(summe(posten))] if kreis == Stellenkreis.KONTINGENT else None
    return Tabelle(POSTEN, zeilen, KURVEN, zusammen, TITEL[kreis], karten=True)


def verlauf_tabelle(verlauf: Verlauf) -> Tabelle:
    """Die Kurven als Abschnitte, in denen sich nichts ändert."""
    spalten = verlauf.tafel.spalten
    return Tabelle(["Zeit", *spalten], verlauf.abschnitte, spalten, titel="Was sich wann ändert (VZÄ)")


def _vergleich(plan: Stellenplan) -> Tabelle | None:
    if plan.vergleich is None:
        return None
    v, tage = plan.vergleich, [datum(plan.vergleich.vorher_am), datum(plan.am)]
    zeilen = [[name, vzae(vorher), vzae(jetzt)] for name, vorher, jetzt in v.zeilen]
    titel = f"VZÄ vereinbart im Kontingent: {vzae(v.vorher)} → {vzae(v.jetzt)}"
    return Tabelle(["Träger", *tage], zeilen, tage, ["zusammen", vzae(v.vorher), vzae(v.jetzt)], titel)


def _kirchlich(plan: Stellenplan) -> Tabelle:
    besetzt = {(p.traeger, p.quelle): p.umfang.besetzt for p in plan.posten if p.kreis == Stellenkreis.KIRCHLICH}
    zahlen = ["bis zu VZÄ", "davon Stadt mindestens", "besetzt"]
    zeilen = [
        [a.traeger.kurzname, a.get_quelle_display(), vzae(a.vzae),
         "noch offen" if a.mindestanteil_stadt is None else vzae(a.mindestanteil_stadt),
         vzae(besetzt[a.traeger.kurzname, a.quelle]), datum(a.befristet_bis or a.bis)]
        for a in plan.kirchlich
    ]  # fmt: skip
    kopf = ["Träger", "Quelle", *zahlen, "befristet bis"]
    return Tabelle(kopf, zeilen, zahlen, titel="Kirchlich finanzierte Anteile", karten=True)


def _lesarten(plan: Stellenplan) -> Tabelle:
    zahlen = ["Integrationsmanagement vereinbart", "Kontingent vereinbart", "Kontingent besetzt"]
    zeilen = [[satz, vzae(im.vereinbart), vzae(alle.vereinbart), vzae(alle.besetzt)] for satz, im, alle in plan.lesarten()]
    return Tabelle(["Lesart: Der Anteil …", *zahlen], zeilen, zahlen, titel="Beide Lesarten", karten=True)


def stellenplan_tabellen(plan: Stellenplan) -> dict[str, Any]:
    """Alle Tabellen der Stellenplan-Seite; jede Zahl kommt aus `plan`, hier wird nur geschrieben."""
    eng = [p for p in plan.posten if p.kreis == Stellenkreis.KONTINGENT]

    def nach(merkmal: str, je: str, wort: Any) -> list[list[str]]:
        werte = dict.fromkeys(getattr(p, merkmal) for p in eng)
        return [[wort(wert), je, *_drei(summe(eng, **{merkmal: wert}))] for wert in werte]

    summen = [
        *nach("traeger", "Träger", str),
        *nach("aufgabe", "Aufgabe", lambda wert: Arbeitsfeld(wert).label),
        *nach("quelle", "Quelle", lambda wert: Quelle(wert).label),
    ]
    titel = "Summen je Träger, je Aufgabe und je Quelle"
    return {
        **{kreis.value: _kreis(plan, kreis) for kreis in Stellenkreis if kreis != Stellenkreis.KIRCHLICH},
        "summen": Tabelle(["Summe", "je", *KURVEN], summen, KURVEN, titel=titel, karten=True),
        "kirchlich": _kirchlich(plan), "lesarten": _lesarten(plan), "vergleich": _vergleich(plan),
        "kirchlich_zusammen": summe(p for p in plan.posten if p.kreis == Stellenkreis.KIRCHLICH).vereinbart,
    }  # fmt: skip
