"""Was jemand in Konto- und Aktenformulare schickt, ergibt einen Satz, nie einen Fehler und nie fremden Text in einer Mail (F19, F20)."""

import uuid
from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests.factories import BenutzerFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import PASSWORT
from tests.lesen import text
from traeger.begriffe import Rolle
from traeger.models import Benutzer, Einladung

pytestmark = pytest.mark.django_db
LANG = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 30}.de"


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(date(2026, 11, 22), laeuft=False)


@pytest.fixture
def leitung(client):
    mitgliedschaft = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    client.force_login(mitgliedschaft.benutzer)
    return mitgliedschaft


@pytest.mark.parametrize("ziel", ["/beratung/faelle/neu/", "/integrationsmanagement/faelle/neu/"])
@pytest.mark.parametrize("absendung", ["unsinn", "", "\x00", None])
def test_unlesbare_absendung_der_person(client, ziel, absendung):
    client.force_login(MitgliedschaftFactory(rolle=Rolle.FACHKRAFT, arbeitsfelder=["MBE", "IM"]).benutzer)
    daten = {"person-vorname": "A", "person-nachname": "B"}
    assert client.post(ziel, daten | ({} if absendung is None else {"person-absendung": absendung})).status_code == 200


@pytest.mark.parametrize("schluessel", ["A\x00B", "\x1b[0m", "x" * 5000, "\u202e"])
def test_unlesbarer_schluessel_eines_entwurfs_nimmt_nichts_zurueck(client, leitung, schluessel):
    antwort = client.post("/traeger/name/", {"name": "Neuer Name", "entwurf": schluessel})
    assert antwort.status_code == 302
    assert Benutzer.objects.get(pk=leitung.benutzer_id).name == "Neuer Name"


@pytest.mark.parametrize("seite", ["beenden", "aendern"])
def test_der_letzte_tag_des_kalenders_ist_kein_ende(client, leitung, seite):
    ihre = MitgliedschaftFactory(rolle=Rolle.VERWALTUNG, traeger=leitung.traeger)
    daten = {"wann": "tag", "tag": "31.12.9999", "ab": "31.12.9999", "rolle": "verwaltung"}
    antwort = client.post(f"/traeger/mitglieder/{ihre.pk}/{seite}/", daten)
    assert antwort.status_code == 200
    assert "31.12.9999 ist hier kein Tag" in text(antwort)


@pytest.mark.parametrize(
    ("ziel", "daten"),
    [
        ("/konto/email/", {"action_add": "", "email": LANG}),
        ("/konto/password/reset/", {"email": LANG}),
        ("/konto/login/", {"login": LANG, "password": "x"}),
        ("/barriere-melden/", {"beschreibung": "x", "email": LANG}),
        ("/traeger/einladungen/neu/", {"name": "Kim", "email": LANG, "rolle": "verwaltung", "absendung": str(uuid.UUID(int=1))}),
    ],
)  # fmt: skip
def test_eine_zu_lange_adresse_ist_ein_satz(client, leitung, ziel, daten):
    assert 254 < len(LANG) <= 320
    client.post("/konto/reauthenticate/", {"password": PASSWORT})
    if ziel == "/konto/login/":
        client.logout()
    antwort = client.post(ziel, daten)
    assert antwort.status_code == 200
    assert "höchstens 254 Zeichen" in text(antwort)
    assert mail.outbox == []


def einladen(client, name):
    daten = {"name": name, "email": "kim@beispiel.example", "rolle": "verwaltung", "absendung": str(uuid.uuid4())}
    return client.post("/traeger/einladungen/neu/", daten)


@pytest.mark.parametrize("umbruch", ["\n\n", "\r\n", "\x0b", "\u2028", "\x85", "_x000D_"])
def test_eine_einladung_traegt_den_namen_in_einer_zeile(client, leitung, umbruch):
    assert einladen(client, f"Frau Muster{umbruch}Ihr Konto wurde gesperrt").status_code == 302
    assert mail.outbox[0].body.splitlines()[0] == "Guten Tag Frau Muster Ihr Konto wurde gesperrt,"


@pytest.mark.parametrize("verweis", ["https://boese.example", "www.boese.example", "//boese.example", "a@boese.example"])
def test_ein_name_ist_kein_verweis(client, leitung, verweis):
    antwort = einladen(client, f"Ihr Konto wurde gesperrt {verweis}")
    assert "nur den Namen" in text(antwort)
    assert mail.outbox == []
    assert "nur den Namen" in text(client.post("/traeger/name/", {"name": f"Kim {verweis}"}))


@pytest.mark.parametrize("name", ["Frau\nMuster", "Kim\x07", "Kim http://x.example"])
def test_auch_die_datenbank_laesst_nur_namen_zu(name):
    with pytest.raises(IntegrityError, match="benutzer_nur_name"), transaction.atomic():
        BenutzerFactory(name=name)
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    with pytest.raises(IntegrityError, match="einladung_nur_name"), im_namen_von(), transaction.atomic():
        Einladung.objects.create(
            name=name, email="a@b.example", rolle="betrieb", schluessel_hash="x", gueltig_bis="2026-11-23T00:00Z",
            eingeladen_von=leitung.benutzer,
        )  # fmt: skip


@pytest.mark.parametrize("name", ["Dr. Kim O’Brien-Müller", "Nguyễn Thị Ánh", "محمد الأحمد", "J.-P. d'Arc (Vertretung)"])
def test_wirkliche_namen_gelten(client, leitung, name):
    assert einladen(client, name).status_code == 302
