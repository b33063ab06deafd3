"""Die Summenzeile jeder Tabelle im Web ist die Summe der Zeilen darüber: auf jeder Seite mit einer, für jede Rolle."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.haus.test_listen import demo  # noqa: F401 – Demodaten mit einer Zeile von allem
from tests.haus.test_urls import SEITEN as TABELLE
from tests.lesen import Leser
from tests.vorlage import DEMO_HEUTE
from traeger.begriffe import Rolle
from traeger.models import Partner

#: Spalten, deren untere Zeile keine Summe ist: ein Verhältnis.
VERHAELTNIS = {"Fälle je VZÄ"}
#: Seiten mit Summenzeilen; eine Detailseite steht mit der Funktion, die ihre Zeile findet.
SEITEN = {
    "traeger:stellenplan": None, "traeger:vzae": None, "traeger:netzwerk-liste": None, "integrationsmanagement:auslastung": None,
    "finanzen:uebersicht": None, "traeger:partner-detail": lambda: Partner.objects.get(name__startswith="Jobcenter").pk,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _heute(uhr):
    uhr(DEMO_HEUTE)  # Listen zeigen das laufende Jahr, und die Demodaten enden an diesem Tag


class Tabellen(Leser):
    """Alle Tabellen einer Seite: [(Kopf, welche Spalten Zahlen sind, Zeilen, Fuß)]."""

    def __init__(self, text):
        self.alle, self._teil, self._zelle = [], None, None
        self.lies(text)

    def start(self, tag, werte):
        if tag == "table":
            self.alle.append({"thead": [], "tbody": [], "tfoot": [], "zahlen": set()})
        if tag in ("thead", "tbody", "tfoot"):
            self._teil = tag
        if tag == "tr" and self._teil:
            self.alle[-1][self._teil].append([])
        if tag in ("td", "th") and self._teil:
            self._zelle = []
            if self._teil == "thead" and "numeric" in werte.get("class", ""):
                self.alle[-1]["zahlen"].add(len(self.alle[-1]["thead"][-1]))

    def end(self, tag):
        if tag in ("td", "th") and self._zelle is not None:
            self.alle[-1][self._teil][-1].append(" ".join("".join(self._zelle).split()))
            self._zelle = None
        if tag == "table":
            self._teil = None

    def data(self, daten):
        if self._zelle is not None:
            self._zelle.append(daten)


def als_zahl(text):
    """Zahl einer Zelle; None, wo keine steht („–“, „entfällt“)."""
    if treffer := re.fullmatch(r"([\d.]+):(\d\d) Std\.", text):
        return Decimal(treffer[1].replace(".", "")) * 60 + int(treffer[2])
    treffer = re.fullmatch(r"(−?)([\d.]+)(,\d+)?( (Std\.|€))?", text)
    if not treffer:
        return None
    wert = Decimal(treffer[2].replace(".", "") + (treffer[3] or "").replace(",", "."))
    return -wert if treffer[1] else wert


def pruefe(tabelle, *, gerundet=False):
    """Vergleicht jede Zahlenspalte mit ihrer Summe; gibt zurück, wie viele verglichen wurden.

    Eine Seite, die fremde Zahlen rundet, sagt es: Dort darf jede Zeile und die Summe bis zu zwei daneben liegen.
    """
    kopf, (fuss,), verglichen = tabelle["thead"][0], tabelle["tfoot"], 0
    for spalte in sorted(tabelle["zahlen"]):
        werte = [zeile[spalte] for zeile in tabelle["tbody"]]
        if kopf[spalte] in VERHAELTNIS or "·" in (*werte, fuss[spalte]):
            continue
        zahlen = [als_zahl(wert) or 0 for wert in werte]
        # Gerundet sind nur Stunden, auf zwei Stellen: Je Zeile darf ein halbes Hundertstel fehlen.
        spiel = (
            Decimal("0.005") * (len(werte) + 1) if re.search(r"\d Std\.", fuss[spalte]) and ":" not in fuss[spalte] else 0
        )
        spiel += 2 * (len(werte) + 1) if gerundet and "," not in fuss[spalte] else 0
        assert abs(sum(zahlen) - als_zahl(fuss[spalte])) <= spiel, (kopf[spalte], werte, fuss[spalte])
        verglichen += 1
    return verglichen


@pytest.mark.parametrize(
    ("name", "rolle"), [(name, rolle) for name in SEITEN for rolle in Rolle if rolle in TABELLE[name].wer]
)
def test_summenzeile_ist_die_summe_der_zeilen(demo, name, rolle):  # noqa: F811
    zeile = SEITEN[name]
    ziel = reverse(name, args=[zeile()] if zeile else [])
    text = demo[rolle].get(ziel).content.decode()
    tabellen, gerundet = [t for t in Tabellen(text).alle if t["tfoot"]], "auf Vielfache von 3 gerundet" in text
    assert tabellen, "keine Tabelle mit Summe: dieser Test prüfte nichts"
    assert all(len(t["tbody"]) for t in tabellen)
    if not (name == "traeger:partner-detail" and rolle not in TABELLE["traeger:netzwerk-neu"].wer):
        assert sum(pruefe(t, gerundet=gerundet) for t in tabellen) > 0
    else:
        [pruefe(t, gerundet=gerundet) for t in tabellen]


def test_andere_seiten_mit_summenzeile_stehen_hier(demo):  # noqa: F811
    gefunden = set()
    for name, seite in TABELLE.items():
        for rolle in () if seite.ist_offen else seite.wer:
            try:
                ziel = reverse(name)
            except Exception:  # noqa: BLE001, S112 – Seiten mit Nummer stehen in SEITEN
                continue
            antwort = demo[rolle].get(ziel)
            if "html" in antwort.headers.get("content-type", "") and "<tfoot" in antwort.content.decode():
                gefunden.add(name)
            break
    assert gefunden == {name for name, zeile in SEITEN.items() if zeile is None}
