"""Ein Angreifer, der nur veröffentlichte Tafeln kennt, weder Netz noch Flüsse: findet er einen gesperrten Wert?"""

import highspy
import numpy as np

from arge.zahlen.statistik import GESPERRT


class Wissen:
    """Ganze Zahlen ≥ 0 und alles, was jemand über sie weiß; ob ein Wert noch möglich ist, sagt ein ganzzahliges Programm."""

    def __init__(self):
        self._programm = highspy.Highs()
        self._programm.setOptionValue("output_flag", False)
        self._grenzen = {}

    def unbekannt(self, name, unten=0, oben=10_000):
        """Legt sie an oder engt sie ein."""
        if name not in self._grenzen:
            self._programm.addVar(0, 10_000)
            self._programm.changeColIntegrality(len(self._grenzen), highspy.HighsVarType.kInteger)
            self._grenzen[name] = (0, 10_000)
        bisher = self._grenzen[name]
        self._grenzen[name] = max(bisher[0], unten), min(bisher[1], oben)

    def ist(self, name, wert):
        self.unbekannt(name, wert, wert)

    def gleichung(self, glieder, summe=0):
        """{Name: Gewicht} ergeben die Summe."""
        for name in glieder:
            self.unbekannt(name)
        nummern = list(self._grenzen)
        plaetze = np.array([nummern.index(name) for name in glieder], dtype=np.int32)
        self._programm.addRow(summe, summe, len(plaetze), plaetze, np.array(list(glieder.values()), dtype=float))

    def moeglich(self, name, wert):
        for nummer, (wer, (unten, oben)) in enumerate(self._grenzen.items()):
            grenzen = (wert, wert) if wer == name else (unten, oben)
            if grenzen[0] > grenzen[1]:
                return False
            self._programm.changeColBounds(nummer, *grenzen)
        self._programm.run()
        return self._programm.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def eng(self, name):
        """Ob der Wert schon feststeht."""
        unten, oben = self._grenzen[name]
        return unten >= oben


class Angreifer:
    """Stellt aus veröffentlichten Tafeln Summengleichungen auf und sucht ganze Zahlen ≥ 0, die sie erfüllen."""

    def __init__(self, tafeln):
        self.gleichungen = []  # (Koeffizienten {Name: ±1}, rechte Seite)
        self.unbekannte = set()
        for nummer, tafel in enumerate(tafeln):
            self._lesen(nummer, tafel, gemeinsam=len(tafeln) > 1)

    def _lesen(self, nummer, tafel, *, gemeinsam):
        h, b = range(len(tafel.zeilen)), range(len(tafel.spalten))
        zellen = {(i, j): (f"{nummer}:{i},{j}", tafel.werte[i][j]) for i in h for j in b}
        rechts = {i: (f"{nummer}:R{i}", tafel.zeilensummen[i]) for i in h} if tafel.zeilensummen else {}
        unten = {j: (f"{nummer}:C{j}", tafel.spaltensummen[j]) for j in b} if tafel.spaltensummen else {}
        if tafel.gesamt is None and len(b) == 1 and unten:
            unten[0] = ("G" if gemeinsam else unten[0][0], unten[0][1])
        for i, summe in rechts.items():
            self._summe(summe, [zellen[i, j] for j in b])
        for j, summe in unten.items():
            self._summe(summe, [zellen[i, j] for i in h])
        if tafel.gesamt is not None:
            for teile in (list(zellen.values()), list(rechts.values()), list(unten.values())):
                if teile:
                    self._summe(("G", tafel.gesamt), teile)

    def _summe(self, summe, teile):
        koeffizienten, rechte_seite = {}, 0
        for vorzeichen, (name, wert) in [(-1, summe), *((1, teil) for teil in teile)]:
            if wert is GESPERRT:
                koeffizienten[name] = koeffizienten.get(name, 0) + vorzeichen
                self.unbekannte.add(name)
            else:
                rechte_seite -= vorzeichen * wert
        self.gleichungen.append((koeffizienten, rechte_seite))

    def moeglich(self, name, wert, obergrenze=400):
        """Gibt es irgendeine Tafel, die zum Veröffentlichten passt und in der `name` diesen Wert hat?"""
        bereiche = dict.fromkeys(self.unbekannte, (0, obergrenze))
        bereiche[name] = (wert, wert)
        return self._suchen(bereiche)

    def _suchen(self, bereiche):
        bereiche = self._verengen(dict(bereiche))
        if bereiche is None:
            return False
        offen = [u for u, (lo, hi) in bereiche.items() if lo < hi]
        if not offen:
            return True
        wahl = min(offen, key=lambda u: bereiche[u][1] - bereiche[u][0])
        lo, hi = bereiche[wahl]
        return any(self._suchen(bereiche | {wahl: (wert, wert)}) for wert in range(lo, hi + 1))

    def _verengen(self, bereiche):
        geaendert = True
        while geaendert:
            geaendert = False
            for koeffizienten, rechte_seite in self.gleichungen:
                grenzen = {
                    u: (k * bereiche[u][0], k * bereiche[u][1])[:: 1 if k > 0 else -1] for u, k in koeffizienten.items() if k
                }
                unten, oben = sum(lo for lo, _ in grenzen.values()), sum(hi for _, hi in grenzen.values())
                if not unten <= rechte_seite <= oben:
                    return None
                for u, (lo, hi) in grenzen.items():
                    k = koeffizienten[u]
                    neu = max(lo, rechte_seite - oben + hi), min(hi, rechte_seite - unten + lo)
                    neu = (k * neu[0], k * neu[1])[:: 1 if k > 0 else -1]
                    if neu != bereiche[u]:
                        bereiche[u], geaendert = neu, True
                        break
                if geaendert:
                    break
        return bereiche


def namen_und_werte(nummer, tafel):
    """Jede Stelle einer Tafel: (Name beim Angreifer, Wert)."""
    for i, reihe in enumerate(tafel.werte):
        for j, wert in enumerate(reihe):
            yield f"{nummer}:{i},{j}", wert
    yield from ((f"{nummer}:R{i}", wert) for i, wert in enumerate(tafel.zeilensummen or ()))
    yield from ((f"{nummer}:C{j}", wert) for j, wert in enumerate(tafel.spaltensummen or ()))
    if tafel.gesamt is not None:
        yield "G", tafel.gesamt


def haelt_stand(roh, geschuetzt, mindest):
    """Jeder kleine Wert könnte 1 … Mindestfallzahl sein, kein anderer gesperrter ist eindeutig."""
    angreifer = Angreifer(geschuetzt)
    for nummer, tafel in enumerate(roh):
        for name, wert in namen_und_werte(nummer, tafel):
            gesucht = "G" if name not in angreifer.unbekannte and name.endswith(":C0") else name
            if gesucht not in angreifer.unbekannte:
                continue
            if 0 < wert < mindest:
                if not all(angreifer.moeglich(gesucht, v) for v in range(1, mindest + 1)):
                    return False
            elif not any(angreifer.moeglich(gesucht, v) for v in (wert + 1, wert - 1) if v >= 0):
                return False
    return True
