"""Was mit einer eingelesenen Datei danach geschieht: einmal geöffnet, und ohne Entscheidung läuft sie ab."""

from datetime import timedelta

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from arge.seite import xlsx_lesen as mappenleser
from arge.zahlen.format import datum
from tests.traeger.personal.mappe import mappe, zeile
from tests.traeger.personal.test_einlesen import alle, hochladen, leitung, stelle, tun  # noqa: F401 – Fixtures
from traeger.begriffe import IMPORT_FRIST, ImportStand
from traeger.models import Besetzung, Importlauf
from traeger.personal.vorgaenge import einlesen

pytestmark = pytest.mark.usefixtures("mappe_hier")


def test_die_mappe_wird_genau_einmal_geoeffnet(client, leitung, stelle, monkeypatch):  # noqa: F811
    """Vorschau, Fehlerliste und Übernahme nehmen, was beim Hochladen gelesen wurde."""
    geoeffnet = []
    oeffnen = mappenleser.load_workbook
    monkeypatch.setattr(mappenleser, "load_workbook", lambda *a, **k: geoeffnet.append(1) or oeffnen(*a, **k))
    hochladen(client, mappe([zeile("eigen-im")]))
    (lauf,) = alle(Importlauf, leitung.traeger)
    for _ in range(2):
        assert "Die Datei ist in Ordnung" in client.get(reverse("traeger:import-detail", args=[lauf.pk])).text
    assert client.get(reverse("traeger:import-fehler", args=[lauf.pk])).status_code == 200
    assert "übernommen" in tun(client, "uebernehmen", lauf)
    assert len(alle(Besetzung, leitung.traeger)) == len(geoeffnet) == 1


def test_ein_import_ohne_entscheidung_laeuft_ab_samt_datei(client, leitung, stelle, django_capture_on_commit_callbacks):  # noqa: F811
    hochladen(client, mappe([zeile("eigen-im")])), hochladen(client, mappe([zeile("eigen-im", VZÄ=0.5)]))
    offen, entschieden = alle(Importlauf, leitung.traeger)
    seite = client.get(reverse("traeger:import-detail", args=[offen.pk])).text
    assert f"Entscheiden Sie bis {datum(timezone.localdate(offen.hochgeladen_am + IMPORT_FRIST))}" in seite
    tun(client, "verwerfen", entschieden)
    frist = offen.hochgeladen_am + IMPORT_FRIST
    assert einlesen.importe_ablaufen(jetzt=frist) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert einlesen.importe_ablaufen(jetzt=frist + timedelta(minutes=1)) == 1
    assert einlesen.importe_ablaufen(jetzt=frist + timedelta(minutes=1)) == 0
    assert not default_storage.exists(offen.datei.name)
    assert {z.pk: z.stand for z in alle(Importlauf, leitung.traeger)} == {
        offen.pk: ImportStand.ABGELAUFEN, entschieden.pk: ImportStand.VERWORFEN,
    }  # fmt: skip
    assert "Diese Datei ist abgelaufen" in client.get(reverse("traeger:import-detail", args=[offen.pk])).text
    assert "ist abgelaufen" in tun(client, "uebernehmen", offen)
    assert alle(Besetzung, leitung.traeger) == []


def test_eine_kaputte_zeile_haelt_die_anderen_nicht_auf(
    client, leitung, stelle, monkeypatch, caplog, django_capture_on_commit_callbacks,  # noqa: F811
):  # fmt: skip
    """Eine lässt sich nicht ändern, die Datei einer anderen nicht löschen: beides vermerkt, die dritte läuft ab."""
    for anteil in (0.5, 0.6, 0.7):
        hochladen(client, mappe([zeile("eigen-im", VZÄ=anteil)]))
    eine, andere, dritte = sorted(alle(Importlauf, leitung.traeger), key=lambda lauf: lauf.pk)
    sperren, weg = einlesen.gesperrt, default_storage.delete

    def kaputt(lauf):
        if lauf.pk == eine.pk:
            raise IntegrityError("kaputte Zeile")
        return sperren(lauf)

    def hinaus(name):
        if name == andere.datei.name:
            raise SuspiciousFileOperation(name)
        weg(name)

    monkeypatch.setattr(einlesen, "gesperrt", kaputt)
    monkeypatch.setattr(type(default_storage._wrapped), "delete", lambda _, name: hinaus(name))
    with django_capture_on_commit_callbacks(execute=True):
        assert einlesen.importe_ablaufen(jetzt=timezone.now() + IMPORT_FRIST + timedelta(minutes=1)) == 2
    stand = {lauf.pk: (lauf.stand, default_storage.exists(ort.datei.name)) for lauf, ort in zip(
        sorted(alle(Importlauf, leitung.traeger), key=lambda lauf: lauf.pk), (eine, andere, dritte), strict=True
    )}  # fmt: skip
    assert stand == {
        eine.pk: (ImportStand.GEPRUEFT, True), andere.pk: (ImportStand.ABGELAUFEN, True), dritte.pk: (ImportStand.ABGELAUFEN, False),
    }  # fmt: skip
    assert f"Der Import {eine.pk} ließ sich nicht beenden" in caplog.text
    assert "ließ sich nicht löschen" in caplog.text
