"""Seiten des IM: Rollen, Wege, Fehler, Doppeltes, Versionskonflikt, Filter, Abfragezahl."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from arge.zahlen.zeitraum import Zeitraum
from beratung.models import Person
from integrationsmanagement.begriffe import Wohnform
from integrationsmanagement.kennzahlen import GESPRAECHE
from integrationsmanagement.models import Gespraech, IMFall
from tests.factories import (
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    IntegrationsplanFactory,
    PersonFactory,
    StadtteilFactory,
)
from tests.factories.basis import im_namen_von
from traeger.models import Einsicht


def adresse(name, *args):
    return reverse(f"integrationsmanagement:{name}", args=args)


def gespraech_daten(ich, **mehr):
    return {
        "absendung": str(uuid.uuid4()), "am": "2.3.2026", "dauer_minuten": "45", "form": "hausbesuch",
        "handlungsfelder": ["wohnung", "kinder"], "fachkraft": ich.fachkraft.pk, "anzahl_angehoerige": "2",
        "notiz": "Kaution geklärt; Kita-Platz offen",
    } | mehr  # fmt: skip


# --- Rollen -------------------------------------------------------------------------------------------------------------


def test_fremde_und_unsinnige_person_ist_keine_vorgabe(client, ich):
    for nummer in (GespraechFactory().fall.person_id, "abc", "9" * 30):
        assert client.get(adresse("fall-neu"), {"person": nummer}).status_code == 404


def test_akte_und_plan_oeffnen_wird_vermerkt(client, ich, fall):
    plan = IntegrationsplanFactory(traeger=fall.traeger, fall=fall)
    client.get(adresse("fall-detail", fall.pk))
    client.get(adresse("plan-detail", plan.pk))
    with im_namen_von(fall.traeger_id):
        gelesen = list(Einsicht.objects.order_by("pk").values_list("benutzer", "akte_art", "akte_id"))
    assert gelesen == [(ich.pk, "IM-Fall", fall.pk), (ich.pk, "Integrationsplan", plan.pk)]


# --- Gespräch -----------------------------------------------------------------------------------------------------------


def test_formular_ist_mit_heute_und_ich_vorbelegt(client, ich, fall):
    form = client.get(adresse("gespraech-neu", fall.pk)).context["form"]
    assert (form["am"].value(), form["fachkraft"].value()) == (date(2026, 11, 22), ich.fachkraft.pk)
    assert len(form["handlungsfelder"].field.choices) == 9


def test_gespraech_steht_im_verlauf_und_verschluesselt_in_der_datenbank(client, ich, fall):
    antwort = client.post(adresse("gespraech-neu", fall.pk), gespraech_daten(ich), follow=True)
    seite = antwort.content.decode()
    for text in (
        "Das Gespräch ist gespeichert.",
        "Hausbesuch, 45 Minuten",
        "Kaution geklärt",
        "Wohnung, Kinder",
        "mitberatene Angehörige: 2",
    ):
        assert text in seite
    with im_namen_von(fall.traeger_id), connection.cursor() as cursor:
        cursor.execute("select am, dauer_minuten, erfasst_von_id, notiz from integrationsmanagement_gespraech")
        am, dauer, erfasst_von, notiz = cursor.fetchone()
    assert (am, dauer, erfasst_von) == (date(2026, 3, 2), 45, ich.pk)
    assert b"Kaution" not in bytes(notiz)


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"am": "23.11.2026"}, "Das Datum liegt in der Zukunft."),
        ({"am": "14.1.2026"}, "Der Fall begann erst am 15.01.2026."),
        ({"am": "gestern"}, "Bitte geben Sie ein Datum ein"),
        ({"dauer_minuten": ""}, "Bitte geben Sie die Dauer an."),
        ({"dauer_minuten_andere": "601"}, "600"),
        ({"handlungsfelder": []}, "Bitte wählen Sie mindestens ein Handlungsfeld."),
        ({"handlungsfelder": ["zaubern"]}, "Bitte wählen Sie"),
        ({"anzahl_angehoerige": "31"}, "30"),
    ],
)
def test_falsche_werte_zeigen_die_fehleruebersicht_und_behalten_den_text(client, ich, fall, falsch, satz):
    antwort = client.post(adresse("gespraech-neu", fall.pk), gespraech_daten(ich, **falsch))
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    assert 'id="fehleruebersicht"' in seite
    assert satz in seite
    assert "Kaution geklärt; Kita-Platz offen" in seite
    with im_namen_von(fall.traeger_id):
        assert not Gespraech.objects.exists()


def test_nach_dem_abschluss_nur_noch_davor(client, ich, fall):
    abschluss = {"version": "1", "am": "1.6.2026", "grund": "ziel"}
    assert client.post(adresse("fall-abschliessen", fall.pk), abschluss).status_code == 302
    spaeter = client.post(adresse("gespraech-neu", fall.pk), gespraech_daten(ich, am="2.6.2026"))
    assert "abgeschlossen. Für spätere" in spaeter.content.decode()
    assert client.post(adresse("gespraech-neu", fall.pk), gespraech_daten(ich, am="1.6.2026")).status_code == 302


def test_zwanzigmal_absenden_ist_ein_gespraech(client, ich, fall):
    daten = gespraech_daten(ich)
    for _ in range(20):
        assert client.post(adresse("gespraech-neu", fall.pk), daten).status_code == 302
    with im_namen_von(fall.traeger_id):
        assert Gespraech.objects.count() == 1


def test_veralteter_stand_zeigt_beide_staende_und_verliert_keinen_text(client, ich, fall):
    gespraech = GespraechFactory(traeger=fall.traeger, fall=fall, fachkraft=ich.fachkraft, notiz="Erster Stand")
    ziel, daten = (
        adresse("gespraech-bearbeiten", gespraech.pk),
        gespraech_daten(ich, version="1", notiz="Mein langer neuer Text"),
    )
    assert client.post(ziel, daten | {"notiz": "Stand von Herrn Abel"}).status_code == 302
    antwort = client.post(ziel, daten)
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    for text in ("hat jemand diesen Eintrag geändert", "Stand von Herrn Abel", "Mein langer neuer Text"):
        assert text in seite
    assert client.post(ziel, daten | {"version": str(antwort.context["form"]["version"].value())}).status_code == 302
    with im_namen_von(fall.traeger_id):
        assert list(Gespraech.objects.values_list("version")) == [(3,)]
        assert Gespraech.objects.get().notiz == "Mein langer neuer Text"


def test_schnellerfassung_bietet_die_eigenen_faelle_an(client, ich, meiner):
    assert client.get(adresse("gespraech-schnell")).content.decode().count("Haidari, Samira") == 1
    assert adresse("gespraech-neu", meiner.pk) in client.get(adresse("gespraech-schnell")).content.decode()


# --- Fall ---------------------------------------------------------------------------------------------------------------


def fall_daten(ich, **mehr):
    return {
        "person-absendung": str(uuid.uuid4()), "person-vorname": "Olena", "person-nachname": "Kovalenko",
        "person-geschlecht": "w", "person-aufenthaltsstatus": "erlaubnis24", "absendung": str(uuid.uuid4()),
        "begonnen_am": "22.11.2026", "wohnform": "privat", "herkunft": "neu", "intensitaet": "mittel", "schwerpunkt": "allgemein",
        "au_zuteilung_am": "1.10.2026", "auszug_gu_am": "15.11.2026", "fachkraft": ich.fachkraft.pk,
    } | mehr  # fmt: skip


def test_fall_mit_neuer_person_anlegen_auch_doppelt_abgesendet(client, ich):
    daten = fall_daten(ich, stadtteil=StadtteilFactory(name="Böckingen").pk)
    ziele = {client.post(adresse("fall-neu"), daten).url for _ in range(2)}
    with im_namen_von(ich.traeger.pk):
        fall = IMFall.objects.get()
        assert (Person.objects.count(), fall.zustaendigkeiten.get().fachkraft_id) == (1, ich.fachkraft.pk)
        assert fall.person.stadtteil == fall.wohnungen.get(bis=None).stadtteil == StadtteilFactory(name="Böckingen")
    assert ziele == {adresse("fall-detail", fall.pk)}


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"auszug_gu_am": "30.9.2026"}, "Der Auszug aus der Gemeinschaftsunterkunft liegt vor der Zuteilung."),
        ({"auszug_gu_am": "23.11.2026"}, "Das Datum liegt in der Zukunft."),
        ({"wohnform": "gu"}, "wohnt nicht mehr in der Gemeinschaftsunterkunft"),
        ({"begonnen_am": "23.11.2026"}, "Das Datum liegt in der Zukunft."),
        ({"person-nachname": "", "person-vorname": ""}, "Bitte geben Sie einen Namen an"),
        ({"person-nachname": "-"}, "Hier steht kein Name"),
    ],
)
def test_falsche_fallangaben_legen_nichts_an(client, ich, falsch, satz):
    antwort = client.post(adresse("fall-neu"), fall_daten(ich, **falsch))
    assert satz in antwort.content.decode()
    assert "person-vorname" in falsch or "Olena" in antwort.content.decode()
    with im_namen_von(ich.traeger.pk):
        assert not Person.objects.exists()


def test_dublette_im_eigenen_traeger_ist_ein_klick(client, ich):
    vorhanden, _fremd = (
        PersonFactory(traeger=ich.traeger, nachname="Kovalenko", vorname="Olena"),
        PersonFactory(nachname="Kovalenko"),
    )
    antwort = client.post(adresse("fall-neu"), fall_daten(ich))
    assert antwort.context["person_form"].treffer == [vorhanden]
    assert f"{adresse('fall-neu')}?person={vorhanden.pk}" in antwort.content.decode()
    antwort = client.post(f"{adresse('fall-neu')}?person={vorhanden.pk}", fall_daten(ich))
    with im_namen_von(ich.traeger.pk):
        assert IMFall.objects.get().person == vorhanden
        assert Person.objects.count() == 1


def test_person_mit_mbe_fall_bekommt_einen_im_fall_aber_keinen_zweiten_offenen(client, ich, fall):
    mbe = FallFactory(traeger=ich.traeger)
    assert client.post(f"{adresse('fall-neu')}?person={mbe.person_id}", fall_daten(ich)).status_code == 302
    offen = client.get(f"{adresse('fall-neu')}?person={fall.person_id}").content.decode()
    assert f"IM-Fall {fall.pk} seit 15.01.2026 öffnen" in offen
    zweiter = client.post(f"{adresse('fall-neu')}?person={fall.person_id}", fall_daten(ich))
    assert "gibt es schon einen offenen IM-Fall" in str(zweiter.context["form"].non_field_errors())


def test_abschliessen_wieder_aufnehmen_uebergeben(client, ich, meiner):
    seite = client.post(
        adresse("fall-abschliessen", meiner.pk), {"version": "1", "am": "21.11.2026", "grund": "ziel"}, follow=True
    )
    assert "abgeschlossen am 21.11.2026" in seite.content.decode()
    auf = {"version": "2", "ab": "22.11.2026", "fachkraft": ich.fachkraft.pk}
    seite = client.post(adresse("fall-wieder-aufnehmen", meiner.pk), auf, follow=True).content.decode()
    assert "Gespräch erfassen" in seite
    selbst = client.post(
        adresse("fall-uebergeben", meiner.pk), {"version": "3", "ab": "22.11.2026", "fachkraft": ich.fachkraft.pk}
    )
    assert "Diese Fachkraft ist schon zuständig." in selbst.content.decode()


def test_akte_zeigt_ampeln_und_alle_ereignisse(client, ich, fall):
    seite = client.get(adresse("fall-detail", fall.pk)).content.decode()
    for text in (
        "kein Integrationsplan", "Frist bis 01.11.2028", "noch kein Gespräch", "Zuteilung in die Anschlussunterbringung",
        "Auszug aus der Gemeinschaftsunterkunft", "Beginn der Beratung",
    ):  # fmt: skip
        assert text in seite


def test_verlauf_blaettert_und_zeigt_jedes_ereignis_genau_einmal(client, fall):
    for tag in range(1, 23):
        GespraechFactory(traeger=fall.traeger, fall=fall, am=date(2026, 3, tag), notiz=f"Notiz Nummer {tag}.")
    IntegrationsplanFactory(traeger=fall.traeger, fall=fall, vereinbart_am=date(2026, 3, 10))
    seiten = [client.get(adresse("fall-detail", fall.pk), {"seite": n}).content.decode() for n in ("1", "2")]
    assert ["Notiz Nummer 22." in s for s in seiten] == [True, False]
    assert ["Notiz Nummer 1." in s for s in seiten] == [False, True]
    eintraege = [e for n in "12" for e in client.get(adresse("fall-detail", fall.pk), {"seite": n}).context["eintraege"]]
    still = [e["titel"] for e in eintraege if "nur_gehoert" not in e]
    assert len({e["nur_gehoert"] for e in eintraege if "nur_gehoert" in e}) == 22  # kein Verweis heißt wie ein anderer
    assert sorted(still) == sorted({*still})
    assert "Integrationsplan, Fassung 1" in still
    for unsinn in ("0", "-3", "x", "99999"):
        assert client.get(adresse("fall-detail", fall.pk), {"seite": unsinn}).status_code == 200


# --- Liste --------------------------------------------------------------------------------------------------------------


def test_liste_filtert_nach_name_stand_zustaendigkeit_und_was_fehlt(client, ich, meiner):
    frankenbach = StadtteilFactory(name="Frankenbach")
    gepflegt = IMFallFactory(
        traeger=ich.traeger, person__nachname="Öztürk", person__vorname="Ayşe", wohnen=(Wohnform.PRIVAT, frankenbach.pk)
    )
    GespraechFactory(traeger=ich.traeger, fall=gepflegt, am=date(2026, 9, 23))
    IntegrationsplanFactory(traeger=ich.traeger, fall=gepflegt, vereinbart_am=date(2026, 5, 22))
    zu = IMFallFactory(traeger=ich.traeger, zu=date(2026, 5, 1))
    neu = IMFallFactory(traeger=ich.traeger, begonnen_am=date(2026, 11, 1))
    IMFallFactory(person__nachname="Öztürk")

    def gezeigt(**angaben):
        return {zeile[0] for zeile in client.get(adresse("fall-liste"), angaben).context["liste"].zeilen}

    assert gezeigt() == {meiner.pk, gepflegt.pk, neu.pk}
    assert gezeigt(stand="abgeschlossen") == {zu.pk}
    assert gezeigt(stand="alle") == {meiner.pk, gepflegt.pk, zu.pk, neu.pk}
    assert gezeigt(meine="ja") == {meiner.pk}
    assert gezeigt(fehlt="plan") == {meiner.pk, neu.pk}
    assert gezeigt(fehlt="kontakt") == {meiner.pk}
    assert gezeigt(stadtteil=frankenbach.pk) == {gepflegt.pk}
    for suche in ("öztür", "OZTURK, ay", "Ayse Ozturk", str(gepflegt.pk)):
        assert gezeigt(suche=suche) == {gepflegt.pk}, suche


def test_gespraechsliste_zeigt_genau_die_zeilen_hinter_der_kachel(client, ich, fall):
    """IM-04 im laufenden Jahr = Liste ohne Filter; und keine Notiz steht darin."""
    for am in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 22)):
        GespraechFactory(traeger=ich.traeger, fall=fall, am=am, notiz="Kanarie", handlungsfelder=["arbeit"])
    GespraechFactory()
    antwort = client.get(adresse("gespraech-liste"))
    with im_namen_von(ich.traeger.pk):
        assert (
            GESPRAECHE.fuer(ich.zugang, Zeitraum(date(2026, 1, 1), date(2026, 11, 22)))
            == antwort.context["liste"].anzahl
            == 2
        )
    assert "Kanarie" not in antwort.content.decode()
    angaben = {"von": "", "bis": "31.12.2025", "handlungsfeld": "arbeit"}
    assert client.get(adresse("gespraech-liste"), angaben).context["liste"].anzahl == 1


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize(("name", "abfragen"), [("fall-liste", 13), ("gespraech-liste", 12)])
def test_listen_brauchen_immer_gleich_viele_abfragen(client, ich, django_assert_num_queries, name, abfragen, anzahl):
    """Vier davon nur im Test: Sicherungspunkt an und ab, Zugang merken und wiederherstellen."""
    for _ in range(anzahl):
        GespraechFactory(traeger=ich.traeger)
    client.get(adresse(name))
    with django_assert_num_queries(abfragen):
        client.get(adresse(name))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_akte_braucht_immer_gleich_viele_abfragen(client, fall, django_assert_num_queries, anzahl):
    for nummer in range(1, anzahl + 1):
        GespraechFactory(traeger=fall.traeger, fall=fall, notiz="Text")
        IntegrationsplanFactory(traeger=fall.traeger, fall=fall, nummer=nummer)
    client.get(adresse("fall-detail", fall.pk))
    with django_assert_num_queries(13):
        client.get(adresse("fall-detail", fall.pk))
