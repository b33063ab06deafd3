"""Zugang nehmen geht immer, schon am ersten Tag: Die Meldung an die Leitung verspricht „beenden Sie die Mitgliedschaft bitte sofort“."""

import uuid
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.factories import FachkraftFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import PASSWORT, AbwesenheitFactory, VertretungFactory
from tests.haus.test_urls import angemeldet
from tests.traeger.konto.test_konto_einladung import einladen, verweis
from traeger.begriffe import Bereich, Rolle
from traeger.models import Ansicht, Auftrag, Einladung, Entwurf, Kalenderabo, Mitgliedschaft, Mitteilung, Vertretung
from traeger.zugang import technisch
from traeger.zugang.anmeldung import adresse_gewechselt

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def leitung(client):
    return angemeldet(client, Rolle.LEITUNG, TraegerFactory())


#: Was eine Mitgliedschaft nennt, je Modell eine Zeile; ihre Grenze verbirgt sie vor Leitung und Betrieb.
ANLEGEN = {
    Entwurf: lambda m: {"adresse": "/beratung/faelle/neu/", "inhalt": "{}", "traeger": m.traeger, "benutzer": m.benutzer},
    Auftrag: lambda m: {
        "art": "nachweis", "schluessel": "probe", "benutzer": m.benutzer, "traeger": m.traeger,
    },
    Mitteilung: lambda m: {
        "benutzer": m.benutzer, "anlass": "fertig", "sache": "Auftrag 1", "pfad": "/", "tag": HEUTE, "entstanden_am": timezone.now(),
    },
    Ansicht: lambda m: {"benutzer": m.benutzer, "adresse": "/beratung/faelle/", "liste": "Fälle", "name": "Meine"},
    Kalenderabo: lambda m: {"benutzer": m.benutzer, "schluessel_hash": "0" * 64},
}  # fmt: skip


def verweisende():
    return {
        modell
        for modell in apps.get_models()
        for feld in modell._meta.concrete_fields
        if feld.related_model is Mitgliedschaft and not hasattr(modell, "pgh_tracked_model")
    }


def test_jedes_modell_das_eine_mitgliedschaft_nennt_steht_hier():
    assert verweisende() == set(ANLEGEN)


@pytest.mark.parametrize("wer", [Rolle.LEITUNG, Rolle.BETRIEB])
def test_am_ersten_tag_sofort_beendet_ist_niemand_mehr_drin(client, leitung, wer):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, von=HEUTE, rolle=Rolle.LEITUNG)
    andere = Client()
    andere.force_login(mitglied.benutzer)
    assert andere.get("/beratung/faelle/").status_code == 200
    with im_namen_von(leitung.traeger_id, mitglied.benutzer_id):
        for modell, werte in ANLEGEN.items():
            modell.objects.create(mitgliedschaft=mitglied, **werte(mitglied))
    if wer == Rolle.BETRIEB:
        angemeldet(client, Rolle.BETRIEB, None)
    antwort = client.post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", {"wann": "sofort"}, follow=True)
    assert "ist beendet" in antwort.content.decode()
    assert andere.get("/beratung/faelle/").status_code == 403
    assert "galt nie" in client.get("/traeger/mitglieder/?stand=beendet").content.decode()
    assert mitglied.benutzer.name not in client.get("/traeger/mitglieder/?stand=gueltig").content.decode()
    assert "galt nie" in client.get(f"/traeger/mitglieder/{mitglied.pk}/").content.decode()


def test_wer_am_selben_tag_wieder_kommt_bekommt_seine_zeile_wieder(client, leitung):
    einladen(client, leitung)
    erste = verweis()
    Client().post(erste, {"name": "Kim Neu", "passwort": PASSWORT, "wiederholung": PASSWORT})
    with im_namen_von():
        mitglied = Mitgliedschaft.objects.get(benutzer__email="kim.neu@beispiel.example")
    client.force_login(leitung.benutzer)
    client.post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", {"wann": "sofort"})
    einladen(client, leitung, arbeitsfelder=["IM"])
    kim = Client()
    kim.force_login(mitglied.benutzer)
    with im_namen_von(leitung.traeger_id, mitglied.benutzer_id):
        Kalenderabo.objects.create(benutzer=mitglied.benutzer, mitgliedschaft=mitglied, schluessel_hash="2" * 64)
    antwort = kim.post(verweis(), {"absendung": str(uuid.uuid4())})
    assert antwort.status_code == 302
    with im_namen_von():
        assert [(m.galt_nie, m.bis, m.arbeitsfelder) for m in Mitgliedschaft.objects.filter(benutzer=mitglied.benutzer)] == [
            (False, None, ["IM"])
        ]
    with im_namen_von(leitung.traeger_id, mitglied.benutzer_id):
        assert not Kalenderabo.objects.exists(), "die alte Adresse öffnet den Kalender nicht wieder"


@pytest.mark.parametrize("tat", ["beenden", "aendern"])
def test_eine_alte_einladung_hebt_nicht_auf_was_eben_eingeschraenkt_wurde(client, leitung, tat):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger)
    einladen(client, leitung, email=mitglied.benutzer.email, rolle="verwaltung", arbeitsfelder=[])
    client.force_login(leitung.benutzer)
    daten = {"beenden": {"wann": "sofort"}, "aendern": {"rolle": "fachkraft", "arbeitsfelder": ["EA"], "ab": "22.11.2026"}}[
        tat
    ]
    assert client.post(f"/traeger/mitglieder/{mitglied.pk}/{tat}/", daten).status_code == 302
    with im_namen_von():
        assert not Einladung.objects.exists()


def test_auch_mehr_arbeitsfelder_erfaehrt_die_leitung(client, leitung):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["EA"])
    with im_namen_von():
        einladung = Einladung.objects.create(
            email=mitglied.benutzer.email, name="Kim", rolle="fachkraft", arbeitsfelder=["MBE"], traeger=leitung.traeger,
            schluessel_hash="1" * 64, gueltig_bis=timezone.now() + timedelta(1), eingeladen_von=leitung.benutzer,
            absendung=uuid.uuid4(),
        )  # fmt: skip
    from traeger.konto.vorgaenge.einladung import einladung_annehmen

    einladung_annehmen(einladung=einladung, jetzt=timezone.now(), heute=HEUTE, konto=mitglied.benutzer)
    (brief,) = mail.outbox
    assert brief.to == [leitung.benutzer.email]
    assert "mehr Arbeitsfelder" in brief.body
    assert "Arbeitsfelder: EA, MBE" in brief.body


def test_wer_die_adresse_wechselt_behaelt_keine_einladung(client, leitung):
    """Angenommen unter einer Adresse, dann gewechselt: Auch was noch an die alte offen ist, fällt beim Beenden weg."""
    einladen(client, leitung)
    Client().post(verweis(), {"name": "Kim Neu", "passwort": PASSWORT, "wiederholung": PASSWORT})
    einladen(client, leitung, rolle="verwaltung", arbeitsfelder=[])
    with im_namen_von():
        mitglied = Mitgliedschaft.objects.get(benutzer__email="kim.neu@beispiel.example")
    with technisch(Bereich.KONTEN, benutzer_id=mitglied.benutzer_id):
        alte = EmailAddress.objects.get(user=mitglied.benutzer)
        neue = EmailAddress.objects.create(user=mitglied.benutzer, email="kim.anders@beispiel.example", verified=True)
    adresse_gewechselt(None, None, mitglied.benutzer, alte, neue)
    with im_namen_von():
        assert [e.email for e in Einladung.objects.filter(angenommen_am=None)] == ["kim.anders@beispiel.example"]
        Einladung.objects.filter(angenommen_am=None).update(email="kim.neu@beispiel.example")  # auch ohne Umzug
    with technisch(Bereich.KONTEN, benutzer_id=mitglied.benutzer_id):
        alte.delete()
        mitglied.benutzer.email = neue.email
        mitglied.benutzer.save()
    client.force_login(leitung.benutzer)
    assert client.post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", {"wann": "sofort"}).status_code == 302
    with im_namen_von():
        assert not Einladung.objects.filter(angenommen_am=None).exists()


def test_mit_der_heutigen_endet_was_ab_morgen_vorgemerkt_ist_und_jede_vertretung(client, leitung):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["EA"])
    weg = AbwesenheitFactory(traeger=leitung.traeger, von=HEUTE, bis=HEUTE + timedelta(5))
    kraft = FachkraftFactory(traeger=leitung.traeger, benutzer=mitglied.benutzer)
    vertretung = VertretungFactory(traeger=leitung.traeger, abwesenheit=weg, fachkraft=kraft, benutzer=mitglied.benutzer)
    client.post(
        f"/traeger/mitglieder/{mitglied.pk}/aendern/",
        {"rolle": "fachkraft", "arbeitsfelder": ["EA", "MBE"], "ab": "23.11.2026"},
    )
    seite = client.post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", {"wann": "sofort"}, follow=True).content.decode()
    assert "Auch die ab 23.11.2026 vorgemerkte entfällt" in seite
    with im_namen_von(leitung.traeger_id):
        assert not Mitgliedschaft.objects.offen_ab(HEUTE).filter(benutzer=mitglied.benutzer, galt_nie=False).exists()
        assert not Vertretung.objects.filter(pk=vertretung.pk, bis__gte=HEUTE).exists()


def test_was_nie_gilt_wartet_auf_keine_freigabe_und_endet_nicht_noch_einmal(client, leitung):
    spaeter = MitgliedschaftFactory(
        traeger=leitung.traeger, rolle=Rolle.LEITUNG, von=HEUTE + timedelta(10), vergeben_von=leitung.benutzer,
        vergeben_am=timezone.now(),
    )  # fmt: skip
    zweite = Client()
    angemeldet(zweite, Rolle.LEITUNG, leitung.traeger)
    assert spaeter.benutzer.name in zweite.get("/traeger/freigaben/").content.decode()
    client.post(f"/traeger/mitglieder/{spaeter.pk}/beenden/", {"wann": "tag", "tag": "27.11.2026"})
    assert spaeter.benutzer.name not in zweite.get("/traeger/freigaben/").content.decode()
    assert zweite.post(f"/traeger/mitglieder/{spaeter.pk}/freigeben/", {"stand": "x"}).status_code == 404
    noch_einmal = client.post(f"/traeger/mitglieder/{spaeter.pk}/beenden/", {"wann": "sofort"})
    assert "ist schon beendet" in noch_einmal.content.decode()


def test_wer_keine_fachkraft_mehr_ist_vertritt_niemanden_auch_nicht_nach_der_rueckkehr(client, leitung):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["IM"])
    kraft = FachkraftFactory(traeger=leitung.traeger, benutzer=mitglied.benutzer)
    weg = AbwesenheitFactory(traeger=leitung.traeger, von=HEUTE, bis=HEUTE + timedelta(5))
    vertretung = VertretungFactory(traeger=leitung.traeger, abwesenheit=weg, fachkraft=kraft, benutzer=mitglied.benutzer)
    client.post(f"/traeger/mitglieder/{mitglied.pk}/aendern/", {"rolle": "verwaltung", "ab": "22.11.2026"})
    with im_namen_von(leitung.traeger_id):
        assert Mitgliedschaft.objects.am(HEUTE).get(benutzer=mitglied.benutzer).rolle == Rolle.VERWALTUNG
        assert not Vertretung.objects.filter(pk=vertretung.pk, bis__gte=HEUTE).exists()


def test_eine_unbestaetigte_adresse_loescht_niemandes_einladung(client, leitung):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger)
    einladen(client, leitung)
    with technisch(Bereich.KONTEN, benutzer_id=mitglied.benutzer_id):
        EmailAddress.objects.create(user=mitglied.benutzer, email="kim.neu@beispiel.example", verified=False)
    client.force_login(leitung.benutzer)
    assert client.post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", {"wann": "sofort"}).status_code == 302
    with im_namen_von():
        assert Einladung.objects.get().email == "kim.neu@beispiel.example"
