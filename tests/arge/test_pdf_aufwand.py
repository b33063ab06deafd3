"""Was es kostet, ein PDF zu prüfen: Grenzen, die zählen, und ein eigener Prozess, der daran sterben darf. Die Anfrage wartet solange."""

import time

import pytest
from django.core.exceptions import ValidationError

from arge.seite import fremd, pdf_lesen, pdf_pruefen
from arge.seite.pdf_pruefen import BESCHAEDIGT, ZU_VIEL, pruefe_pdf
from tests.arge.pdf_bau import JAVASCRIPT, SEITE, Bau, einfach, falsch_gezaehlt, gepackt

GUT = einfach()


def staende(n):
    bau = Bau().grund().tabelle().ende()
    for _ in range(n):
        bau.objekt(3, SEITE % "").tabelle().ende()
    return bau.fertig()


def viele(n):
    bau = Bau().grund()
    for i in range(5, 5 + n):
        bau.objekt(i, "<< >>")
    return bau.tabelle().ende().fertig()


def laengenkette(n):
    """Jede Länge steht im nächsten Strom: qpdf folgt, bis sein Stapel voll ist, und der Prozess stürzt ab."""
    bau = Bau().grund()
    for i in range(5, 5 + n):
        bau.objekt(i, f"<< /Length {i + 1} 0 R >>\nstream\nx\nendstream")
    return bau.tabelle().ende().fertig()


def test_staende_und_objekte_sind_gezaehlt(monkeypatch):
    monkeypatch.setattr(pdf_pruefen, "_im_kind", pdf_lesen.grund)
    for inhalt, grenze in ((staende(5), "STAENDE"), (viele(5), "OBJEKTE")):
        pruefe_pdf(inhalt)
        with monkeypatch.context() as hier:
            hier.setattr(pdf_lesen, grenze, 5)
            with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
                pruefe_pdf(inhalt)


BEHAUPTET = {
    "Objektstrom wird zu groß": Bau().grund().strom(5, b"6 0 " + b" " * 2 * pdf_lesen.ENTPACKT + b"1", "/Type /ObjStm /N 1 /First 4", packen=True)
    .verzeichnis(9, gepackt={6: (5, 0)}).ende().fertig(),
    "Verzeichnis wird zu groß": Bau().grund().strom(9, b"\0" * 2 * pdf_lesen.ENTPACKT, "/Type /XRef /W [1 4 2] /Size 9 /Root 1 0 R", packen=True),
    "viele Objekte im Strom": Bau().grund().strom(5, b"x", "/Type /ObjStm /N 9999999 /First 1").tabelle().ende().fertig(),
    "viele Einträge im Strom": Bau().grund().verzeichnis(9).ende().fertig().replace(b"[1 1 2 1", b"[1 999999999 2 1"),
    "mehr Filter als nötig": Bau().grund().strom(5, b"6 0 1".hex().encode().hex().encode().hex().encode(), "/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /ASCIIHexDecode /ASCIIHexDecode]").verzeichnis(9, gepackt={6: (5, 0)}).ende().fertig(),
    "tief": einfach("/X " + "[" * 300 + "]" * 300),
    "tausend falsche Einträge": falsch_gezaehlt(1000),
}  # fmt: skip
BEHAUPTET["Verzeichnis wird zu groß"] = (
    BEHAUPTET["Verzeichnis wird zu groß"].ende(BEHAUPTET["Verzeichnis wird zu groß"].stand[9][0]).fertig()
)


@pytest.mark.parametrize("inhalt", BEHAUPTET.values(), ids=BEHAUPTET)
def test_was_eine_datei_von_sich_behauptet_kostet_nichts(inhalt, monkeypatch):
    monkeypatch.setattr(pdf_pruefen, "_im_kind", pdf_lesen.grund)
    vorher = time.process_time()
    with pytest.raises(ValidationError, match=BESCHAEDIGT[:20]):
        pruefe_pdf(inhalt)
    assert time.process_time() - vorher < 1


def test_ein_eigener_prozess_liest_und_antwortet():
    pruefe_pdf(gepackt())
    with pytest.raises(ValidationError, match="JavaScript"):
        pruefe_pdf(einfach(f"/OpenAction {JAVASCRIPT}"))


@pytest.mark.parametrize(
    "inhalt", [laengenkette(60_000), einfach("/X " + "[" * 190 + "1 " * 800_000 + "]" * 190)], ids=["Absturz", "Speicher"]
)
def test_stirbt_er_an_der_datei_ist_sie_zu_viel_und_wir_leben(inhalt):
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(inhalt)


def test_ewig_wartet_niemand(monkeypatch):
    monkeypatch.setattr(fremd, "WARTEN", 0.001)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(GUT)


def test_er_sieht_keine_umgebung_und_hat_grenzen(tmp_path, monkeypatch):
    zeuge = tmp_path / "zeuge.py"
    zeuge.write_text("import os, sys; print('ANHANG' if sys.flags.isolated and not set(os.environ) - {'LC_CTYPE'} else '')")
    monkeypatch.setattr(pdf_lesen, "__file__", str(zeuge))
    with pytest.raises(ValidationError, match="weitere Dateien"):
        pruefe_pdf(GUT)
