"""Seiten der Beratung: Rollen, Wege, Fehler, Doppeltes, Versionskonflikt, Abfragezahl."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from arge.daten.verschluesselung import verschluesseln
from beratung.models import Fall, Kontakt, Person, Zustaendigkeit
from tests.factories import FallFactory, KontaktFactory, PersonFactory, anlegen
from tests.factories.basis import im_namen_von
from traeger.models import Einsicht, Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def fall(fachkraft):
    fall = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1))
    with im_namen_von(fall.traeger_id):
        Zustaendigkeit.objects.create(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, von=fall.begonnen_am)
    return fall


def kontakt_daten(fachkraft, **mehr):
    return {
        "absendung": str(uuid.uuid4()), "am": "2.3.2026", "dauer_minuten": "30", "form": "telefon", "themen": ["sprache"],
        "fachkraft": fachkraft.pk, "anzahl_angehoerige": "1", "notiz": "Kurs ab April; Öffnungszeiten geklärt",
    } | mehr  # fmt: skip


# --- Rollen -------------------------------------------------------------------------------------------------------------


def test_fremde_und_unsinnige_person_ist_keine_vorgabe(client):
    for nummer in (FallFactory().person_id, "abc", "9" * 30):
        assert client.get(reverse("beratung:fall-neu"), {"person": nummer}).status_code == 404


# --- Einsicht -----------------------------------------------------------------------------------------------------------


def test_akte_oeffnen_wird_vermerkt(client, fachkraft, fall):
    client.get(reverse("beratung:fall-detail", args=[fall.pk]))
    with im_namen_von(fall.traeger_id):
        assert Einsicht.objects.values_list("benutzer", "akte_art", "akte_id").get() == (
            fachkraft.benutzer_id, "MBE-Fall", fall.pk,
        )  # fmt: skip


# --- Kontakt ------------------------------------------------------------------------------------------------------------


def test_formular_ist_mit_heute_und_ich_vorbelegt(client, fachkraft, fall):
    form = client.get(reverse("beratung:kontakt-neu", args=[fall.pk])).context["form"]
    assert form["am"].value() == date(2026, 11, 22)
    assert form["fachkraft"].value() == fachkraft.pk
    assert len(form["themen"].field.choices) == 9


def test_kontakt_erfassen_steht_im_verlauf_und_verschluesselt_in_der_datenbank(client, fachkraft, fall):
    partner = anlegen(Partner, kuerzel="jobcenter", name="Jobcenter")
    daten = kontakt_daten(fachkraft, partner=partner.pk)
    antwort = client.post(reverse("beratung:kontakt-neu", args=[fall.pk]), daten, follow=True)
    seite = antwort.content.decode()
    for text in (
        "Der Kontakt ist gespeichert.",
        "Telefon, 30 Minuten",
        "Öffnungszeiten geklärt",
        "Verweis an Jobcenter",
        "eine angehörige Person",
    ):
        assert text in seite
    with im_namen_von(fall.traeger_id), connection.cursor() as cursor:
        cursor.execute("select am, dauer_minuten, notiz from beratung_kontakt")
        am, dauer, notiz = cursor.fetchone()
    assert (am, dauer) == (date(2026, 3, 2), 30)
    assert "Öffnungszeiten".encode() not in bytes(notiz)


def test_speichern_und_naechster_kontakt(client, fachkraft, fall):
    """Zwischen zwei Gesprächen: Gespeichert ist, und die nächste Person steht zur Wahl; mit einem Fehler bleibt man hier."""
    adresse, daten = reverse("beratung:kontakt-neu", args=[fall.pk]), kontakt_daten(fachkraft) | {"noch_eins": "ja"}
    assert "Speichern und nächster Kontakt" in client.get(adresse).content.decode()
    assert client.post(adresse, daten | {"am": ""}).status_code == 200
    antwort = client.post(adresse, daten, follow=True)
    assert antwort.request["PATH_INFO"] == reverse("beratung:kontakt-schnell")
    assert "Der Kontakt ist gespeichert." in antwort.content.decode()


def test_getippte_dauer_gilt_vor_der_auswahl(client, fachkraft, fall):
    client.post(reverse("beratung:kontakt-neu", args=[fall.pk]), kontakt_daten(fachkraft, dauer_minuten_andere="25"))
    with im_namen_von(fall.traeger_id):
        assert Kontakt.objects.get().dauer_minuten == 25


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"am": "23.11.2026"}, "Das Datum liegt in der Zukunft."),
        ({"am": "31.1.2026"}, "Der Fall begann erst am 01.02.2026."),
        ({"am": "gestern"}, "Bitte geben Sie ein Datum ein"),
        ({"dauer_minuten": ""}, "Bitte geben Sie die Dauer an."),
        ({"dauer_minuten_andere": "lang"}, "Bitte geben Sie die Dauer in ganzen Minuten an"),
        ({"dauer_minuten_andere": "601"}, "600"),
        ({"themen": []}, "Bitte wählen Sie mindestens ein Thema."),
        ({"form": "brieftaube"}, "Bitte wählen Sie"),
        ({"anzahl_angehoerige": "31"}, "30"),
    ],
)
def test_falsche_werte_zeigen_die_fehleruebersicht_und_behalten_den_text(client, fachkraft, fall, falsch, satz):
    antwort = client.post(reverse("beratung:kontakt-neu", args=[fall.pk]), kontakt_daten(fachkraft, **falsch))
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    assert 'id="fehleruebersicht"' in seite
    assert satz in seite
    assert "Kurs ab April; Öffnungszeiten geklärt" in seite
    with im_namen_von(fall.traeger_id):
        assert not Kontakt.objects.exists()


def test_fremde_fachkraft_ist_keine_auswahl(client, fachkraft, fall):
    fremde = KontaktFactory().fachkraft
    antwort = client.post(
        reverse("beratung:kontakt-neu", args=[fall.pk]), kontakt_daten(fachkraft) | {"fachkraft": fremde.pk}
    )
    assert antwort.context["form"].errors.keys() == {"fachkraft"}


def test_zwanzigmal_absenden_ist_ein_kontakt(client, fachkraft, fall):
    daten = kontakt_daten(fachkraft)
    for _ in range(20):
        assert client.post(reverse("beratung:kontakt-neu", args=[fall.pk]), daten).status_code == 302
    with im_namen_von(fall.traeger_id):
        assert Kontakt.objects.count() == 1


def test_veralteter_stand_zeigt_beide_staende_und_verliert_keinen_text(client, fachkraft, fall):
    kontakt = KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, notiz="Stand von Frau Kern")
    adresse = reverse("beratung:kontakt-bearbeiten", args=[kontakt.pk])
    daten = kontakt_daten(fachkraft, version="1", notiz="Mein langer neuer Text")
    daten.pop("absendung")
    assert client.post(adresse, daten | {"notiz": "Stand von Herrn Abel", "themen": ["nachzug"]}).status_code == 302
    antwort = client.post(adresse, daten)
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    assert "hat jemand diesen Eintrag geändert" in seite
    assert "Stand von Herrn Abel" in seite
    assert "['nachzug']" not in seite  # Wörter, keine Schlüssel
    assert "Mein langer neuer Text" in seite
    assert client.post(adresse, daten | {"version": str(antwort.context["form"]["version"].value())}).status_code == 302
    with im_namen_von(fall.traeger_id):
        kontakt = Kontakt.objects.get()
        assert (kontakt.notiz, kontakt.version) == ("Mein langer neuer Text", 3)


def test_schnellerfassung_waehlt_niemanden_vor_und_nennt_den_zuletzt_beratenen_zuerst(client, fachkraft, fall):
    frueher = FallFactory(traeger=fall.traeger, begonnen_am=date(2026, 1, 1))
    with im_namen_von(fall.traeger_id):
        Zustaendigkeit.objects.create(traeger=fall.traeger, fall=frueher, fachkraft=fachkraft, von=frueher.begonnen_am)
    KontaktFactory(traeger=fall.traeger, fall=frueher, fachkraft=fachkraft, am=date(2026, 3, 1))
    KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, am=date(2026, 3, 2))
    seite = client.get(reverse("beratung:kontakt-schnell")).content.decode()
    assert seite.index(fall.person.nachname) < seite.index(frueher.person.nachname)
    assert reverse("beratung:kontakt-neu", args=[fall.pk]) in seite
    assert "<select" not in seite, "ein Auswahlfeld hat immer jemanden vorgewählt"


def test_zuletzt_geoeffnete_stehen_oben_auch_fremder_zustaendigkeit(client, fachkraft, fall):
    andere = FallFactory(traeger=fall.traeger, begonnen_am=date(2026, 1, 1))
    adresse = reverse("beratung:kontakt-schnell")
    assert "Zuletzt geöffnet" not in client.get(adresse).content.decode()
    client.get(reverse("beratung:fall-detail", args=[andere.pk]))
    seite = client.get(adresse).content.decode()
    assert seite.index("Zuletzt geöffnet") < seite.index(reverse("beratung:kontakt-neu", args=[andere.pk]))


@pytest.mark.parametrize(
    ("suche", "gefunden"), [("Zeyno", True), ("zeyno 1990", True), ("1990", True), ("zeyno 1991", False), ("Nie", False)]
)
def test_die_richtige_person_findet_wer_name_nummer_oder_jahrgang_tippt(client, fall, suche, gefunden):
    gesucht = FallFactory(traeger=fall.traeger, person__nachname="Zeynoglu", person__geburtsdatum=date(1990, 5, 1))
    ziel = reverse("beratung:kontakt-neu", args=[gesucht.pk])
    antwort = client.post(reverse("beratung:kontakt-schnell"), {"suche": suche})
    assert (ziel in antwort.content.decode()) is gefunden
    assert ziel in client.post(reverse("beratung:kontakt-schnell"), {"suche": str(gesucht.pk)}).content.decode()


def test_die_suche_zeigt_auch_abgeschlossene_und_nie_fremde(client, fall):
    zu = FallFactory(traeger=fall.traeger, person__nachname="Zeynoglu", zu=date(2026, 3, 1))
    fremd = FallFactory(person__nachname="Zeynoglu")
    seite = client.post(reverse("beratung:kontakt-schnell"), {"suche": "Zeynoglu"}).content.decode()
    assert "Abgeschlossene Fälle" in seite
    assert reverse("beratung:kontakt-neu", args=[zu.pk]) in seite
    assert reverse("beratung:kontakt-neu", args=[fremd.pk]) not in seite


def test_kurzberatung_ist_anonym_und_mit_zwei_angaben_fertig(client, fachkraft):
    adresse = reverse("beratung:kurzberatung-neu")
    form = client.get(adresse).context["form"]
    assert "notiz" not in form.fields
    daten = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    daten |= {"am": "22.11.2026", "themen": ["aufenthalt"]}
    antwort = client.post(adresse, daten, follow=True)
    assert "Aufenthaltsrecht" in antwort.content.decode()
    with im_namen_von(fachkraft.traeger_id):
        kontakt = Kontakt.objects.get()
    assert (kontakt.fall_id, kontakt.dauer_minuten, kontakt.fachkraft_id) == (None, 15, fachkraft.pk)
    assert kontakt.finanzierung == "stadt"
    client.post(adresse, daten | {"absendung": str(uuid.uuid4()), "finanzierung": "bund"})
    assert client.get(adresse).context["form"]["finanzierung"].value() == "bund"  # wie zuletzt, nicht wieder Stadt


def test_finanzierung_gehoert_zur_kurzberatung_und_sonst_zum_fall(fachkraft):
    fall = FallFactory(traeger=fachkraft.traeger)
    for falsch in ({"fall": None, "finanzierung": ""}, {"fall": fall, "finanzierung": "stadt"}):
        with pytest.raises(IntegrityError, match="kontakt_finanzierung"), transaction.atomic():
            KontaktFactory(traeger=fachkraft.traeger, **falsch)


# --- Fall ---------------------------------------------------------------------------------------------------------------


def fall_daten(fachkraft, **mehr):
    return {
        "person-absendung": str(uuid.uuid4()), "person-vorname": "Samira", "person-nachname": "Haidari",
        "person-geburtsdatum": "17.5.90", "person-geschlecht": "w", "person-aufenthaltsstatus": "unbekannt",
        "absendung": str(uuid.uuid4()), "begonnen_am": "22.11.2026", "finanzierung": "stadt", "arbeitsform": "erst",
        "zielgruppe": "kurs",
        "fachkraft": fachkraft.pk,
    } | mehr  # fmt: skip


def test_fall_mit_neuer_person_anlegen_auch_doppelt_abgesendet(client, fachkraft):
    daten = fall_daten(fachkraft)
    ziele = {client.post(reverse("beratung:fall-neu"), daten).url for _ in range(2)}
    with im_namen_von(fachkraft.traeger_id):
        fall = Fall.objects.get()
        assert fall.person.geburtsdatum == date(1990, 5, 17)
        assert Person.objects.count() == 1
        assert fall.zustaendigkeiten.get().fachkraft_id == fachkraft.pk
    assert ziele == {reverse("beratung:fall-detail", args=[fall.pk])}


@pytest.mark.parametrize(("vorname", "nachname"), [("SAMIRA", "haidari"), ("Haidari", "Samira")])
def test_dublette_wird_gewarnt_und_die_vorhandene_ist_ein_klick(client, fachkraft, vorname, nachname):
    vorhanden = PersonFactory(traeger=fachkraft.traeger, nachname="Haidari")
    PersonFactory(nachname="Haidari")  # anderer Träger: kein Abgleich
    daten = fall_daten(fachkraft, **{"person-vorname": vorname, "person-nachname": nachname})
    antwort = client.post(reverse("beratung:fall-neu"), daten)
    assert antwort.context["person_form"].treffer == [vorhanden]
    assert f"{reverse('beratung:fall-neu')}?person={vorhanden.pk}" in antwort.content.decode()
    assert client.post(reverse("beratung:fall-neu"), daten | {"person-andere_person": "on"}).status_code == 302
    with im_namen_von(fachkraft.traeger_id):
        assert Person.objects.count() == 2


def test_dubletten_beim_tippen_nur_im_eigenen_traeger(client, fachkraft):
    vorhanden, _fremd = PersonFactory(traeger=fachkraft.traeger, nachname="Öztürk"), PersonFactory(nachname="Öztürk")
    antwort = client.post(reverse("beratung:person-dubletten"), {"person-nachname": "oztu", "person-geburtsdatum": "17."})
    assert antwort.content.decode().count("Öztürk") == 1
    assert f"?person={vorhanden.pk}" in antwort.content.decode()
    assert client.post(reverse("beratung:person-dubletten"), {"person-nachname": ""}).content.strip() == b""
    assert client.get(reverse("beratung:person-dubletten")).status_code == 405


def test_zweiter_offener_fall_wird_zum_satz(client, fachkraft, fall):
    adresse = reverse("beratung:fall-neu") + f"?person={fall.person_id}"
    assert f"MBE-Fall {fall.pk}" in client.get(adresse).content.decode()
    antwort = client.post(adresse, fall_daten(fachkraft))
    assert "gibt es schon einen offenen MBE-Fall mit dieser Finanzierung" in antwort.content.decode()
    assert client.post(adresse, fall_daten(fachkraft, finanzierung="bund")).status_code == 302


def test_abschliessen_und_wieder_aufnehmen(client, fachkraft, fall):
    adresse = reverse("beratung:fall-abschliessen", args=[fall.pk])
    ohne_grund = client.post(adresse, {"version": "1", "am": "22.11.2026", "grund": ""})
    assert ohne_grund.context["form"].errors.keys() == {"grund"}
    antwort = client.post(adresse, {"version": "1", "am": "21.11.2026", "grund": "ziel"}, follow=True)
    assert "abgeschlossen am 21.11.2026" in antwort.content.decode()
    veraltet = client.post(adresse, {"version": "1", "am": "22.11.2026", "grund": "wegzug"})
    assert "hat jemand diesen Eintrag geändert" in veraltet.content.decode()
    auf = reverse("beratung:fall-wieder-aufnehmen", args=[fall.pk])
    antwort = client.post(auf, {"version": "2", "ab": "22.11.2026", "fachkraft": fachkraft.pk}, follow=True)
    assert "laufend seit 01.02.2026" in antwort.content.decode()


def test_beginn_nach_dem_ersten_kontakt_wird_abgewiesen(client, fachkraft, fall):
    KontaktFactory(traeger=fall.traeger, fall=fall, am=date(2026, 3, 1))
    adresse = reverse("beratung:fall-berichtigen", args=[fall.pk])
    daten = {"version": "1", "begonnen_am": "2.3.2026", "finanzierung": "stadt", "begruendung": "Tippfehler im Monat"}
    assert "Der erste Kontakt war am 01.03.2026." in client.post(adresse, daten).content.decode()
    ohne_grund = client.post(adresse, daten | {"begonnen_am": "1.3.2026", "begruendung": ""})
    assert ohne_grund.context["form"].errors.keys() == {"begruendung"}
    akte = client.post(adresse, daten | {"begonnen_am": "1.3.2026"}, follow=True).content.decode()
    assert "begonnen am: 01.02.2026 → 01.03.2026. Begründung: Tippfehler im Monat" in akte


# --- Liste: im Test kommen vier Abfragen hinzu (Sicherungspunkt an/ab, Zugang merken/wiederherstellen) --------------------------------------------------------------------------------------------------------------


def test_liste_filtert_nach_name_stand_zustaendigkeit_und_finanzierung(client, fachkraft, fall):
    andere = FallFactory(traeger=fall.traeger, person__nachname="Öztürk", person__vorname="Ayşe", finanzierung="bund")
    zu = FallFactory(traeger=fall.traeger, zu=date(2026, 5, 1))
    fremd = FallFactory(person__nachname="Öztürk")

    def gezeigt(**angaben):
        liste = client.get(reverse("beratung:fall-liste"), angaben).context["liste"]
        return {zeile[0] for zeile in liste.zeilen}

    assert gezeigt() == {fall.pk, andere.pk}
    assert gezeigt(stand="abgeschlossen") == {zu.pk}
    assert gezeigt(stand="alle") == {fall.pk, andere.pk, zu.pk}
    assert gezeigt(meine="ja") == {fall.pk}
    assert gezeigt(finanzierung="bund") == {andere.pk}
    for suche in ("öztür", "OZTURK, ay", "Ayse Ozturk", "Öztürk Ayşe", str(andere.pk)):
        assert gezeigt(suche=suche) == {andere.pk}, suche
    assert gezeigt(suche=str(fremd.pk)) == set()


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize(("name", "abfragen"), [("fall-liste", 12), ("kontakt-liste", 12), ("kurzberatung-liste", 12)])
def test_listen_brauchen_immer_gleich_viele_abfragen(client, fachkraft, django_assert_num_queries, name, abfragen, anzahl):
    for _ in range(anzahl):
        fall = FallFactory(traeger=fachkraft.traeger)
        KontaktFactory(traeger=fachkraft.traeger, fall=fall, fachkraft=fachkraft)
        KontaktFactory(traeger=fachkraft.traeger, fall=None, fachkraft=fachkraft)
    client.get(reverse(f"beratung:{name}"))
    with django_assert_num_queries(abfragen):
        client.get(reverse(f"beratung:{name}"))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_akte_braucht_immer_gleich_viele_abfragen(client, fachkraft, fall, django_assert_num_queries, anzahl):
    for _ in range(anzahl):
        KontaktFactory(traeger=fall.traeger, fall=fall, notiz="Text")
    client.get(reverse("beratung:fall-detail", args=[fall.pk]))
    with django_assert_num_queries(13):
        client.get(reverse("beratung:fall-detail", args=[fall.pk]))


def test_verlauf_blaettert(client, fall):
    for tag in range(1, 23):
        KontaktFactory(traeger=fall.traeger, fall=fall, am=date(2026, 3, tag), notiz=f"Notiz Nummer {tag}.")
    erste = client.get(reverse("beratung:fall-detail", args=[fall.pk])).content.decode()
    zweite = client.get(reverse("beratung:fall-detail", args=[fall.pk]) + "?seite=2").content.decode()
    assert "Notiz Nummer 22." in erste
    assert "Notiz Nummer 1." not in erste
    assert "Notiz Nummer 1." in zweite
    assert "Beginn der Beratung" in zweite
    for unsinn in ("0", "-3", "x", "99999"):
        assert client.get(reverse("beratung:fall-detail", args=[fall.pk]), {"seite": unsinn}).status_code == 200


def test_eine_kaputte_notiz_bricht_nur_sich_selbst(client, fachkraft):
    fall = FallFactory(traeger=fachkraft.traeger)
    _, kaputt = (KontaktFactory(traeger=fachkraft.traeger, fall=fall, notiz=text) for text in ("Gut lesbar", "Verloren"))
    with im_namen_von(fachkraft.traeger_id):
        Kontakt.objects.filter(pk=kaputt.pk).update(notiz=verschluesseln("Verloren", "eine andere Stelle"))
    seite = client.get(reverse("beratung:fall-detail", args=[fall.pk]))
    assert seite.status_code == 200
    inhalt = seite.content.decode()
    assert "Gut lesbar" in inhalt
    assert "lässt sich nicht entschlüsseln" in inhalt
