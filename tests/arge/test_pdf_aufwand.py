"""Was es kostet, ein PDF zu prüfen: gezählt, nicht gestoppt. Die Prüfung läuft in der Anfrage, und andere warten solange."""

import re
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from arge.seite import pdf_datei, pdf_worte
from arge.seite.pdf_pruefen import ZU_VIEL, pruefe_pdf
from tests.arge.pdf_bau import KATALOG, SEITE, Bau, einfach, falsch_gezaehlt, gepackt


class Zaehlend:
    """Ein Muster, das mitzählt, wie viele Byte es höchstens ansieht."""

    def __init__(self, muster, summe):
        self.muster, self.summe = muster, summe

    def _eins(self, art, roh, von=0, bis=None):
        bis = len(roh) if bis is None else min(bis, len(roh))
        treffer = getattr(self.muster, art)(roh, von, bis)
        self.summe[0] += max(0, (treffer.end() if treffer else bis) - von)
        return treffer

    def match(self, *stelle):
        return self._eins("match", *stelle)

    def search(self, *stelle):
        return self._eins("search", *stelle)

    def finditer(self, roh, von=0):
        self.summe[0] += len(roh) - von
        return self.muster.finditer(roh, von)

    def sub(self, ersatz, roh):
        self.summe[0] += len(roh)
        return self.muster.sub(ersatz, roh)


def stroeme(n):
    """`n` Ströme, die alle behaupten, bis ans Ende der Datei zu reichen."""
    bau = Bau().grund()
    for i in range(5, 5 + n):
        bau.objekt(i, "<< /Length 900000 >>\nstream\nx\nendstream")
    return bau.tabelle().ende().fertig()


def staende(n):
    bau = Bau().grund().tabelle().ende()
    for _ in range(n):
        bau.objekt(3, SEITE % "").tabelle().ende()
    return bau.fertig()


def seiten(n):
    return (
        Bau()
        .objekt(1, KATALOG % "")
        .objekt(2, f"<< /Kids [{'3 0 R ' * n}] >>")
        .objekt(3, "<< /Kids 4 0 R >>")
        .objekt(4, f"[{'2 0 R ' * n}]")
        .tabelle()
        .ende()
        .fertig()
    )


def leerraum(n):
    """Einträge für ein Objekt, die alle auf den Anfang des langen Leerraums davor zeigen."""
    bau = Bau().grund()
    eintrag = b"5 1\n%010d 00000 n \n" % bau.stelle
    bau.dazu(b" " * n * 20).objekt(5, "1")
    return bau.tabelle().ende().fertig().replace(b"5 1\n", eintrag * n + b"5 1\n")


def viele_staende_eines_werts(n):
    """`n` Angaben, deren Wert `n` Stände hat."""
    bau = Bau().grund()
    for _ in range(n):
        bau.objekt(6, "/X")
    for i in range(7, 7 + n):
        bau.objekt(i, "<< /S 6 0 R >>")
    return bau.tabelle().ende().fertig()


WACHSEND = {
    "Einträge": falsch_gezaehlt,
    "Einträge im Strom": lambda n: Bau().grund().verzeichnis(9, eintraege=dict.fromkeys(range(10, n), (1, 9, 0))).ende().fertig(),
    "gepackt, aber nicht da": lambda n: gepackt(dict.fromkeys(range(10, n), "1")),
    "Ströme": stroeme,
    "Stände": staende,
    "Seiten": seiten,
    "Leerraum": leerraum,
    "Namen": lambda n: einfach("/X [" + "/#41#41#41 " * n + "]"),
    "Texte": lambda n: einfach("/X [" + "(\\(()) " * n + "]"),
    "viele Stände eines Werts": viele_staende_eines_werts,
}  # fmt: skip


def aufwand(inhalt, monkeypatch):
    summe = [0]
    with monkeypatch.context() as hier:
        for modul in (pdf_datei, pdf_worte):
            for name, muster in vars(modul).copy().items():
                if isinstance(muster, re.Pattern):
                    hier.setattr(modul, name, Zaehlend(muster, summe))
        with suppress(ValidationError):
            pruefe_pdf(inhalt)
    return summe[0]


@pytest.mark.parametrize("bauen", WACHSEND.values(), ids=WACHSEND)
def test_der_aufwand_waechst_mit_der_datei_und_nicht_mit_eintraegen_mal_groesse(bauen, monkeypatch):
    for n in (100, 400):
        inhalt = bauen(n)
        assert aufwand(inhalt, monkeypatch) <= 12 * len(inhalt)


@pytest.mark.parametrize("bauen", WACHSEND.values(), ids=WACHSEND)
def test_die_worte_sind_gezaehlt_und_wachsen_mit_der_datei(bauen):
    """Was kein Muster ansieht (Einträge vergleichen, Verweisen folgen), zählt als Wort; darum endet die Prüfung immer."""
    inhalt = bauen(400)
    with pytest.raises(ValidationError), pytest.MonkeyPatch.context() as hier:
        hier.setattr("arge.seite.pdf_pruefen.WORTE", 300)
        pruefe_pdf(inhalt)


def test_ein_langer_weg_ueber_viele_staende_eines_werts_hat_ein_ende(monkeypatch):
    """160.000 Vergleiche, gezählt wie alles."""
    inhalt = viele_staende_eines_werts(400)
    pruefe_pdf(inhalt)
    monkeypatch.setattr("arge.seite.pdf_pruefen.WORTE", 100_000)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(inhalt)


BEHAUPTET = {
    "ein Strom wird zu groß": Bau().grund().strom(5, b"6 0 " + b" " * pdf_datei.ENTPACKT + b"1", "/Type /ObjStm /N 1 /First 4", packen=True).tabelle().ende().fertig(),
    "viele Objekte im Strom": Bau().grund().strom(5, b"x", "/Type /ObjStm /N 9999999 /First 1").tabelle().ende().fertig(),
    "viele Einträge im Strom": Bau().grund().verzeichnis(9).ende().fertig().replace(b"[1 1 2 1", b"[1 999999999 2 1"),
    "tief": einfach("/X " + "[" * 300 + "]" * 300),
}  # fmt: skip


@pytest.mark.parametrize("inhalt", BEHAUPTET.values(), ids=BEHAUPTET)
def test_was_eine_datei_von_sich_behauptet_kostet_nichts(inhalt):
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(inhalt)


def test_alles_gepackte_zusammen_hat_eine_grenze(monkeypatch):
    bau = Bau().grund()
    for i in range(5, 9):
        bau.strom(i, b"6 0 " + b" " * 1000 + b"1", "/Type /ObjStm /N 1 /First 4", packen=True)
    inhalt = bau.tabelle().ende().fertig()
    pruefe_pdf(inhalt)
    monkeypatch.setattr("arge.seite.pdf_pruefen.ENTPACKT", 3000)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(inhalt)


@pytest.mark.parametrize("wert", ["/" + "#41" * 1000, "(" + "\\(" * 1000 + ")", "(" + "(" * 1000 + ")" * 1001])
def test_auch_ein_einzelnes_langes_wort_ist_gezaehlt(wert, monkeypatch):
    inhalt = einfach(f"/X {wert}")
    pruefe_pdf(inhalt)
    monkeypatch.setattr("arge.seite.pdf_pruefen.WORTE", 500)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(inhalt)


def test_eine_lange_adresse_auf_die_viele_zeigen_ist_gezaehlt(monkeypatch):
    bau = Bau().grund(o5=f"({'a' * 8000})")
    for i in range(6, 56):
        bau.objekt(i, "<< /URI 5 0 R >>")
    inhalt = bau.tabelle().ende().fertig()
    pruefe_pdf(inhalt)
    monkeypatch.setattr("arge.seite.pdf_pruefen.WORTE", 20_000)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(inhalt)
