"""Eingelesene Dateien und die Virenprüfung: Geöffnet wird eine Mappe erst, wenn ein echter clamd sie für sauber hält (S7)."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from arge.seite import xlsx_lesen as mappenleser
from tests.arge.falscher_clamd import falscher_clamd
from tests.clamd import EICAR
from tests.factories.basis import im_namen_von
from tests.traeger.personal.mappe import mappe, zeile
from tests.traeger.personal.test_einlesen import alle, hochladen, leitung, stelle, tun  # noqa: F401 – Fixtures
from traeger.begriffe import IMPORT_FRIST, ImportStand, Virenstand
from traeger.models import Besetzung, Importlauf
from traeger.personal.vorgaenge import einlesen
from traeger.tasks import dateien_pruefen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mappe_hier")]


@pytest.fixture
def geoeffnet(monkeypatch):
    """Wie oft openpyxl eine Mappe öffnete."""
    oft = []
    oeffnen = mappenleser.load_workbook
    monkeypatch.setattr(mappenleser, "load_workbook", lambda *a, **k: oft.append(1) or oeffnen(*a, **k))
    return oft


def lauf_von(leitung):  # noqa: F811
    (lauf,) = alle(Importlauf, leitung.traeger)
    return lauf


def detail(client, lauf):
    return client.get(reverse("traeger:import-detail", args=[lauf.pk])).text


def test_gelesen_wird_erst_nach_der_pruefung(client, leitung, stelle, pruefdienst, geoeffnet, tmp_path, nach_commit):  # noqa: F811
    seite = hochladen(client, mappe([zeile("eigen-im")])).text
    assert "Die Datei wird geprüft" in seite
    assert "every 2s" in seite
    lauf = lauf_von(leitung)
    assert (lauf.stand, lauf.viren_stand, geoeffnet) == (ImportStand.HOCHGELADEN, Virenstand.OFFEN, [])
    assert "wird noch auf Schadsoftware geprüft" in tun(client, "uebernehmen", lauf)
    fehlerliste = client.get(reverse("traeger:import-fehler", args=[lauf.pk]), follow=True).text
    assert "wird noch auf Schadsoftware geprüft" in fehlerliste
    assert geoeffnet == []
    with nach_commit(execute=True):
        dateien_pruefen()
    seite = detail(client, lauf)
    assert "Die Datei ist in Ordnung" in seite
    assert "every 2s" not in seite
    assert [datei.suffix for datei in tmp_path.rglob("*.*")] == [".json"]  # die fremde Mappe bleibt nicht liegen
    dateien_pruefen()
    assert "übernommen" in tun(client, "uebernehmen", lauf)
    assert len(alle(Besetzung, leitung.traeger)) == len(geoeffnet) == 1


def test_schadsoftware_wird_nie_geoeffnet(client, leitung, stelle, pruefdienst, geoeffnet, tmp_path, nach_commit):  # noqa: F811
    """Eine XLSX-Datei ist ein gepacktes Archiv: Der Prüfdienst sieht hinein."""
    hochladen(client, mappe([zeile("eigen-im", Nachname=EICAR.decode())]))
    with nach_commit(execute=True):
        dateien_pruefen()
    lauf = lauf_von(leitung)
    assert (lauf.stand, lauf.viren_stand, geoeffnet) == (ImportStand.ABGEWIESEN, Virenstand.BEFALLEN, [])
    assert "Diese Datei ist abgewiesen: Schadsoftware" in detail(client, lauf)
    assert "abgewiesen: Schadsoftware" in client.get(reverse("traeger:import-liste")).text
    assert not list(tmp_path.rglob("*.*"))
    assert "ist abgewiesen" in tun(client, "uebernehmen", lauf)
    assert alle(Besetzung, leitung.traeger) == []


def test_ohne_pruefdienst_wartet_die_mappe_bis_sie_ablaeuft(client, leitung, stelle, settings, monkeypatch, geoeffnet):  # noqa: F811
    settings.CLAMD = "unix:/gibt/es/nicht"
    hochladen(client, mappe([zeile("eigen-im")]))
    with falscher_clamd(b"stream: OK", monkeypatch) as settings.CLAMD:  # abgerissen: kein Urteil
        dateien_pruefen()
    lauf = lauf_von(leitung)
    assert (lauf.stand, geoeffnet) == (ImportStand.HOCHGELADEN, [])
    assert "Die Datei wird geprüft" in detail(client, lauf)
    assert einlesen.importe_ablaufen(jetzt=lauf.hochgeladen_am + IMPORT_FRIST + timedelta(minutes=1)) == 1
    assert lauf_von(leitung).stand == ImportStand.ABGELAUFEN


def leere_mappe():
    puffer = io.BytesIO()
    Workbook().save(puffer)
    return puffer.getvalue()


@pytest.mark.parametrize(
    ("inhalt", "satz"), [(b"kein Excel", "Das ist keine Excel-Datei"), (leere_mappe(), "fehlen die Spalten")]
)
def test_was_sich_nicht_lesen_laesst_sagt_danach_warum(client, leitung, pruefdienst, inhalt, satz):  # noqa: F811
    hochladen(client, inhalt)
    dateien_pruefen()
    lauf = lauf_von(leitung)
    assert (lauf.stand, lauf.viren_stand) == (ImportStand.ABGEWIESEN, Virenstand.SAUBER)
    assert satz in detail(client, lauf)
    assert einlesen.gepruefte_lesen(jetzt=timezone.now()) == 0


def test_verwerfen_geht_auch_waehrend_der_pruefung(client, leitung, pruefdienst, geoeffnet):  # noqa: F811
    hochladen(client, mappe([zeile("eigen-im")]))
    tun(client, "verwerfen", lauf_von(leitung))
    dateien_pruefen()
    assert (lauf_von(leitung).stand, geoeffnet) == (ImportStand.VERWORFEN, [])


@pytest.mark.parametrize("viren_stand", [Virenstand.OFFEN, Virenstand.BEFALLEN])
@pytest.mark.parametrize("stand", [ImportStand.GEPRUEFT, ImportStand.UEBERNOMMEN])
def test_die_datenbank_liest_nichts_ungeprueftes_ein(client, leitung, pruefdienst, stand, viren_stand):  # noqa: F811
    hochladen(client, mappe([zeile("eigen-im")]))
    felder = {"stand": stand, "viren_stand": viren_stand, "viren_versuch": timezone.now(), "datei": ""}
    if stand == ImportStand.UEBERNOMMEN:
        felder |= {"entschieden_am": timezone.now(), "entschieden_von": leitung.benutzer}
    with pytest.raises(IntegrityError, match="importlauf_virenfrei"), transaction.atomic(), im_namen_von(leitung.traeger_id):
        Importlauf.objects.filter(traeger=leitung.traeger).update(**felder)
