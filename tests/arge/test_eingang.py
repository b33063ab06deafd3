"""Der Eingang liest jede Schreibweise richtig oder sagt einen Satz; reine Regeln, ohne Datenbank."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.daten import eingang
from arge.daten.suche import suchform

HEUTE = date(2026, 11, 22)
GIBT_ES_NICHT = r"Den \d+\.\d+\.\d+ gibt es nicht\. Bitte prüfen Sie Tag und Monat\."
NULLBREIT = "\u200b\ufeff\u2060\u00ad\u200e\u200f\u202a\u202e\u2066\u2069\u061c"


@pytest.mark.parametrize(
    ("roh", "sauber"),
    [
        ("Ko\u0308hler", "Köhler"), ("Pro\u200bbe", "Probe"), ("Probe_x000D_", "Probe"), ("a_x000B_b", "a b"), ("Hilft\x0bbei", "Hilft bei"),
        ("a\x00b", "ab"), ("\u202eabc\u202c", "abc"), ("  Anna \u00a0 Maria ", "Anna Maria"), ("O\u2019Brien", "O\u2019Brien"),
        ("Al\u2010Hussein", "Al\u2010Hussein"), ("O'Brien", "O'Brien"), ("zeile\r\nzwei", "zeile zwei"), ("a\ud800b", "ab"), ("a\ufffeb", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"), ("Mu\u200cller", "Muller"), ("o\u200b\u0308", "ö"), ("_x005F_", "_x005F_"),
    ],
)  # fmt: skip
def test_text_einzeilig(roh, sauber):
    assert eingang.text(roh) == sauber


def test_text_mehrzeilig_behaelt_umbruch_und_tabulator():
    assert eingang.text("a\r\nb\rc\x0bd\te\u2028f  g\x07", mehrzeilig=True) == "a\nb\nc\nd\te\nf  g"
    assert eingang.text(" a\x00 ", mehrzeilig=True, kuerzen=False) == " a "


@given(st.text())
def test_text_ist_nfc_ohne_unsichtbares_und_bleibt_beim_zweiten_mal(roh):
    einmal = eingang.text(roh)
    assert unicodedata.is_normalized("NFC", einmal)
    assert not [z for z in einmal if unicodedata.category(z) in {"Cc", "Cs"} or z in NULLBREIT]
    assert "_x00" in einmal or eingang.text(einmal) == einmal


@given(st.text(st.sampled_from("aäß 'é-’\u2010.,:XyZ")))
def test_gewoehnlicher_text_bleibt_wie_getippt(roh):
    assert eingang.text(roh, kuerzen=False) == roh


def test_ein_zeichen_das_fuer_viele_steht_zaehlt_als_viele():
    """Sonst käme es an jeder Länge eines Feldes vorbei, und Suche und Import rechneten am Achtzehnfachen."""
    assert eingang.text("ﷺ") == "صلى الله عليه وسلم"
    assert eingang.text("ﷺ", mehrzeilig=True) == "ﷺ"  # in einem Bericht bleibt es, wie es getippt ist
    zerfallende = [z for z in map(chr, range(0x2000, 0x30000)) if unicodedata.decomposition(z)]
    assert len(zerfallende) > 3000
    dehnt = {z for z in zerfallende if len(suchform(eingang.text(f"a{z}a"))) > 3 * len(eingang.text(f"a{z}a"))}
    assert dehnt == set()


def test_passwort_ist_nur_nfc():
    assert eingang.passwort(" Su\u0308ß\u200b\t") == " Süß\u200b\t"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("20010102", date(2001, 1, 2)), ("20120115", date(2012, 1, 15)), ("02012001", date(2001, 1, 2)), ("20012001", date(2001, 1, 20)),
        ("19101910", date(1910, 10, 19)), ("31129999", date.max), ("31.12.9999", date.max), ("9999-12-31", date.max), ("1.3.26", date(2026, 3, 1)),
        ("1\u200b.3.2026", date(2026, 3, 1)), ("١.٣.٢٠٢٦", date(2026, 3, 1)),
    ],
)  # fmt: skip
def test_datum(text, tag):
    assert eingang.lies_datum(text, HEUTE) == tag


@given(st.dates(eingang.ERSTER, eingang.LETZTER))
def test_datum_im_kalender_in_jeder_ziffernfolge(tag):
    for text in (f"{tag:%d%m%Y}", f"{tag:%Y%m%d}", f"{tag:%d.%m.%Y}", f"{tag:%Y-%m-%d}"):
        assert eingang.lies_datum(text, HEUTE) == tag


@given(st.text(st.sampled_from("0123456789.-/ \u0660x"), max_size=12), st.booleans())
def test_datum_ist_ein_tag_oder_ein_satz(text, vergangen):
    try:
        gelesen = eingang.lies_datum(text, HEUTE, vergangen=vergangen)
    except eingang.Unlesbar as fehler:
        assert str(fehler) == eingang.DATUM_FEHLER or re.fullmatch(GIBT_ES_NICHT, str(fehler))  # noqa: PT017 – nur mit diesen Sätzen
    else:
        assert isinstance(gelesen, date)


@pytest.mark.parametrize(
    ("tag", "satz"),
    [
        (date(198, 5, 12), "Das Jahr 198 "),
        (date(1899, 12, 31), "1899"),
        (date(2101, 1, 1), "2101"),
        (date.max, "kein Tag"),
        (date(9998, 1, 1), "9998"),
    ],
)
def test_jahre_haben_grenzen(tag, satz):
    with pytest.raises(eingang.Unlesbar, match=satz):
        eingang.grenzen(tag)


@pytest.mark.parametrize("tag", [eingang.ERSTER, eingang.LETZTER, HEUTE])
def test_raender_gelten(tag):
    assert eingang.grenzen(tag) == tag


def test_ohne_ende_nur_wo_ein_ende_offen_sein_darf():
    assert eingang.grenzen(date.max, offen=True) is None
    assert eingang.grenzen(datetime(2026, 3, 1, 23, 59)) == date(2026, 3, 1)  # noqa: DTZ001 – Zelle einer Tabelle


def test_geburt_nicht_in_der_zukunft():
    assert eingang.grenzen(HEUTE, bis_heute=HEUTE) == HEUTE
    with pytest.raises(eingang.Unlesbar, match="Zukunft"):
        eingang.grenzen(date(2026, 11, 23), bis_heute=HEUTE)


@pytest.mark.parametrize(
    ("text", "zahl"),
    [
        ("1.000", 1000),
        ("10.000", 10000),
        ("1.234.567", 1234567),
        ("12", 12),
        ("+5", 5),
        ("−4", -4),
        ("1 000", 1000),
        ("007", 7),
        ("٣", 3),
        ("1'000", 1000),
    ],
)
def test_ganze_zahl(text, zahl):
    assert eingang.lies_ganzzahl(text) == zahl


@pytest.mark.parametrize(
    "text", ["120.0", "1.00", "1.2000", "12,5", "1e5", "--5", "", "viel", "1_000", "0.000", "²", "1,000", "9" * 19, "+-5"]
)
def test_keine_ganze_zahl(text):
    with pytest.raises(eingang.Unlesbar, match="ganze Zahl"):
        eingang.lies_ganzzahl(text)


@given(st.integers(-(10**17), 10**17))
def test_ganze_zahl_hin_und_zurueck(zahl):
    assert eingang.lies_ganzzahl(str(zahl)) == zahl
    assert eingang.lies_ganzzahl(f"{zahl:,}".replace(",", ".")) == zahl


@pytest.mark.parametrize("text", ["1e5", "--5", "+-5", "1_000", "1E5", "-", ".", "1.234.5", "0x5", "²"])
def test_keine_dezimalzahl(text):
    with pytest.raises(eingang.Unlesbar, match="eine Zahl"):
        eingang.lies_dezimal(text)


@given(st.text(st.sampled_from("0123456789.,+-eE_ '€"), max_size=10))
def test_beide_zahlen_sagen_dasselbe(text):
    """Was als ganze Zahl gilt, ist als Dezimalzahl dieselbe."""
    try:
        ganz = eingang.lies_ganzzahl(text)
    except eingang.Unlesbar:
        return
    assert eingang.lies_dezimal(text) == Decimal(ganz)


@pytest.mark.parametrize(
    ("wert", "kann"),
    [("-", False), ("?", False), ("3", False), ("O", True), ("Лук’яненко", True), ("ጸጋይ", True), ("", False)],
)
def test_ein_name_hat_buchstaben(wert, kann):
    assert eingang.hat_buchstaben(wert) is kann


@pytest.mark.parametrize(
    ("heute", "text", "sonst", "vergangen"),
    [
        # Zwei Ziffern: bis zwanzig Jahre voraus dieses Jahrhundert; bei Vergangenem nie die Zukunft.
        (HEUTE, "22.11.26", date(2026, 11, 22), date(2026, 11, 22)), (HEUTE, "23.11.26", date(2026, 11, 23), date(1926, 11, 23)),
        (HEUTE, "21.11.26", date(2026, 11, 21), date(2026, 11, 21)), (HEUTE, "1.1.27", date(2027, 1, 1), date(1927, 1, 1)),
        (HEUTE, "31.12.46", date(2046, 12, 31), date(1946, 12, 31)), (HEUTE, "1.1.47", date(1947, 1, 1), date(1947, 1, 1)),
        (HEUTE, "5.6.99", date(1999, 6, 5), date(1999, 6, 5)), (HEUTE, "5.6.00", date(2000, 6, 5), date(2000, 6, 5)),
        (date(2085, 5, 5), "1.2.05", date(2105, 2, 1), date(2005, 2, 1)), (date(2085, 5, 5), "1.2.06", date(2006, 2, 1), date(2006, 2, 1)),
        (HEUTE, "010326", date(2026, 3, 1), date(2026, 3, 1)), (HEUTE, "010347", date(1947, 3, 1), date(1947, 3, 1)),
    ],
)  # fmt: skip
def test_zwei_jahresziffern_meinen_das_naechste_jahrhundert(heute, text, sonst, vergangen):
    assert eingang.lies_datum(text, heute) == sonst
    assert eingang.lies_datum(text, heute, vergangen=True) == vergangen


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("1.3.2026.", date(2026, 3, 1)), (" 1 / 3 - 2026 ", date(2026, 3, 1)), ("1,3,2026", date(2026, 3, 1)),
        ("2026-03-01 00:00:00", date(2026, 3, 1)), ("01.03.2026 9:05", date(2026, 3, 1)), ("2026-03-01T00:00:00.000", date(2026, 3, 1)),
        ("18990101", date(9901, 1, 18)), ("19000101", date(1900, 1, 1)), ("21001231", date(2100, 12, 31)), ("31122100", date(2100, 12, 31)),
        ("01011900", date(1900, 1, 1)), ("29.2.2028", date(2028, 2, 29)),
    ],
)  # fmt: skip
def test_datum_in_weiteren_schreibweisen(text, tag):
    if text == "18990101":  # weder TTMMJJJJ mit erlaubtem Jahr noch ein Tag im Monat 99
        with pytest.raises(eingang.Unlesbar):
            eingang.grenzen(eingang.lies_datum(text, HEUTE))
        return
    assert eingang.lies_datum(text, HEUTE) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.3.",
        "1.3.202",
        "1.3.20266",
        "1.3.2",
        "1.2.3.2026",
        "1.3",
        "12345",
        "1234567",
        "123456789",
        "a.b.2026",
        "morgen",
        "²1.3.2026",
    ],
)
def test_kein_datum(text):
    with pytest.raises(eingang.Unklar) as fehler:
        eingang.lies_datum(text, HEUTE)
    assert str(fehler.value) == eingang.DATUM_FEHLER


@pytest.mark.parametrize(
    ("text", "tag"),
    [("29.2.2027", "29.2.2027"), ("31022026", "31.2.2026"), ("2026-02-31", "31.2.2026"), ("32.1.2026", "32.1.2026"), ("1.13.26", "1.13.26"),
     ("0.1.2026", "0.1.2026"), ("1.3.0000", "1.3.0000"), ("20261399", "99.13.2026")],
)  # fmt: skip
def test_einen_tag_den_es_nicht_gibt_nennt_der_satz(text, tag):
    """„Bitte geben Sie ein Datum ein“ hülfe dem nicht, der eines eingegeben hat."""
    with pytest.raises(eingang.Unlesbar) as fehler:
        eingang.lies_datum(text, HEUTE)
    assert str(fehler.value) == f"Den {tag} gibt es nicht. Bitte prüfen Sie Tag und Monat."


def test_grenzen_des_kalenders_und_ihre_saetze():
    assert (date(1900, 1, 1), date(2100, 12, 31)) == (eingang.ERSTER, eingang.LETZTER)
    with pytest.raises(eingang.Unlesbar, match="zwischen 1900 und 2100"):
        eingang.grenzen(date(1899, 12, 31))
    with pytest.raises(eingang.Unlesbar) as fehler:
        eingang.grenzen(date.max)
    assert str(fehler.value) == eingang.OHNE_ENDE_FEHLER
    assert eingang.grenzen(date(2026, 11, 21), bis_heute=HEUTE) == date(2026, 11, 21)
    assert eingang.grenzen(HEUTE, offen=True) == HEUTE


@pytest.mark.parametrize(
    ("roh", "sauber"),
    [
        # Der Verbinder bleibt nur zwischen zwei Zeichen, deren Schrift ihn braucht.
        ("می\u200c", "می"), ("\u200cمی", "می"), ("a\u200cم", "aم"), ("م\u200ca", "مa"), ("aم\u200cنb", "aم\u200cنb"),
        ("م\u200c\u200cن", "من"), ("\u0600\u200dن", "\u0600\u200dن"), ("ن\u200d\u0600", "ن\u200d\u0600"), ("\u05d0\u200cן", "\u05d0ן"),
        # Zeichen, die keine sind: am Ende jeder Ebene und der Block FDD0 bis FDEF.
        ("a\ufdcfb", "a\ufdcfb"), ("a\ufdd0b", "ab"), ("a\ufdefb", "ab"), ("a\ufdf0b", "a\ufdf0b"), ("a\uffffb", "ab"), ("a\ufffdb", "a\ufffdb"),
        ("a\U0001fffeb", "ab"), ("a\U0001ffffb", "ab"), ("a\U0001fffdb", "a\U0001fffdb"),
        ("\u0600\u0661", "\u0600\u0661"), ("a\tb", "a b"), ("a\x7fb", "ab"), ("a\x85b", "a b"), ("_x007F_a", "a"), ("_x0020_", "_x0020_"),
    ],
)  # fmt: skip
def test_was_unsichtbar_ist_und_was_zur_schrift_gehoert(roh, sauber):
    assert eingang.text(roh) == sauber


def test_kuerzen_nimmt_nur_den_rand_und_doppelte_leerzeichen():
    assert eingang.text("  a  b  ", kuerzen=False) == "  a  b  "
    assert eingang.text("  a  b  ") == "a b"
    assert eingang.text("  a  b  ", mehrzeilig=True) == "a  b"


@pytest.mark.parametrize(
    ("text", "zahl"),
    [
        ("1.234,5", "1234.5"), ("1234.5", "1234.5"), ("1.234", "1234"), ("1.234.567,89", "1234567.89"), ("0,5", "0.5"), (",5", "0.5"),
        (".5", "0.5"), ("5,", "5"), ("5.", "5"), ("-1.234,5", "-1234.5"), ("+2", "2"), ("−0,25", "-0.25"), ("12,5 €", "12.5"),
        ("1 234,5", "1234.5"), ("1'234,5", "1234.5"), ("0.123", "0.123"), ("1.23", "1.23"), ("12.345", "12345"), ("1234.567", "1234.567"),
    ],
)  # fmt: skip
def test_dezimalzahl(text, zahl):
    assert eingang.lies_dezimal(text) == Decimal(zahl)


@pytest.mark.parametrize("text", ["", "12,5,5", "1.23,4", "1.2345,6", "0.123,4", "viel", "+", ",", "1,234.5", "5-"])
def test_keine_dezimalzahl_sondern_ein_satz(text):
    with pytest.raises(eingang.Unklar) as fehler:
        eingang.lies_dezimal(text)
    assert str(fehler.value) == eingang.ZAHL_FEHLER


@pytest.mark.parametrize(("text", "gilt"), [("9" * 17, True), ("9" * 18, True), ("-" + "9" * 18, True), ("9" * 19, False)])
def test_ganze_zahlen_passen_in_die_datenbank(text, gilt):
    if gilt:
        assert eingang.lies_ganzzahl(text) == int(text)
    else:
        with pytest.raises(eingang.Unklar, match="ganze Zahl"):
            eingang.lies_ganzzahl(text)
