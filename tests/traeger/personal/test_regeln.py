"""Besetzung über mehrere Zeilen: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank).

Dass Datei und Datenbank gleich urteilen, prüft test_einlesen.py an zufälligen Zeilen.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from arge.zahlen.zeitraum import Zeitraum
from traeger.personal.regeln import (
    Belegung,
    Rahmen,
    ende_in_beschaeftigung,
    erstes_fremdes_feld,
    ohne_feld,
    pruefe_besetzung,
    satz_durchgehend_da,
)

D = Decimal
VON, BIS = date(2026, 2, 1), date(2026, 8, 31)
HEUTE, JUNI = date(2026, 11, 22), date(2026, 6, 30)
STELLE = {"im": Rahmen("awo-im", Zeitraum(VON, BIS), D("0.50"))}
KRAFT = {
    "jana": Rahmen("Jana Lindqvist", Zeitraum(date(2025, 1, 1))),
    "ali": Rahmen("Ali Demir", Zeitraum(date(2025, 1, 1))),
}


def b(zeile, von, bis, vzae="0.50", kraft="jana", stelle="im"):
    return Belegung(zeile, stelle, kraft, D(vzae), Zeitraum(von, bis))


def pruefe(*belegungen, stellen=STELLE, kraefte=KRAFT):
    return pruefe_besetzung(belegungen, stellen, kraefte)


@pytest.mark.parametrize(
    ("von", "bis", "spalte"),
    [
        (date(2026, 1, 31), BIS, "ab"), (VON, BIS, None), (date(2026, 2, 2), BIS, None),
        (VON, date(2026, 8, 30), None), (VON, date(2026, 9, 1), "bis"), (VON, None, "bis"),
    ],
)  # fmt: skip
def test_besetzung_liegt_im_stellenanteil(von, bis, spalte):
    funde = pruefe(b(2, von, bis))
    assert [(f.zeile, f.spalte) for f in funde] == ([(2, spalte)] if spalte else [])
    assert all("„awo-im“ gilt 01.02.2026 bis 31.08.2026" in f.satz for f in funde)
    assert pruefe(b(None, von, bis)) == []  # was schon eingetragen ist, wird keiner Zeile angelastet


@pytest.mark.parametrize(
    ("seit", "ende", "spalte"),
    [
        (date(2026, 1, 31), None, None), (VON, None, None), (date(2026, 2, 2), None, "ab"),
        (VON, date(2026, 8, 30), "bis"), (VON, BIS, None), (VON, date(2026, 9, 1), None),
    ],
)  # fmt: skip
def test_besetzung_liegt_in_der_beschaeftigung(seit, ende, spalte):
    funde = pruefe(b(7, VON, BIS), kraefte={"jana": Rahmen("Jana Lindqvist", Zeitraum(seit, ende))})
    assert [(f.zeile, f.spalte) for f in funde] == ([(7, spalte)] if spalte else [])
    assert all(f.satz.startswith("Jana Lindqvist ist ") for f in funde)


@pytest.mark.parametrize(
    ("ab", "doppelt"), [(date(2026, 4, 29), True), (date(2026, 4, 30), True), (date(2026, 5, 1), False)]
)
@pytest.mark.parametrize("schon", [None, 2])
def test_dieselbe_fachkraft_an_jedem_tag_hoechstens_einmal(ab, doppelt, schon):
    funde = pruefe(b(schon, VON, date(2026, 4, 30), "0.20"), b(3, ab, BIS, "0.20"))
    woher = "schon eingetragen" if schon is None else "Zeile 2"
    alt = f"{woher} (0,2, 01.02.2026 bis 30.04.2026)"
    satz = f"Dieselbe Fachkraft besetzt diesen Stellenanteil in dieser Zeit schon: {alt}."
    assert funde == ([(3, "ab", satz)] if doppelt else [])


def test_gemeldet_wird_die_juengere_zeile_auch_wenn_sie_frueher_beginnt():
    spaeter, frueher = b(None, date(2026, 4, 1), BIS, "0.20"), b(5, VON, date(2026, 4, 1), "0.20")
    assert [(f.zeile, f.spalte) for f in pruefe(spaeter, frueher)] == [(5, "ab")]
    assert [(f.zeile, f.spalte) for f in pruefe(b(4, VON, BIS, "0.20"), b(6, VON, BIS, "0.20"))] == [(6, "ab")]
    assert pruefe(b(None, VON, BIS, "0.20"), b(None, VON, BIS, "0.20")) == []


def test_die_laengste_reicht_ueber_die_kurze_hinweg():
    lang, kurz, spaet = (
        b(None, VON, BIS, "0.1"),
        b(None, date(2026, 3, 1), date(2026, 3, 2), "0.1"),
        b(4, date(2026, 6, 1), BIS, "0.1"),
    )
    (fund,) = pruefe(lang, kurz, spaet)
    assert "01.02.2026 bis 31.08.2026" in fund.satz


@pytest.mark.parametrize(
    ("ab", "zu_viel"), [(date(2026, 4, 29), True), (date(2026, 4, 30), True), (date(2026, 5, 1), False)]
)
def test_stellenanteil_an_keinem_tag_ueber_seinem_umfang(ab, zu_viel):
    funde = pruefe(b(2, VON, date(2026, 4, 30)), b(3, ab, BIS, "0.05", kraft="ali"))
    assert [(f.zeile, f.spalte) for f in funde] == ([(3, "VZÄ")] if zu_viel else [])
    for fund in funde:
        assert fund.satz.startswith(
            f"Am {ab:%d.%m.%Y} wären im Stellenanteil „awo-im“ 0,55 VZÄ besetzt, vereinbart sind 0,5."
        )
        assert fund.satz.endswith(
            f"Beteiligt: Zeile 2 (0,5, 01.02.2026 bis 30.04.2026), Zeile 3 (0,05, {ab:%d.%m.%Y} bis 31.08.2026)."
        )


@pytest.mark.parametrize(("vzae", "zu_viel"), [("0.45", False), ("0.50", False), ("0.55", True)])
def test_fachkraft_hoechstens_eine_ganze_stelle(vzae, zu_viel):
    stellen = {s: Rahmen(s, Zeitraum(VON), D(1)) for s in ("im", "ea")}
    funde = pruefe(b(2, VON, None), b(3, VON, None, vzae, stelle="ea"), stellen=stellen)
    assert [f.zeile for f in funde] == ([3] if zu_viel else [])
    assert all("hätte Jana Lindqvist 1,05 VZÄ, höchstens 1,0 sind möglich" in f.satz for f in funde)


def test_zu_viel_erst_durch_spaeter_beginnende_eingetragene():
    """Die neue Zeile ist schuld, auch wenn am Tag, an dem es zu viel wird, eine eingetragene beginnt."""
    (fund,) = pruefe(b(None, date(2026, 5, 1), BIS, "0.30", kraft="ali"), b(9, VON, BIS, "0.30"))
    assert (fund.zeile, fund.spalte) == (9, "VZÄ")
    assert fund.satz.startswith("Am 01.05.2026 ")


def test_jede_zeile_nur_einmal_und_schon_zu_volles_ohne_neue_zeile_nicht():
    funde = pruefe(
        b(None, VON, BIS, "0.50"),
        b(4, VON, date(2026, 3, 31), "0.1", kraft="ali"),
        b(5, date(2026, 4, 1), BIS, "0.1", kraft="ali"),
    )
    assert [f.zeile for f in funde] == [4, 5]
    assert pruefe(b(None, VON, BIS), b(None, VON, BIS, kraft="ali")) == []


def test_bis_zum_letzten_tag_des_kalenders():
    stellen = {"im": Rahmen("awo-im", Zeitraum(VON, date.max), D("0.50"))}
    assert pruefe(b(2, VON, date.max), stellen=stellen) == []
    (fund,) = pruefe(b(2, VON, date.max), b(3, date.max, date.max, "0.1", kraft="ali"), stellen=stellen)
    assert fund.zeile == 3


def test_bei_gleichem_ende_nennt_der_satz_die_frueher_begonnene():
    funde = pruefe(
        b(None, VON, BIS, "0.1"), b(None, date(2026, 3, 1), BIS, "0.1"), b(4, date(2026, 6, 1), BIS, "0.1")
    )  # fmt: skip
    assert [f.zeile for f in funde] == [4]
    assert "01.02.2026 bis 31.08.2026" in funde[0].satz


def test_schon_zu_volles_steht_an_der_letzten_neuen_zeile():
    """Ein Tag, an dem nur Eingetragenes zusammen zu viel ist: Die Datei wird abgewiesen, gemeldet an ihrer letzten Zeile."""
    maerz = (VON, date(2026, 3, 31))
    funde = pruefe(
        b(None, *maerz), b(None, *maerz, kraft="ali"), b(4, date(2026, 4, 1), date(2026, 4, 30)), b(5, date(2026, 5, 1), BIS)
    )
    assert [(f.zeile, f.spalte) for f in funde] == [(5, "VZÄ")]


@pytest.mark.parametrize(
    ("gefuehrt", "tag"),
    [
        ((VON, BIS), None), ((VON, None), None), ((date(2026, 1, 31), None), None), ((date(2026, 2, 2), BIS), VON),
        ((VON, date(2026, 8, 30)), BIS), ((VON, date(2026, 5, 1)), date(2026, 5, 2)), ((VON, date(2026, 9, 1)), None),
    ],
)  # fmt: skip
def test_vertreten_laesst_sich_an_jedem_tag_nur_was_jemand_fuehrt(gefuehrt, tag):
    satz = erstes_fremdes_feld("Jana", ["MBE", "IM"], {"MBE": [(VON, None)], "IM": [gefuehrt]}, (VON, BIS))
    assert satz == (
        tag and f"Jana führt Integrationsmanagement am {tag:%d.%m.%Y} nicht; vertreten lässt sich nur, was jemand führt."
    )


def test_ein_feld_das_niemand_fuehrt_fehlt_ab_dem_ersten_tag():
    assert "Ehrenamtskoordination am 01.02.2026 nicht" in erstes_fremdes_feld("Jana", ["EA"], {}, (VON, BIS))


def test_beteiligt_ist_nur_wer_an_dem_tag_besetzt():
    vorbei = b(None, VON, date(2026, 3, 31), "0.40")
    (fund,) = pruefe(vorbei, b(2, date(2026, 4, 1), BIS, "0.30"), b(3, date(2026, 4, 1), BIS, "0.30", kraft="ali"))
    assert fund.satz.endswith(
        "Beteiligt: Zeile 2 (0,3, 01.04.2026 bis 31.08.2026), Zeile 3 (0,3, 01.04.2026 bis 31.08.2026)."
    )


def test_beginnt_an_dem_tag_nur_eingetragenes_ist_die_juengste_laufende_zeile_schuld():
    spaet = b(None, date(2026, 5, 1), BIS, "0.30", kraft="ali")
    (fund,) = pruefe(
        b(7, VON, BIS, "0.15"), b(9, VON, BIS, "0.15", kraft="ali2"), spaet, kraefte=KRAFT | {"ali2": KRAFT["ali"]}
    )
    assert fund.zeile == 9


def test_wer_kein_arbeitsfeld_fuehrt_hat_nichts_zu_vertreten():
    assert ohne_feld("Jana Lindqvist") == (
        "Jana Lindqvist führt in dieser Zeit kein Arbeitsfeld: weder als Fachkraft mit Konto noch in einer Besetzung."
    )


# --- wer durchgehend da ist ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tage", "satz"),
    [
        ((date(2026, 1, 1), JUNI), None),
        ((date(2025, 12, 31), JUNI), "Kim ist erst seit dem 01.01.2026 dabei, nicht schon am 31.12.2025."),
        ((JUNI, date(2026, 7, 1)), "Kim war nur bis zum 30.06.2026 dabei, nicht mehr am 01.07.2026."),
    ],
)
def test_durchgehend_da_fragt_nach_dem_ersten_und_dem_letzten_tag(tage, satz):
    assert satz_durchgehend_da("Kim", tage, [Zeitraum(date(2026, 1, 1), JUNI)]) == satz


@pytest.mark.parametrize(
    ("bis", "letzter", "ende"),
    [
        (None, None, None), (JUNI, None, JUNI), (None, HEUTE, None), (None, date(2026, 11, 21), date(2026, 11, 21)),
        (HEUTE, JUNI, JUNI), (JUNI, HEUTE, JUNI), (date(2027, 1, 1), date(2026, 12, 31), date(2026, 12, 31)),
    ],
)  # fmt: skip
def test_ein_offenes_ende_bleibt_offen_bis_der_letzte_tag_vorbei_ist(bis, letzter, ende):
    assert ende_in_beschaeftigung(bis, [Zeitraum(date(2020, 1, 1), letzter)], heute=HEUTE) == ende


def test_viele_auf_einer_stelle_nennen_hoechstens_fuenf_beteiligte_und_hundert_zeilen():
    """Jede Zeile nennte sonst alle vor ihr: 5.000 Zeilen wären 400 Millionen Zeichen."""
    tage = [date(2000, 1, 1) + timedelta(n) for n in range(300)]
    belegungen = [Belegung(n + 2, "stelle", n, Decimal(1), Zeitraum(tag, None)) for n, tag in enumerate(tage)]
    kraefte = {n: Rahmen(f"Kraft {n}", Zeitraum(tage[0], None)) for n in range(300)}
    funde = pruefe_besetzung(belegungen, {"stelle": Rahmen("Stelle", Zeitraum(tage[0], None))}, kraefte)
    assert [fund.zeile for fund in funde] == list(range(3, 103))
    assert all(fund.satz.count("Zeile") <= 5 for fund in funde)
    assert funde[-1].satz.endswith(" und 96 weitere.")
