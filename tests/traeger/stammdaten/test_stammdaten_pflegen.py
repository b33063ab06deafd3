"""Stammdaten im Browser: Träger, Standorte mit Schreibweisen und Umzug, Quartiere."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from tests.factories import ProjektFactory, StellenanteilFactory, TraegerFactory, anlegen
from tests.factories.basis import setzen
from tests.factories.traeger import QuartierFactory, StadtteilFactory, StandortFactory
from tests.traeger.stellen.stellenpflege import (  # noqa: F401 – Fixtures
    client_fixture,
    fehler,
    heute,
    steuerung_fixture,
)
from traeger.models import Quartier, Standort, StandortAlias, Traeger

pytestmark = pytest.mark.django_db


def traeger_daten(**mehr):
    return {
        "absendung": str(uuid.uuid4()), "name": "Jugendhilfe Süd e. V.", "kurzname": "Jugendhilfe Süd", "art": "frei",
        "datenschutzregime": "dsgvo_bdsg", "aufsicht": "LfDI BW", "auskunftsfrist_monate": "1", "aufbewahrung_jahre": "3",
        "ansprechperson": "Frau Ruf", "ansprechperson_vertretung": "Herr Ost", "datenschutzbeauftragte": "Dr. Kolb",
    } | mehr  # fmt: skip


def ort_daten(**mehr):
    return {
        "absendung": str(uuid.uuid4()),
        "name": "Büro Süd",
        "strasse": "Südstraße 1",
        "plz": "74072",
        "aliase": "",
    } | mehr


def bestehend(zeile, daten):
    daten.pop("absendung")
    return daten | {"version": zeile.version}


# --- Träger -------------------------------------------------------------------------------------------------------------


def test_traeger_anlegen_vergibt_das_kuerzel_und_zweimal_absenden_ist_einer(client):
    daten = traeger_daten()
    ziele = {client.post(reverse("traeger:traeger-neu"), daten).url for _ in range(3)}
    traeger = Traeger.objects.get(kurzname="Jugendhilfe Süd")
    assert (traeger.kuerzel, ziele) == ("jugendhilfe-sued", {reverse("traeger:traeger-detail", args=[traeger.pk])})
    seite = client.get(ziele.pop()).content.decode()
    for text in ("Frau Ruf", "Herr Ost", "Dr. Kolb", "LfDI BW", "3 Jahre", "jugendhilfe-sued"):
        assert text in seite


def test_gleiches_kuerzel_bekommt_eine_nummer(client):
    TraegerFactory(kuerzel="jugendhilfe-sued", kurzname="Anders")
    client.post(reverse("traeger:traeger-neu"), traeger_daten())
    assert Traeger.objects.get(kurzname="Jugendhilfe Süd").kuerzel == "jugendhilfe-sued-2"


def test_kuerzel_bleibt_beim_umbenennen(client):
    traeger = TraegerFactory(kuerzel="fest", kurzname="Alt")
    daten = bestehend(traeger, traeger_daten(kurzname="Neu", kuerzel="anders"))
    client.post(reverse("traeger:traeger-bearbeiten", args=[traeger.pk]), daten)
    traeger.refresh_from_db()
    assert (traeger.kurzname, traeger.kuerzel, traeger.version) == ("Neu", "fest", 2)


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"kurzname": "awo"}, "Diesen Kurznamen hat schon ein anderer Träger."),
        ({"aufbewahrung_jahre": "0"}, "mindestens 1"),
        ({"email": "keine"}, "E-Mail"),
        ({"datenschutzregime": "egal"}, "Bitte wählen Sie"),
        ({"name": ""}, "Bitte füllen Sie das aus."),
    ],
)
def test_falsche_angaben_zum_traeger_nennen_den_grund(client, falsch, satz):
    TraegerFactory(kurzname="AWO")
    assert satz in fehler(client.post(reverse("traeger:traeger-neu"), traeger_daten(**falsch)))


def test_veralteter_traeger_zeigt_beide_staende(client):
    traeger = TraegerFactory(kurzname="Jugendhilfe Süd")
    daten = bestehend(traeger, traeger_daten())
    adresse = reverse("traeger:traeger-bearbeiten", args=[traeger.pk])
    client.post(adresse, daten | {"ansprechperson": "Frau Erste"})
    antwort = client.post(adresse, daten | {"ansprechperson": "Frau Zweite"})
    assert ("Ansprechperson der ARGE", "Frau Erste", "Frau Zweite") in antwort.context["form"].konflikt


# --- Standorte ----------------------------------------------------------------------------------------------------------


def test_standort_mit_schreibweisen_anlegen_und_aendern(client):
    daten = ort_daten(aliase="Südbüro\n\n  Büro   Süd 1 \nSüdbüro")
    for _ in range(2):
        client.post(reverse("traeger:standort-neu"), daten)
    ort = Standort.objects.get()
    assert ort.kuerzel == "buero-sued"
    assert set(ort.aliase.values_list("name", flat=True)) == {"Südbüro", "Büro Süd 1"}
    client.post(reverse("traeger:standort-bearbeiten", args=[ort.pk]), bestehend(ort, ort_daten(aliase="Südbüro\nSB")))
    assert set(ort.aliase.values_list("name", flat=True)) == {"Südbüro", "SB"}
    zu_viele = "\n".join(f"Büro {n}" for n in range(51))
    antwort = client.post(reverse("traeger:standort-bearbeiten", args=[ort.pk]), bestehend(ort, ort_daten(aliase=zu_viele)))
    assert "Höchstens 50 Schreibweisen; es sind 51." in antwort.content.decode()
    assert "Südbüro" in client.get(reverse("traeger:standort-detail", args=[ort.pk])).content.decode()


def test_schreibweise_gehoert_nur_einem_ort_und_nichts_ist_halb_geschrieben(client):
    anlegen(StandortAlias, standort=StandortFactory(name="Nordtreff"), name="Treff")
    antwort = client.post(reverse("traeger:standort-neu"), ort_daten(aliase="Treff"))
    assert "„Treff“ ist schon eine Schreibweise von Nordtreff." in fehler(antwort)
    assert not Standort.objects.filter(name="Büro Süd").exists()


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"plz": "7407"}, "fünf Ziffern"),
        ({"von": "1.5.2026", "bis": "30.4.2026"}, "Das Ende der Nutzung liegt vor ihrem Beginn."),
        ({"aliase": "x" * 121}, "höchstens 120 Zeichen"),
        ({"von": "gestern"}, "Bitte geben Sie ein Datum ein"),
        ({"traeger": "99999"}, "Bitte wählen Sie"),
    ],
)
def test_falsche_angaben_zum_standort_nennen_den_grund(client, falsch, satz):
    text = fehler(client.post(reverse("traeger:standort-neu"), ort_daten(**falsch)))
    assert satz.lower() in text.lower()
    assert not Standort.objects.exists()


def test_quartier_liegt_in_seinem_stadtteil(client):
    quartier = QuartierFactory(stadtteil=StadtteilFactory(name="Kernstadt"))
    daten = ort_daten(stadtteil=StadtteilFactory(name="Biberach").pk, quartier=quartier.pk)
    assert "Dieses Quartier liegt nicht in Biberach." in fehler(client.post(reverse("traeger:standort-neu"), daten))


def umzug(client, ort, am="1.7.2026", **mehr):
    daten = {"version": ort.version, "am": am, "name": "Büro Nord", "strasse": "Nordstraße 2"} | mehr
    return client.post(reverse("traeger:standort-umziehen", args=[ort.pk]), daten)


def test_umzug_beendet_den_alten_ort_und_beide_nennen_einander(client):
    ort = StandortFactory(name="Büro Süd", traeger=TraegerFactory(), von=date(2020, 1, 1))
    StellenanteilFactory(standort=ort)
    ProjektFactory(standort=ort)
    umzug(client, ort)
    ort.refresh_from_db()
    neu = ort.nachfolger.get()
    assert (ort.bis, neu.von, neu.bis, neu.traeger) == (date(2026, 6, 30), date(2026, 7, 1), None, ort.traeger)
    alt_seite = client.get(reverse("traeger:standort-detail", args=[ort.pk])).content.decode()
    neu_seite = client.get(reverse("traeger:standort-detail", args=[neu.pk])).content.decode()
    assert "umgezogen nach" in alt_seite
    assert "Geschlossen seit dem 30.06.2026" in alt_seite
    assert "umgezogen von" in neu_seite
    ort_haengt = dict(client.get(reverse("traeger:standort-detail", args=[ort.pk])).context["haengt"].zeilen)
    assert ort_haengt == {"Stellenanteile": "1", "Projekte": "1"}  # Projekt eines fremden Trägers: nur gezählt


def schliessen(client, ort, bis="31.1.2026", **mehr):
    daten = bestehend(ort, ort_daten(bis=bis, **mehr))
    return client.post(reverse("traeger:standort-bearbeiten", args=[ort.pk]), daten)


def test_ein_ort_schliesst_erst_wenn_seine_stellen_geordnet_sind(client):
    ort = StandortFactory(von=date(2020, 1, 1))
    anteil = StellenanteilFactory(standort=ort, von=date(2026, 1, 1))
    satz = "Nach dem 31.01.2026 hängen an diesem Standort noch: 1 Stellenanteil."
    assert satz in fehler(schliessen(client, ort, von="1.1.2020"))
    setzen(anteil, bis=date(2026, 1, 31))
    assert schliessen(client, ort, von="1.1.2020").status_code == 302
    ort.refresh_from_db()
    assert schliessen(client, ort, von="1.1.2020", bis="31.3.2026").status_code == 302  # doch später


def test_was_einem_traeger_gehoert_fragt_nur_nach(client):
    ort = StandortFactory(von=date(2020, 1, 1))
    ProjektFactory(standort=ort)
    ProjektFactory(standort=ort, bis=date(2026, 1, 31))
    frage = schliessen(client, ort, von="1.1.2020")
    assert "hängen an diesem Standort noch: 1 Projekt. Was einem Träger gehört, ordnet er." in fehler(frage)
    assert schliessen(client, ort, von="1.1.2020", trotzdem="on").status_code == 302


def test_vor_dem_ersten_tag_eines_orts_beginnt_dort_keine_stelle(client):
    ort = StandortFactory(von=date(2020, 1, 1))
    StellenanteilFactory(standort=ort, von=date(2026, 1, 1))
    satz = "Am 01.01.2026 beginnt an diesem Standort ein Stellenanteil, genutzt wird er ab 01.02.2026 ohne Ende."
    assert satz in fehler(schliessen(client, ort, von="1.2.2026", bis=""))


@pytest.mark.parametrize(
    ("zustand", "am", "satz"),
    [
        ({"von": date(2026, 7, 1)}, "1.7.2026", "Der Umzug liegt nach dem ersten Tag am alten Ort, dem 01.07.2026."),
        ({"bis": date(2026, 5, 31)}, "1.7.2026", "Der Standort ist schon am 31.05.2026 geschlossen."),
        ({}, "", "Bitte"),
    ],
)
def test_unmoeglicher_umzug_nennt_den_grund(client, zustand, am, satz):
    ort = StandortFactory(**zustand)
    assert satz in fehler(umzug(client, ort, am))
    assert Standort.objects.count() == 1


def test_zweimal_umziehen_geht_nicht(client):
    ort = StandortFactory()
    umzug(client, ort)
    assert "geändert" in fehler(umzug(client, ort))  # derselbe Klick noch einmal: veralteter Stand
    ort.refresh_from_db()
    assert "schon" in fehler(umzug(client, ort))
    assert Standort.objects.count() == 2


def test_geschlossener_ort_ist_keine_auswahl_mehr_aber_alte_zeilen_behalten_ihn(client):
    zu, offen = StandortFactory(bis=date(2026, 11, 21)), StandortFactory(bis=date(2026, 11, 22))
    anteil = StellenanteilFactory(standort=zu)
    neu = client.get(reverse("traeger:stellenanteil-neu")).context["form"].fields["standort"].queryset
    alt = client.get(reverse("traeger:stellenanteil-aendern", args=[anteil.pk])).context["form"].fields["standort"].queryset
    assert set(neu) == {offen}
    assert set(alt) == {offen, zu}


def test_liste_findet_schreibweisen_und_zeigt_geschlossene_nur_auf_wunsch(client):
    ort, zu = StandortFactory(name="Nordtreff"), StandortFactory(name="Alter Treff", bis=date(2025, 12, 31))
    anlegen(StandortAlias, standort=ort, name="MGH-Anbau")
    liste = reverse("traeger:standort-liste")
    assert zu.name not in client.get(liste).content.decode()
    assert zu.name in client.get(liste, {"stand": "geschlossen"}).content.decode()
    assert ort.name in client.get(liste, {"suche": "anbau"}).content.decode()


# --- Quartiere ----------------------------------------------------------------------------------------------------------


def test_quartier_anlegen_doppelt_und_aendern(client):
    stadtteil = StadtteilFactory()
    daten = {"absendung": str(uuid.uuid4()), "stadtteil": stadtteil.pk, "name": "Schanz"}
    for _ in range(2):
        assert client.post(reverse("traeger:quartier-neu"), daten).status_code == 302
    quartier = Quartier.objects.get()
    anderes = daten | {"absendung": str(uuid.uuid4())}
    assert "Dieses Quartier gibt es schon." in fehler(client.post(reverse("traeger:quartier-neu"), anderes))
    aendern = {"version": quartier.version, "stadtteil": stadtteil.pk, "name": "Schanz Nord"}
    client.post(reverse("traeger:quartier-bearbeiten", args=[quartier.pk]), aendern)
    assert "Schanz Nord" in client.get(reverse("traeger:quartier-liste")).content.decode()


# --- Abfragen -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["traeger", "standort", "quartier"])
def test_liste_braucht_mit_drei_zeilen_so_viele_abfragen_wie_mit_einer(client, name, django_assert_max_num_queries):
    bauen = {"traeger": TraegerFactory, "standort": StandortFactory, "quartier": QuartierFactory}[name]
    adresse, anzahl = reverse(f"traeger:{name}-liste"), []
    for _ in range(2):
        bauen()
        client.get(adresse)
        with django_assert_max_num_queries(13) as abfragen:
            assert client.get(adresse).status_code == 200
        anzahl.append(len(abfragen))
        bauen()
    assert anzahl[0] == anzahl[1]


def test_standort_detail_bleibt_unter_zwoelf_abfragen(client, django_assert_max_num_queries):
    ort = StandortFactory(vorgaenger=StandortFactory())
    client.get(reverse("traeger:standort-liste"))
    with django_assert_max_num_queries(13):  # davon vier für die Transaktion, die im Test ein Sicherungspunkt ist
        assert client.get(reverse("traeger:standort-detail", args=[ort.pk])).status_code == 200
