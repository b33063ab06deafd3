"""Deutsche Sperrliste (F18): Naheliegendes mit Ziffern und Zeichen drumherum ist kein Passwort."""

import re
import unicodedata

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from arge.betrieb.passwort import EIGENES, REIHEN, STUECK, WOERTER, naheliegend
from tests.factories.traeger import PASSWORT
from tests.vorlage import DEMO_PASSWORT

DRUMHERUM = st.text("0123456789!?.,-_#+*/ €%&", max_size=12)
#: Buchstaben, aus denen weder ein Wort der Liste noch ein Stück einer Reihe entsteht. An der Naht zum Wort dürfen sie mit
#: ihm eine Wiederholung bilden („kvvv verein“): Die nimmt höchstens STUECK - 1 von ihnen mit.
FREI = st.text("kvxjq", min_size=EIGENES + STUECK - 1, max_size=20).filter(lambda t: not re.search(r"(.)\1{3}", t))


@pytest.mark.parametrize(
    "passwort",
    [
        "passwort1234", "Passwort-2026!", "P4ssw0rt!!!!", "pass.wort.2026", "KENNWORT123456", "Willkommen2026!", "heilbronn1234",
        "Heilbronn-74072", "Caritas#Heilbronn", "diakonie2026!!", "AWO-Heilbronn-1", "arge-integration", "Sommer2026!!!",
        "Winter-2025/26", "Frühling2027!!", "Fru\u0308hling2027!!", "qwertz123456", "QWERTZuiop123", "asdfghjkl!23", "yxcvbnm,.-123",
        "zuioptrewq12", "1234567890ab", "aaaaaaaaaaaa", "Böckingen2026", "Montag-Dienstag", "W1llk0mm3n2026", "0987654321xx",
    ],
)  # fmt: skip
def test_naheliegendes_wird_abgewiesen(passwort):
    with pytest.raises(ValidationError) as fehler:
        validate_password(passwort)
    assert any("zu leicht zu erraten" in satz for satz in fehler.value.messages)


@pytest.mark.parametrize(
    "passwort",
    [
        PASSWORT, DEMO_PASSWORT, "Wein-Steg-Turm-77", "Grüne Möhren für Süßmäuler", "Caritas-Tee-Wolke-Nuss", "lampe fenster kaktus",
        "Zwölf Igel tanzen Polka", "korrektpferdbatterie", "k7Qm-x2Vd-p9Lw-z4Tr",
    ],
)  # fmt: skip
def test_gute_passwoerter_gelten(passwort):
    validate_password(passwort)


@given(wort=st.sampled_from(WOERTER), davor=DRUMHERUM, dahinter=DRUMHERUM)
def test_ziffern_und_zeichen_drumherum_helfen_keinem_wort(wort, davor, dahinter):
    assert naheliegend(davor + wort + dahinter)
    assert naheliegend(davor + wort.upper() + dahinter)
    assert naheliegend(davor + "-".join(wort) + dahinter)
    assert naheliegend(davor + wort.replace("ue", "ü").replace("oe", "ö").replace("ae", "ä") + dahinter)


@given(reihe=st.sampled_from(REIHEN), anfang=st.integers(0, 6), laenge=st.integers(4, 12), davor=DRUMHERUM)
def test_stuecke_von_reihen_auch_rueckwaerts(reihe, anfang, laenge, davor):
    stueck = reihe[anfang : anfang + laenge]
    if len(stueck) >= 4:
        assert naheliegend(davor + stueck)
        assert naheliegend(stueck[::-1] + davor)


@given(FREI, st.sampled_from([*WOERTER, "1234", "qwertz"]))
def test_genug_eigenes_neben_einem_wort_gilt(eigenes, wort):
    assert naheliegend(f"{eigenes} {wort}") is None
    assert naheliegend(f"{wort} {eigenes}") is None


@given(st.text(max_size=30))
def test_die_schreibweise_aendert_nichts(passwort):
    assert naheliegend(passwort) == naheliegend(unicodedata.normalize("NFD", passwort))
    assert naheliegend(passwort) is None or len(passwort) >= 3


def test_der_satz_nennt_den_fund_und_den_ausweg():
    with pytest.raises(ValidationError, match="„heilbronn“.*Nehmen Sie mehrere Wörter"):
        validate_password("Heilbronn2026!")
