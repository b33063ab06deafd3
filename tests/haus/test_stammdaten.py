"""Stammdaten: Zahlen des Konzepts stehen an jedem Tag richtig, Einspielen ist wiederholbar und überschreibt keine Pflege."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum

from arge.zusammensetzung import APPS
from ehrenamt.begriffe import ProjektBereich
from ehrenamt.models import Projekt
from integrationsmanagement.models import Gebiet
from tests.factories import setzen
from tests.vorlage import WURZEL
from traeger.begriffe import KIRCHLICHE_QUELLEN, Arbeitsfeld, Bereich, Datenschutzregime, Quelle
from traeger.management.commands.stammdaten import dateien, einspielen, lesen
from traeger.models import Parameter, Partner, Stadtteil, Stammdatum, Standort, StandortAlias, Stellenanteil, Traeger
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db

VORHER, AB_2026 = date(2025, 12, 31), date(2026, 3, 1)


@pytest.fixture(scope="module")
def geladen(django_db_setup, django_db_blocker):
    """Einmal je Modul; die Tests laufen darin in Sicherungspunkten, am Ende ist alles zurückgenommen."""
    with django_db_blocker.unblock(), transaction.atomic():
        einspielen(dateien())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def eingespielt(geladen, db):
    """Ein Test mit eingespielten Stammdaten."""


def vzae(am: date, je: str, **filter_) -> dict[str, Decimal]:
    """Summe der vereinbarten VZÄ im Kontingent ohne kirchliche Anteile, je Merkmal."""
    anteile = Stellenanteil.objects.am(am).filter(zaehlt_zum_kontingent=True, **filter_)
    anteile = anteile.exclude(quelle__in=sorted(KIRCHLICHE_QUELLEN))
    return dict(anteile.values_list(je).annotate(Sum("vzae")))


def kirchlich(am: date) -> Decimal:
    return sum(
        Stellenanteil.objects.am(am).filter(quelle__in=sorted(KIRCHLICHE_QUELLEN)).values_list("vzae", flat=True), Decimal(0)
    )


def dezimal(**werte: str) -> dict[str, Decimal]:
    return {k: Decimal(w) for k, w in werte.items()}


def test_bis_2025_stellt_jeder_traeger_0_9(eingespielt):
    assert vzae(VORHER, "traeger__kuerzel") == dezimal(awo="0.9", caritas="0.9", diakonie="0.9")
    assert vzae(VORHER, "quelle") == {Quelle.FLUEAG: Decimal("1.2"), Quelle.LAND: Decimal("1.5")}
    assert kirchlich(VORHER) == 0


def test_ab_2026_gilt_die_gesamtuebersicht_des_konzepts(eingespielt):
    assert vzae(AB_2026, "traeger__kuerzel") == dezimal(awo="0.9", caritas="1.4", diakonie="0.4")
    assert vzae(AB_2026, "quelle") == {Quelle.STADT: Decimal("1.2"), Quelle.LAND: Decimal("1.5")}
    assert vzae(AB_2026, "aufgabe") == {
        Arbeitsfeld.EA: Decimal("0.7"), Arbeitsfeld.MBE: Decimal("0.5"), Arbeitsfeld.IM: Decimal("1.5"),
    }  # fmt: skip
    assert vzae(AB_2026, "aufgabe", traeger__kuerzel="caritas") == dezimal(EA="0.1", MBE="0.3", IM="1.0")


def test_der_vertragswechsel_laesst_keinen_tag_doppelt_oder_leer(eingespielt):
    assert sum(vzae(date(2026, 1, 1), "traeger__kuerzel").values()) == Decimal("2.7")
    assert set(vzae(VORHER, "kuerzel")) & set(vzae(date(2026, 1, 1), "kuerzel")) == set()


@pytest.mark.parametrize(
    ("am", "summe"),
    [
        (date(2026, 12, 31), "0.6"), (date(2027, 1, 1), "0.4"), (date(2027, 12, 31), "0.4"), (date(2028, 1, 1), "0"),
    ],
)  # fmt: skip
def test_kirchliche_anteile_fallen_mit_ihren_befristungen(eingespielt, am, summe):
    assert kirchlich(am) == Decimal(summe)


def test_vwv_endet_2029(eingespielt):
    assert vzae(date(2029, 12, 31), "quelle")[Quelle.LAND] == Decimal("1.5")
    assert Quelle.LAND not in vzae(date(2030, 1, 1), "quelle")


def test_offene_und_staedtische_anteile_zaehlen_nicht_zum_kontingent(eingespielt):
    ausserhalb = Stellenanteil.objects.am(AB_2026).filter(zaehlt_zum_kontingent=False)
    assert dict(ausserhalb.values_list("kuerzel", "vzae")) == {
        "diakonie-im-mgh": Decimal("0.50"),
        "stadt-im": Decimal("2.00"),
    }


def test_neun_stadtteile_mit_allen_einwohnern(eingespielt):
    assert Stadtteil.objects.count() == 9
    assert Stadtteil.objects.aggregate(Sum("einwohner")) == {"einwohner__sum": 132_533}


def test_alle_schreibweisen_der_moenchseestrasse_fuehren_zum_richtigen_haus(eingespielt):
    hausnummer = dict(StandortAlias.objects.filter(name__icontains="nch").values_list("name", "standort__kuerzel"))
    assert hausnummer["Mönchsestr. 83"] == hausnummer["Mönchseestr.83"] == "moenchseestr-83"
    assert hausnummer["Mönchseestr. 85"] == "moenchseestr-85"
    assert set(Standort.objects.filter(ist_gu=True).values_list("kuerzel", flat=True)) == {
        "moenchseestr-83", "moenchseestr-85", "gu-nordstrasse",
    }  # fmt: skip


def test_datenschutzregime_und_auskunftsfristen(eingespielt):
    assert dict(Traeger.objects.values_list("kuerzel", "datenschutzregime")) == {
        "awo": Datenschutzregime.DSGVO_BDSG, "caritas": Datenschutzregime.KDG, "diakonie": Datenschutzregime.DSG_EKD,
        "stadt": Datenschutzregime.DSGVO_LDSG,
    }  # fmt: skip
    assert dict(Traeger.objects.values_list("kuerzel", "auskunftsfrist_monate")) == {
        "awo": 1, "caritas": 1, "diakonie": 3, "stadt": 1,
    }  # fmt: skip


def test_neunzehn_nennungen_in_neun_bereichen(eingespielt):
    with technisch(Bereich.PROJEKTE):
        nennungen = Counter(
            bereich for bereiche in Projekt.objects.values_list("bereiche", flat=True) for bereich in bereiche
        )
        namen = set(Projekt.objects.values_list("name", flat=True))
    assert [nennungen[bereich] for bereich in ProjektBereich] == [3, 1, 3, 3, 3, 1, 3, 1, 1]
    genannt = {
        "Café Brücke Zukunft",
        "Treffpunkt Deutsch",
        "Fahrradwerkstatt",
        "Hausaufgabenbetreuung Nordstraße",
        "Schuldenprävention",
    }
    orte = {f"Formular- und Bewerbungshilfe {ort}" for ort in ("Augärtle", "Nordtreff", "Mönchseestr. 83")}
    assert genannt | orte <= namen


def test_jeder_stadtteil_hat_an_jedem_tag_genau_eine_regelzustaendigkeit(eingespielt):
    for am, caritas in ((VORHER, set()), (AB_2026, {"Frankenbach", "Böckingen", "Kirchhausen"})):
        regel = Gebiet.objects.am(am).filter(nur_bei_bedarf=False)
        assert Counter(regel.values_list("stadtteil__name", flat=True)) == Counter(
            Stadtteil.objects.values_list("name", flat=True)
        )
        assert set(regel.filter(traeger__kuerzel="caritas").values_list("stadtteil__name", flat=True)) == caritas
    bedarf = Gebiet.objects.am(AB_2026).filter(nur_bei_bedarf=True)
    assert list(bedarf.values_list("stadtteil__name", "traeger__kuerzel")) == [("Biberach", "caritas")]


def test_partner_des_konzepts(eingespielt):
    verlangt = {"jobcenter", "agentur-fuer-arbeit", "jmd", "schuldnerberatung", "welcome-center", "anerkennungsberatung",
                "garantiefonds-hochschule", "kurstraeger"}  # fmt: skip
    assert verlangt <= set(Partner.objects.values_list("kuerzel", flat=True))


@pytest.mark.parametrize(
    ("schluessel", "am", "wert", "ist_annahme"),
    [
        ("foerdersatz-land-hochschule", date(2022, 6, 1), "64000", False),
        ("foerdersatz-land-hochschule", date(2024, 6, 1), "60000", False),
        ("foerdersatz-land-hochschule", date(2026, 6, 1), "68000", True),
        ("s11b-stufe-3", date(2026, 4, 30), "4249.15", False),
        ("s11b-stufe-3", date(2026, 5, 1), "4368.13", True),
        ("s11b-stufe-6", date(2026, 5, 1), "5440.57", True),
        ("jahressonderzahlung", date(2026, 11, 1), "85", False),
        ("ag-anteil-sv", date(2026, 1, 1), "21.15", False),
        ("im-schluessel", AB_2026, "90", False),
        ("sach-gemeinkosten", AB_2026, "20", True),
        ("projektmittel-jahr", AB_2026, "15000", False),
    ],
)
def test_parameter_gelten_ab_ihrem_tag_und_annahmen_sind_markiert(eingespielt, schluessel, am, wert, ist_annahme):
    zeile = Parameter.objects.filter(schluessel=schluessel, gueltig_ab__lte=am).latest("gueltig_ab")
    assert (zeile.wert, zeile.ist_annahme) == (Decimal(wert), ist_annahme)


def test_jeder_parameter_wird_gelesen():
    """Eine Einstellung, an der nichts hängt, sieht aus, als bewirke sie etwas; was später gebraucht wird, kommt mit dem, was es liest."""
    quellen = [q for app in ("arge", *APPS) for q in (WURZEL / app).rglob("*.py")]
    text = "\n".join(q.read_text() for q in quellen)
    schluessel = {zeile.werte["schluessel"] for zeile in lesen(dateien()) if zeile.modell is Parameter}
    stufen = {k: re.sub(r"\d+(?=\D*$)", "{", k).partition("{")[0] + "{" for k in schluessel}  # „s11b-stufe-{stufe}“
    assert len(schluessel) > 15
    assert {k for k in schluessel if f'"{k}"' not in text and f'"{stufen[k]}' not in text} == set()


def test_rechenbeispiel_s11b_stufe_3_im_jahr_2026(eingespielt):
    """Ein volles Jahr Stufe 3 kostet 70.227,69 € mit Tarifwechsel zum 1.5., Zulage, Sonderzahlung und Arbeitgeberanteil."""

    def wert(schluessel, am):
        return Parameter.objects.filter(schluessel=schluessel, gueltig_ab__lte=am).latest("gueltig_ab").wert

    monate = [date(2026, monat, 1) for monat in range(1, 13)]
    entgelt = sum(wert("s11b-stufe-3", am) + wert("sue-zulage-s11b", am) for am in monate)
    im_november = wert("s11b-stufe-3", monate[10]) + wert("sue-zulage-s11b", monate[10])
    brutto = entgelt + im_november * wert("jahressonderzahlung", monate[10]) / 100
    gesamt = brutto * (1 + wert("ag-anteil-sv", monate[0]) / 100)
    assert gesamt.quantize(Decimal("0.01")) == Decimal("70227.69")


def test_zweimal_einspielen_schreibt_beim_zweiten_mal_nichts(eingespielt, django_assert_num_queries):
    vorher = Stammdatum.objects.count()
    with django_assert_num_queries(6):  # Stand lesen; Sicherungspunkt und Zugang, je Anfang und Ende
        assert einspielen(dateien()) == 0
    assert Stammdatum.objects.count() == vorher == sum(1 for _ in lesen(dateien()))


def _geaendert(tmp_path, name: str, alt: str, neu: str):
    """Kopie einer Stammdaten-Datei mit einer Änderung, wie sie eine neue Programmversion brächte."""
    datei = next(d for d in dateien() if d.name == name)
    kopie = tmp_path / name
    text = datei.read_text(encoding="utf-8")
    assert alt in text
    kopie.write_text(text.replace(alt, neu, 1), encoding="utf-8")
    return kopie


def test_eine_geaenderte_zeile_aktualisiert_genau_diese(eingespielt, tmp_path):
    kopie = _geaendert(tmp_path, "02_stadtteile.toml", "einwohner = 5223", "einwohner = 5301")
    pk = Stadtteil.objects.get(name="Biberach").pk
    assert einspielen([kopie]) == 1
    assert Stadtteil.objects.get(pk=pk).einwohner == 5301


def test_gepflegte_werte_ueberleben_das_einspielen(eingespielt, tmp_path):
    """Steuerung hat den Mindestanteil eingetragen und VZÄ geändert; eine neue Bemerkung der Datei nimmt das nicht zurück."""
    anteil = Stellenanteil.objects.get(kuerzel="caritas-cadifa")
    setzen(anteil, mindestanteil_stadt=Decimal("0.20"), vzae=Decimal("0.35"))
    assert einspielen(dateien()) == 0
    kopie = _geaendert(tmp_path, "07_stellenanteile.toml", "bis zu 0,4 gemeinsam", "höchstens 0,4 gemeinsam")
    assert einspielen([kopie]) == 1
    anteil = Stellenanteil.objects.get(kuerzel="caritas-cadifa")
    assert (anteil.mindestanteil_stadt, anteil.vzae) == (Decimal("0.20"), Decimal("0.35"))
    assert anteil.bemerkung.startswith("höchstens")


def test_eine_aus_der_datei_entfernte_zeile_bleibt_in_der_datenbank(eingespielt, tmp_path):
    leer = tmp_path / "08_partner.toml"
    leer.write_text('modell = "traeger.Partner"\nschluessel = ["kuerzel"]\nzeilen = []\n', encoding="utf-8")
    vorher = Partner.objects.count()
    assert einspielen([leer]) == 0
    assert Partner.objects.count() == vorher


@pytest.mark.parametrize(
    ("zeile", "satz"),
    [
        ('{ kuerzel = "neu", name = "Neu", farbe = "rot" }', "kein Feld farbe"),
        ('{ kuerzel = "neu", name = "Neu", stadtteil = "Weinsberg" }', "„Weinsberg“ gibt es nicht"),
    ],
)
def test_eine_fehlerhafte_datei_aendert_nichts(eingespielt, tmp_path, zeile, satz):
    datei = tmp_path / "kaputt.toml"
    gute = '{ kuerzel = "gut", name = "Gut" }'
    datei.write_text(
        f'modell = "traeger.Standort"\nschluessel = ["kuerzel"]\nzeilen = [{gute}, {zeile}]\n', encoding="utf-8"
    )
    with pytest.raises(CommandError, match=satz):
        einspielen([datei])
    assert not Standort.objects.filter(kuerzel="gut").exists()


def test_jede_zeile_nennt_ihre_herkunft():
    ohne = [f"{z.datei.name}: {z.name}" for z in lesen(dateien()) if not (z.herkunft.get("beleg") or z.modell is Parameter)]
    assert ohne == []
    assert all(zeile.werte["quelle"] for zeile in lesen(dateien()) if zeile.modell is Parameter)


def test_kein_schluessel_kommt_zweimal_vor():
    doppelt = [k for k, n in Counter((z.modell, z.name) for z in lesen(dateien())).items() if n > 1]
    assert doppelt == []


def test_der_befehl_sagt_was_er_tat(eingespielt, capsys):
    with technisch():
        Stammdatum.objects.filter(modell="traeger.Partner").delete()
    call_command("stammdaten")
    call_command("stammdaten")
    assert capsys.readouterr().out.splitlines() == ["Stammdaten: 15 Zeilen eingespielt.", "Stammdaten: unverändert."]
