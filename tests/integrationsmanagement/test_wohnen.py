"""Wohnform und Stadtteil sind Zeiträume: Ein Umzug heute ändert keinen Stichtag davor, ein Fehler nur mit Begründung."""

from datetime import date

import pytest
from django.urls import reverse

from integrationsmanagement import kennzahlen
from integrationsmanagement.begriffe import Wohnform
from integrationsmanagement.regeln import auszug
from tests.factories import IMFallFactory, StadtteilFactory
from tests.factories.basis import zahlen
from tests.integrationsmanagement.test_seiten import adresse, fall_daten

JUNI = date(2026, 6, 30)


@pytest.fixture
def orte(db):
    return {name: StadtteilFactory(name=name).pk for name in ("Kirchhausen", "Frankenbach")}


@pytest.fixture
def bewohner(ich, orte):
    """Seit Januar beraten, noch in der Unterkunft in Kirchhausen."""
    return IMFallFactory(traeger=ich.traeger, wohnen=(Wohnform.GU, orte["Kirchhausen"]))


def extern(am):
    with zahlen():
        return kennzahlen.EXTERNE.stichtag(am)


def gebiete(am, ich):
    return kennzahlen.auslastung(am, ich.zugang).eigene_gebiete


def umzug(client, fall, **daten):
    fall.refresh_from_db()
    return client.post(adresse("umzug", fall.pk), {"version": fall.version, "wohnform": "privat"} | daten, follow=True)


def test_privat_verlangt_den_tag_des_auszugs_und_laesst_die_vergangenheit_stehen(client, von, bewohner, orte, heute):
    formular = client.get(adresse("umzug", bewohner.pk)).context["form"]
    assert (formular["ab"].value(), formular["wohnform"].value()) == (None, "gu")  # nicht mit heute vorbelegt
    assert umzug(client, bewohner, ab="").context["form"].errors.keys() == {"ab"}
    assert "Zukunft" in umzug(client, bewohner, ab="23.11.2026").content.decode()
    seite = umzug(client, bewohner, ab="15.9.2026", stadtteil=orte["Frankenbach"]).content.decode()
    assert "Der Umzug gilt ab 15.09.2026." in seite
    assert "privater Wohnraum, Frankenbach, ab 15.09.2026" in seite
    assert "Auszug aus der Gemeinschaftsunterkunft" in client.get(adresse("fall-detail", bewohner.pk)).content.decode()
    assert [extern(am) for am in (JUNI, date(2026, 9, 14), date(2026, 9, 15), heute)] == [0, 0, 1, 1]
    bewohner.person.refresh_from_db()
    assert bewohner.person.stadtteil_id == orte["Frankenbach"]  # zuletzt dorthin: auch ihre Adresse


def test_auszug_nicht_vor_der_zuteilung_gleich_was_zuerst_eingetragen_wird(client, von, bewohner):
    assert "liegt vor der Zuteilung" in umzug(client, bewohner, ab="31.10.2025").content.decode()
    umzug(client, bewohner, ab="15.9.2026")
    daten = {"version": 2, "schwerpunkt": "allgemein", "intensitaet": "hoch", "au_zuteilung_am": "16.9.2026"}
    angaben = adresse("fall-bearbeiten", bewohner.pk)
    assert "liegt vor der Zuteilung" in client.post(angaben, daten).content.decode()
    assert client.post(angaben, daten | {"au_zuteilung_am": "15.9.2026"}).status_code == 302


def test_umzug_zwischen_stadtteilen_verschiebt_keinen_vergangenen_tag(client, von, orte, heute):
    fall = IMFallFactory(traeger=von.traeger, wohnen=(Wohnform.PRIVAT, orte["Kirchhausen"]))
    umzug(client, fall, ab="1.10.2026", stadtteil=orte["Frankenbach"])
    assert [gebiete(am, von) for am in (JUNI, heute)] == [{"Kirchhausen": 1}, {"Frankenbach": 1}]
    nichts = umzug(client, fall, ab="2.10.2026", stadtteil=orte["Frankenbach"])
    assert "nichts anders als bisher" in nichts.content.decode()
    noch_einmal = umzug(client, fall, ab="1.10.2026", stadtteil=orte["Kirchhausen"])
    assert "Einen Fehler darin berichtigen Sie." in noch_einmal.content.decode()
    # nachgetragen: dazwischen eine Zeit in der Unterkunft; sie gilt bis zum Umzug, der schon dasteht
    umzug(client, fall, ab="1.9.2026", wohnform="gu", stadtteil=orte["Kirchhausen"])
    zeilen = list(fall.wohnungen.order_by("bis").values_list("von", "bis", "wohnform"))
    assert zeilen == [
        (None, date(2026, 8, 31), "privat"), (date(2026, 9, 1), date(2026, 9, 30), "gu"), (date(2026, 10, 1), None, "privat"),
    ]  # fmt: skip


def test_ein_fehler_aendert_die_vergangenheit_mit_begruendung(client, von, bewohner, orte):
    umzug(client, bewohner, ab="15.9.2026", stadtteil=orte["Frankenbach"])
    wohnung = bewohner.wohnungen.get(bis=None)
    seite = adresse("wohnung-berichtigen", wohnung.pk)
    daten = {"version": 2, "von": "1.6.2026", "wohnform": "privat", "stadtteil": orte["Frankenbach"]}
    assert client.post(seite, daten).context["form"].errors.keys() == {"begruendung"}
    akte = client.post(seite, daten | {"begruendung": "Mietvertrag gefunden"}, follow=True).content.decode()
    assert "ab: 15.09.2026 → 01.06.2026. Begründung: Mietvertrag gefunden" in akte
    assert extern(JUNI) == 1
    assert bewohner.wohnungen.get(von=None).bis == date(2026, 5, 31)
    client.post(seite, daten | {"version": 3, "entfaellt": "on", "begruendung": "Falsche Akte"})
    assert list(bewohner.wohnungen.values_list("von", "bis", "wohnform")) == [(None, None, "gu")]
    assert [b.grund for b in bewohner.berichtigungen.all()] == ["Falsche Akte", "Mietvertrag gefunden"]
    erste = client.get(adresse("wohnung-berichtigen", bewohner.wohnungen.get().pk)).context["form"]
    assert not {"von", "entfaellt"} & erste.fields.keys()


@pytest.mark.parametrize(
    ("angaben", "satz"),
    [
        ({"auszug_gu_am": ""}, "Wann ist die Person ausgezogen?"),
        ({"nie_in_gu": "on"}, "Wann ist die Person ausgezogen?"),
        ({"auszug_gu_am": "", "wohnform": "gu", "nie_in_gu": "on"}, "wohnt nicht mehr in der Gemeinschaftsunterkunft"),
    ],
)
def test_ein_neuer_fall_in_privatem_wohnraum_nennt_den_auszug_oder_dass_es_keinen_gab(client, ich, angaben, satz):
    assert satz in client.post(adresse("fall-neu"), fall_daten(ich, **angaben)).content.decode()


def test_nie_in_einer_unterkunft_zaehlt_von_anfang_an(client, von):
    client.post(adresse("fall-neu"), fall_daten(von, auszug_gu_am="", nie_in_gu="on"))
    assert extern(date(2026, 11, 22)) == 1


def test_fremde_wohnungen_berichtigt_niemand(client, ich):
    fremd = IMFallFactory()
    assert client.get(reverse("integrationsmanagement:umzug", args=[fremd.pk])).status_code == 404


@pytest.mark.parametrize(
    ("wohnorte", "tag"),
    [
        ([], None), ([("gu", None)], None), ([("privat", None)], None), ([("privat", JUNI), ("privat", None)], None),
        ([("privat", JUNI), ("gu", None)], JUNI), ([("gu", JUNI), ("privat", None)], None),
        ([("privat", JUNI), ("privat", date(2026, 2, 1)), ("gu", None)], date(2026, 2, 1)),
    ],
)  # fmt: skip
def test_auszug_ist_der_erste_tag_nach_einer_unterkunft(wohnorte, tag):
    assert auszug(wohnorte, "gu") == tag
