"""Text geht nie verloren: jedes Formular wird gesichert, angeboten und kommt ganz zurück (oberflaeche F6)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.haus.boese_eingaben import Seite
from tests.lesen import text
from traeger.begriffe import Rolle
from traeger.models import Einsicht, Entwurf, Mitgliedschaft

pytestmark = pytest.mark.django_db
SICHERN, LISTE, EINLADUNG = "/traeger/entwurf/", "/traeger/entwuerfe/", "/traeger/einladungen/neu/"
ANGEFANGEN = {
    "entwurf": EINLADUNG, "entwurf_titel": "Jemanden einladen", "name": "Kim Berger", "email": "kim@", "rolle": "verwaltung",
    "absendung": "6f9619ff-8b86-d011-b42d-00c04fc964ff", "csrfmiddlewaretoken": "zeichen", "passwort": "geheim-1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def angehalten(uhr):
    uhr(date(2026, 11, 22), laeuft=False)


@pytest.fixture
def person(client):
    person = MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer
    client.force_login(person)
    return person


def gesichert(person):
    with im_namen_von(benutzer_id=person.pk):
        return Entwurf.objects.first()


def angebot(antwort):
    seite = Seite(antwort.content.decode(), antwort.request["PATH_INFO"])
    return next((f for f in seite.formulare if "nur_auswahl" in f.felder), None)


def eingetragen(antwort):
    seite = Seite(antwort.content.decode(), antwort.request["PATH_INFO"])
    return next(f for f in seite.formulare if "rolle" in f.felder and "nur_auswahl" not in f.felder).daten()


def test_das_ganze_formular_wird_gesichert_aber_kein_geheimnis(client, person):
    assert client.post(SICHERN, ANGEFANGEN).status_code == 204
    entwurf = gesichert(person)
    assert entwurf.titel == "Jemanden einladen"
    assert set(entwurf.felder) == {"name", "email", "rolle", "absendung"}
    client.post(SICHERN, ANGEFANGEN | {"name": "Kim Bergmann"})
    assert gesichert(person).felder["name"] == ["Kim Bergmann"]
    assert client.post(SICHERN, {"entwurf": EINLADUNG, "verwerfen": "1"}).status_code == 204
    assert gesichert(person) is None


@pytest.mark.parametrize("adresse", ["", "//boese.example/", "/\\boese.example", "https://boese.example/", "kontakt:7"])
def test_ein_entwurf_gehoert_zu_einer_adresse_dieses_hauses(client, person, adresse):
    antwort = client.post(SICHERN, ANGEFANGEN | {"entwurf": adresse})
    assert (antwort.status_code, antwort.json()["fehler"]) == (400, "Zu dieser Adresse gibt es kein Formular.")
    with im_namen_von(benutzer_id=person.pk), pytest.raises(IntegrityError), transaction.atomic():
        Entwurf.objects.create(benutzer=person, adresse=adresse)


def test_zu_viel_text_ist_ein_satz(client, person):
    antwort = client.post(SICHERN, ANGEFANGEN | {"name": "x" * 100_001})
    assert (antwort.status_code, antwort.json()["fehler"]) == (400, "Der Text ist zu lang für einen Entwurf.")


def test_angeboten_wird_ueber_dem_formular_eingesetzt_erst_auf_wunsch(client, person):
    client.post(SICHERN, ANGEFANGEN)
    seite = client.get(EINLADUNG)
    assert "Ihr Text von 22.11.2026" in text(seite)
    assert seite.content.index(b"Wieder einsetzen") < seite.content.index(b'class="arge-formular"')
    assert eingetragen(seite)["name"] == [""]
    einsetzen = angebot(seite)
    zurueck = client.post(einsetzen.ziel, einsetzen.daten())
    assert zurueck.status_code == 200
    assert "Ihr gesicherter Text ist wieder eingesetzt" in text(zurueck)
    assert "Bitte prüfen Sie Ihre Angaben" not in text(zurueck)  # eingesetzt, nicht geprüft
    felder = eingetragen(zurueck)
    assert (felder["name"], felder["email"], felder["absendung"]) == (
        ["Kim Berger"], ["kim@"], [ANGEFANGEN["absendung"]],
    )  # fmt: skip
    assert gesichert(person) is not None


def test_liste_nennt_das_formular_und_fuehrt_dorthin_zurueck(client, person):
    client.post(SICHERN, ANGEFANGEN)
    seite = client.get(LISTE)
    assert "Jemanden einladen" in text(seite)
    assert "Kim Berger" in text(seite)
    weiter = angebot(seite)
    assert weiter.ziel == EINLADUNG
    assert eingetragen(client.post(weiter.ziel, weiter.daten()))["name"] == ["Kim Berger"]
    entwurf = gesichert(person)
    assert client.post(f"/traeger/entwuerfe/{entwurf.pk}/verwerfen/", {"zurueck": "1"}).url == EINLADUNG
    assert gesichert(person) is None


def test_verschluesselt_und_nur_der_person_in_dieser_mitgliedschaft(client, person):
    client.post(SICHERN, ANGEFANGEN)
    with im_namen_von(benutzer_id=person.pk), connection.cursor() as cursor:
        cursor.execute("select inhalt from traeger_entwurf")
        assert b"Berger" not in bytes(cursor.fetchone()[0])
    pk = gesichert(person).pk
    zweite = MitgliedschaftFactory(benutzer=person, rolle=Rolle.LEITUNG)
    client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": zweite.pk})
    assert angebot(client.get(EINLADUNG)) is None
    client.force_login(MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer)
    assert angebot(client.get(EINLADUNG)) is None
    assert client.post(f"/traeger/entwuerfe/{pk}/verwerfen/").status_code == 404


def test_verschwindet_nach_erfolgreichem_absenden_und_bleibt_bei_fehlern(client, person):
    client.post(SICHERN, ANGEFANGEN)
    assert client.post(EINLADUNG, ANGEFANGEN).status_code == 200
    assert gesichert(person)
    assert client.post(EINLADUNG, ANGEFANGEN | {"email": "kim@neu.example"}).status_code == 302
    assert gesichert(person) is None


def test_nach_abgelaufener_anmeldung_kommt_das_formular_gefuellt_zurueck(client, person):
    sitzung = client.session
    sitzung["anmeldung"] = (0, 1)
    sitzung.save()
    antwort = client.post(EINLADUNG, ANGEFANGEN, HTTP_REFERER=f"http://testserver{EINLADUNG}?a=b")
    assert antwort.url == f"/konto/login/?next={EINLADUNG}%3Fa%3Db"
    assert "Ihr Text ist gesichert" in text(client.get(antwort.url))
    client.force_login(person)
    seite = client.get(EINLADUNG)
    assert "Ihre Anmeldung war abgelaufen" in text(seite)
    assert b"data-sofort" in seite.content  # static/js/entwurf.js setzt sofort ein
    einsetzen = angebot(seite)
    assert "passwort" not in einsetzen.felder
    assert eingetragen(client.post(einsetzen.ziel, einsetzen.daten()))["name"] == ["Kim Berger"]


def test_was_nicht_gespeichert_ist_bleibt_entwurf(client, person, settings):
    """Eine Umleitung ist noch kein Erfolg: Hier verlangt die Seite erst das Passwort noch einmal."""
    client.post(SICHERN, ANGEFANGEN)
    settings.AUSGEWIESEN_GILT = -1
    assert client.post(EINLADUNG, ANGEFANGEN | {"email": "kim@neu.example"}).status_code == 302
    assert gesichert(person)


def test_ein_knopf_wird_nie_entwurf(client, person):
    """„Weiterschreiben“ drückte ihn sonst ein zweites Mal."""
    sitzung = client.session
    sitzung["anmeldung"] = (0, 1)
    sitzung.save()
    client.post("/traeger/kalender/", {})
    assert gesichert(person) is None


@pytest.mark.parametrize("wechselt", [True, False])
def test_ein_formular_gilt_in_der_mitgliedschaft_in_der_es_geoeffnet_wurde(client, person, wechselt):
    """Zwei Reiter, zwei Träger: Was im einen offen steht, landet nie beim anderen."""
    from ehrenamt.models import Ehrenamtliche

    with im_namen_von(benutzer_id=person.pk):
        hier = Mitgliedschaft.objects.get(benutzer=person)
    dort = MitgliedschaftFactory(benutzer=person, rolle=Rolle.LEITUNG)
    neu = "/ehrenamt/ehrenamtliche/neu/"
    offen = next(f for f in Seite(client.get(neu).content.decode(), neu).formulare if "vorname" in f.felder)
    assert offen.daten()["unter"] == [str(hier.pk)]
    if wechselt:
        client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": dort.pk, "unter": hier.pk})
    angefangen = offen.daten() | {
        "vorname": "Ada",
        "nachname": "Öztürk",
        "verfuegbarkeit": "regelmaessig",
        "gewonnen_am": "1.11.2026",
    }
    client.post(SICHERN, angefangen)
    assert gesichert(person).traeger_id == hier.traeger_id
    antwort = client.post(neu, angefangen, follow=True)
    with im_namen_von(hier.traeger_id):
        assert Ehrenamtliche.objects.count() == 1
    with im_namen_von(dort.traeger_id):
        assert Ehrenamtliche.objects.count() == 0
    assert ("Sie arbeiten jetzt als" in text(antwort)) == wechselt
    assert antwort.status_code == 200


def test_ein_formular_einer_vergangenen_mitgliedschaft_wird_abgewiesen(client, person):
    antwort = client.post(EINLADUNG, ANGEFANGEN | {"unter": "987654321"}, follow=True)
    assert "Nicht gespeichert: Das Formular gehört zu einer Mitgliedschaft, die Sie nicht mehr haben." in text(antwort)


def test_ein_fremdes_formular_haelt_niemanden_fest_und_das_skript_erfaehrt_es(client, person):
    """Gehen, andere Anmeldungen beenden und wechseln geht immer; ein Entwurf wird nie scheinbar gesichert."""
    fremd = {"unter": "987654321"}
    assert client.post(SICHERN, ANGEFANGEN | fremd).status_code == 409
    client.post("/konto/logout/", fremd)
    assert client.get("/").status_code == 302, "abgemeldet"


def test_wechseln_aus_einem_alten_reiter_fuehrt_dorthin_wohin_man_waehlt(client, person):
    with im_namen_von(benutzer_id=person.pk):
        hier = Mitgliedschaft.objects.get(benutzer=person)
    dort = MitgliedschaftFactory(benutzer=person, rolle=Rolle.LEITUNG)
    client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": dort.pk, "unter": hier.pk})
    client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": dort.pk, "unter": hier.pk})  # der Reiter zeigt noch das Alte
    assert client.session["mitgliedschaft"] == dort.pk


def test_ein_entwurf_gehoert_der_rolle_in_der_er_entstand(client, person):
    """Was jemand als Leitung über Ratsuchende schreibt, liest er als Verwaltung desselben Trägers nicht; gelesen ist vermerkt."""
    client.post(SICHERN, ANGEFANGEN)
    with im_namen_von(benutzer_id=person.pk):
        hier = Mitgliedschaft.objects.get(benutzer=person)
    dort = MitgliedschaftFactory(benutzer=person, rolle=Rolle.VERWALTUNG, traeger=hier.traeger)
    assert "Jemanden einladen" in text(client.get(LISTE))
    with im_namen_von(hier.traeger_id):
        assert [e.akte_art for e in Einsicht.objects.all()] == ["Entwurf"]
    client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": dort.pk})
    assert "Jemanden einladen" not in text(client.get(LISTE))
