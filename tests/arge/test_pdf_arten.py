"""Was ein PDF nicht enthalten darf, gleich in welchem Stand der Datei, in welchem Objekt und in welcher Schreibweise es steht."""

import pytest
from django.core.exceptions import ValidationError

from arge.seite.pdf_lesen import ARTEN, SCHLUESSEL
from arge.seite.pdf_pruefen import BEIM_OEFFNEN, BESCHAEDIGT, PROGRAMM, SAETZE, VERWEIS, pruefe_pdf
from tests.arge.pdf_bau import JAVASCRIPT, KATALOG, SEITE, SEITEN, Bau, einfach, gemischt, gepackt

pytestmark = pytest.mark.usefixtures("pdf_hier")

MIT_JAVASCRIPT = KATALOG % f"/OpenAction {JAVASCRIPT}"

VERSTECKT = {
    "im ersten Stand": Bau().objekt(1, MIT_JAVASCRIPT).objekt(2, SEITEN).objekt(3, SEITE % "").tabelle().ende().objekt(1, KATALOG % "").tabelle().ende(),
    "im zweiten Stand": Bau().grund().tabelle().ende().objekt(1, MIT_JAVASCRIPT).tabelle().ende(),
    "im Verzeichnis als Strom": Bau().grund().verzeichnis(9, angaben=f"/Root 1 0 R /X {JAVASCRIPT}").ende(),
    "hinter einer Bemerkung": Bau().grund(f"%x\r/OpenAction {JAVASCRIPT}\n").tabelle().ende(),
    "hinter einem Nullbyte": Bau().grund(f"/X\0 1\0/OpenAction\0{JAVASCRIPT}").tabelle().ende(),
}  # fmt: skip


@pytest.mark.parametrize("bau", [*VERSTECKT.values()], ids=[*VERSTECKT])
def test_ein_programm_faellt_auf_gleich_in_welchem_stand_es_steht(bau):
    with pytest.raises(ValidationError, match="JavaScript"):
        pruefe_pdf(bau.fertig())


UNGENANNT = {
    "in keinem Verzeichnis": Bau().objekt(9, JAVASCRIPT).grund().tabelle(eintraege={9: (0, 0, "n")}).ende(),
    "im Strom, auf den nichts zeigt": Bau().objektstrom(8, {7: JAVASCRIPT}).grund().tabelle().ende(),
    "im Strom, von dem nur der Nachbar genannt ist": Bau().objektstrom(8, {1: KATALOG % "", 2: SEITEN, 3: SEITE % "", 7: JAVASCRIPT})
    .verzeichnis(9, gepackt={1: (8, 0), 2: (8, 1), 3: (8, 2)}).ende(),
    "in den Angaben": Bau().grund().tabelle(f"/X {JAVASCRIPT}").ende(),
    "hinter falscher Länge": Bau().grund().objekt(5, "<< /Length 900 >>\nstream\nx\nendstream").objekt(6, JAVASCRIPT).tabelle().ende(),
    "hinter einem Namen, der nur für manche endet": Bau().grund("/X\v1").tabelle().ende(),
    "dasselbe gepackt": Bau().objektstrom(8, {1: KATALOG % "/X\v1", 2: SEITEN, 3: SEITE % ""}).verzeichnis(9, gepackt={1: (8, 0), 2: (8, 1), 3: (8, 2)}).ende(),
    "hinter einem unsichtbaren Zeichen": einfach("/OpenAction#0b 1"),
    "hinter einem unsichtbaren und einem fremden": einfach("/OpenAction\xa1\x04 1"),
}  # fmt: skip


@pytest.mark.parametrize("bau", UNGENANNT.values(), ids=UNGENANNT)
def test_was_kein_verzeichnis_nennt_oder_nur_mancher_leser_sieht_ist_beschaedigt(bau):
    with pytest.raises(ValidationError) as fehler:
        pruefe_pdf(bau if isinstance(bau, bytes) else bau.fertig())
    assert fehler.value.message == BESCHAEDIGT


def test_ein_programm_faellt_auf_in_jedem_der_zwei_verzeichnisse():
    for inhalt in (gemischt(JAVASCRIPT), gepackt({5: JAVASCRIPT})):
        with pytest.raises(ValidationError) as fehler:
            pruefe_pdf(inhalt)
        assert fehler.value.message == PROGRAMM


def wege(schluessel, wert):
    """Derselbe Wert: gleich hier, in einem anderen Objekt, dort gepackt, dort in einem früheren oder späteren Stand."""
    verschleiert = "/" + "".join(f"#{ord(zeichen):02x}" for zeichen in wert[1:]) if wert.startswith("/") else wert
    ort = f"/X << {schluessel} %s >>"
    yield einfach(ort % wert)
    yield einfach(ort % verschleiert)
    yield einfach(ort % "6 0 R", o6=wert)
    yield einfach(ort % "6 0 R", o6=verschleiert)
    yield gepackt({1: KATALOG % (ort % "6 0 R"), 6: wert})
    yield Bau().grund(ort % "6 0 R", o6=wert).tabelle().ende().objekt(6, "/Harmlos").tabelle().ende().fertig()
    yield Bau().grund(ort % "6 0 R", o6="/Harmlos").tabelle().ende().objekt(6, wert).tabelle().ende().fertig()


@pytest.mark.parametrize("art", ARTEN)
def test_jede_verbotene_art_faellt_auf_auf_jedem_weg(art):
    for schluessel in ("/Type", "/Subtype", "/S"):
        for inhalt in wege(schluessel, art):
            with pytest.raises(ValidationError) as fehler:
                pruefe_pdf(inhalt)
            assert fehler.value.message == SAETZE[ARTEN[art]], (schluessel, inhalt)


@pytest.mark.parametrize("schluessel", SCHLUESSEL)
def test_jeder_verbotene_schluessel_faellt_auf_auch_verschleiert(schluessel):
    for inhalt in [*wege(schluessel, "/Harmlos"), einfach(f"/{''.join(f'#{ord(z):02X}' for z in schluessel[1:])} 1")]:
        with pytest.raises(ValidationError) as fehler:
            pruefe_pdf(inhalt)
        assert fehler.value.message == SAETZE[SCHLUESSEL[schluessel]], inhalt


@pytest.mark.parametrize(
    ("schluessel", "wert", "satz"),
    [
        ("/URI", "(javascript:x)", VERWEIS),
        ("/URI", "<6a61 76 61736372697074 3a78>", VERWEIS),
        ("/URI", "<FEFF006a006100760061007300630072006900700074003a>", VERWEIS),
        ("/URI", "(java\\163\\\ncript:x)", VERWEIS),
        ("/OpenAction", "<< /S /Neuartig >>", BEIM_OEFFNEN),
        ("/A", "<< /S /Neuartig >>", BEIM_OEFFNEN),
        ("/PA", "<< /S /Neuartig >>", BEIM_OEFFNEN),
        ("/A", "<< /S /URI /URI (https://a.example) /Next << /S /GoTo >> >>", BEIM_OEFFNEN),
    ],
)
def test_adressen_und_aktionen_werden_verglichen_wo_immer_sie_stehen(schluessel, wert, satz):
    for inhalt in wege(schluessel, wert):
        with pytest.raises(ValidationError) as fehler:
            pruefe_pdf(inhalt)
        assert fehler.value.message == satz, inhalt


@pytest.mark.parametrize("schluessel", ["/OpenAction", "/A", "/PA"])
def test_die_art_einer_aktion_darf_anderswo_stehen_und_wird_dort_verglichen(schluessel):
    pruefe_pdf(einfach(f"{schluessel} << /S 6 0 R >>", o6="/GoTo"))
    for art in ("/Neuartig", "(GoTo)"):
        with pytest.raises(ValidationError, match="von selbst"):
            pruefe_pdf(einfach(f"{schluessel} << /S 6 0 R >>", o6=art))
    for nirgends in (einfach(f"{schluessel} << /S 77 0 R >>"), einfach(f"{schluessel} << /S 6 0 R >>", o6="null")):
        pruefe_pdf(nirgends)  # ohne Art tut sie nichts


@pytest.mark.parametrize("wert", ["(x)", "/x", "[(x)]", "<< /FS /URL >>", "6 0 R"])
def test_ein_strom_mit_daten_in_einer_anderen_datei_faellt_auf(wert):
    with pytest.raises(ValidationError, match="weitere Dateien"):
        pruefe_pdf(Bau().grund(o6="[(x)]").strom(5, b"", f"/F {wert}").tabelle().ende().fertig())
    pruefe_pdf(einfach(seite="/Annots [<< /Subtype /Link /F 4 >>]"))
