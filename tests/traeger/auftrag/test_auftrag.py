"""Die Auftragszeile: anlegen, ausführen, abbrechen, ansehen – ohne Celery, mit echter Datenbank."""

import hashlib
import logging
import os
import threading
import time
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from arge import zusammensetzung
from tests.factories import MitgliedschaftFactory
from tests.factories import traeger as factories
from tests.factories.basis import im_namen_von
from tests.sperren import waehrenddessen
from tests.traeger.auftrag.hilfe import HEUTE, ablage, aendern, ausfuehren, beauftragen, stand, wirkungen
from traeger.auftrag.vorgaenge import auftrag as vorgaenge
from traeger.auftrag.vorgaenge import auftragslauf
from traeger.begriffe import AuftragStatus, Bereich, Recht, Rolle
from traeger.models import Auftrag, Mitgliedschaft
from traeger.zugang import handeln, ohne_zugang, technisch, zugang_von

pytestmark = pytest.mark.usefixtures("arten")


# --- anlegen -----------------------------------------------------------------------------------------------------------


def test_gleicher_schluessel_ist_dieselbe_zeile(zugang):
    assert beauftragen(zugang).pk == beauftragen(zugang).pk != beauftragen(zugang, schluessel="zwei").pk


def test_gleicher_schluessel_einer_anderen_person_ist_eine_andere_zeile(zugang):
    andere = zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG))
    assert beauftragen(zugang).pk != beauftragen(andere).pk


def test_gleichzeitige_absendungen_sind_eine_zeile(zugang):
    start, zeilen = threading.Barrier(8), []

    def absenden():
        start.wait()
        zeilen.append(beauftragen(zugang).pk)
        connection.close()

    faeden = [threading.Thread(target=absenden) for _ in range(8)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert len(zeilen) == 8
    assert len(set(zeilen)) == 1


def test_unbekannte_art_und_fehlende_mitgliedschaft_werden_abgewiesen(zugang):
    with pytest.raises(ValueError, match="AUFTRAEGE"):
        beauftragen(zugang, art="gibt-es-nicht")
    with pytest.raises(PermissionDenied):
        beauftragen(ohne_zugang(zugang.benutzer_id))


# --- ausführen ---------------------------------------------------------------------------------------------------------


def test_ergebnis_liegt_unter_zufallsnamen_mit_pruefsumme(zugang):
    auftrag = ausfuehren(beauftragen(zugang))
    assert (auftrag.status, auftrag.prozent, auftrag.zaun, auftrag.versuche) == (AuftragStatus.FERTIG, 100, 1, 1)
    assert auftrag.dateiname == "Ergebnis Übung.txt"
    assert auftrag.pruefsumme == hashlib.sha256(b"fertig").hexdigest()
    assert "Ergebnis" not in auftrag.ergebnis.name
    assert default_storage.open(auftrag.ergebnis.name).read() == b"fertig"
    assert auftrag.pacht_bis is None
    assert wirkungen(zugang) == 1


def test_auftrag_ohne_ergebnis_ist_fertig_ohne_datei(zugang):
    auftrag = ausfuehren(beauftragen(zugang, "ohne_ergebnis"))
    assert (auftrag.status, auftrag.ergebnis.name) == (AuftragStatus.FERTIG, "")


def test_zweiter_weckruf_tut_nichts(zugang):
    auftrag = beauftragen(zugang)
    ausfuehren(auftrag)
    assert ausfuehren(auftrag).zaun == 1
    assert wirkungen(zugang) == 1


def test_gueltige_pacht_schuetzt_abgelaufene_nicht(zugang):
    auftrag = beauftragen(zugang)
    aendern(auftrag, status=AuftragStatus.LAEUFT, zaun=1, versuche=1, pacht_bis=Now() + timedelta(minutes=1))
    assert ausfuehren(auftrag).status == AuftragStatus.LAEUFT
    aendern(auftrag, pacht_bis=Now() - timedelta(seconds=1))
    assert (ausfuehren(auftrag).status, stand(auftrag).zaun) == (AuftragStatus.FERTIG, 2)


def test_fachlicher_grund_steht_als_satz_da_und_wird_nicht_wiederholt(zugang):
    auftrag = ausfuehren(beauftragen(zugang, "scheitert"))
    assert auftrag.status == AuftragStatus.GESCHEITERT
    assert auftrag.fehler == "Für dieses Jahr gibt es noch keine Zahlen."
    assert wirkungen(zugang) == 0


def test_nach_drei_versuchen_gescheitert_ohne_interna(zugang, caplog):
    auftrag = beauftragen(zugang, "stuerzt")
    stand_je_versuch = []
    for _ in range(3):
        stand_je_versuch.append(ausfuehren(auftrag).status)
        aendern(auftrag, fruehestens_am=None)
    assert stand_je_versuch == ["wartet", "wartet", "gescheitert"]
    assert "Samira" not in stand(auftrag).fehler
    assert "ValueError" not in stand(auftrag).fehler
    assert wirkungen(zugang) == 0


def test_wer_dreimal_den_worker_mitriss_scheitert(zugang):
    auftrag = beauftragen(zugang)
    aendern(auftrag, status=AuftragStatus.LAEUFT, zaun=3, versuche=3, pacht_bis=Now() - timedelta(seconds=1))
    assert ausfuehren(auftrag).status == AuftragStatus.GESCHEITERT
    assert wirkungen(zugang) == 0


def test_beendete_mitgliedschaft_beendet_auch_ihre_auftraege(zugang):
    auftrag = beauftragen(zugang)
    with im_namen_von(zugang.traeger_id):
        Mitgliedschaft.objects.filter(pk=zugang.mitgliedschaft_id).update(bis=HEUTE - timedelta(days=1))
    gescheitert = ausfuehren(auftrag)
    assert gescheitert.status == AuftragStatus.GESCHEITERT
    assert "Mitgliedschaft" in gescheitert.fehler
    assert wirkungen(zugang) == 0


def test_jedes_recht_einer_auftragsart_gibt_es():
    assert {recht for _, recht in zusammensetzung.AUFTRAEGE.values()} <= {*Recht, None}


def test_abbruch_waehrend_der_arbeit_hinterlaesst_nichts(zugang, settings, tmp_path):
    settings.AUFTRAG_PACHT = 1
    auftrag = beauftragen(zugang, "lang", sekunden=20, spur=str(tmp_path / "spur"))

    def arbeiten():
        ausfuehren(auftrag)
        connections.close_all()

    faden = threading.Thread(target=arbeiten)
    faden.start()
    while stand(auftrag).prozent == 0:
        assert faden.is_alive()
    with handeln(zugang):
        assert vorgaenge.auftrag_abbrechen(auftrag=auftrag, durch=zugang)
    faden.join(10)
    assert not faden.is_alive()
    assert stand(auftrag).status == AuftragStatus.ABGEBROCHEN
    assert wirkungen(zugang) == 0
    assert ablage() == []


def test_wer_den_zaun_verliert_raeumt_seine_datei_weg(zugang, settings, tmp_path):
    """Der Auftrag meldet keinen Fortschritt mehr, merkt den Verlust also erst beim Abschluss."""
    auftrag = beauftragen(zugang, "lang", sekunden=0, spur=str(tmp_path / "spur"))
    worker = gepachtet(auftrag)
    aendern(auftrag, zaun=7)
    with pytest.raises(auftragslauf.PachtVerloren):
        auftragslauf._arbeiten(worker, zugang)
    assert ablage() == []
    assert wirkungen(zugang) == 0
    assert stand(auftrag).status == AuftragStatus.LAEUFT


def gepachtet(auftrag):
    with technisch(Bereich.AUFTRAEGE):
        return auftragslauf._pachten(auftrag.pk)


def test_lebenszeichen_verlaengert_die_pacht(zugang, settings):
    settings.AUFTRAG_PACHT = 600
    auftrag = gepachtet(beauftragen(zugang))
    aendern(auftrag, pacht_bis=Now())
    vorher = stand(auftrag).pacht_bis
    zeichen = auftragslauf.Lebenszeichen(auftrag)
    zeichen.start()
    zeichen.fortschritt(40, "Kapitel 3")
    while stand(auftrag).prozent != 40:
        assert zeichen.is_alive()
    zeichen.beenden()
    assert stand(auftrag).pacht_bis - vorher >= timedelta(seconds=600)


def test_zwei_worker_pachten_dieselbe_zeile_nie_beide_und_keiner_wartet(zugang):
    """Der zweite übergeht die Zeile, die der erste gerade pachtet (skip_locked), statt an ihr zu stehen."""
    auftrag = beauftragen(zugang)
    with waehrenddessen(lambda: gepachtet(auftrag)) as zweiter:
        assert gepachtet(auftrag).zaun == 1
    assert (zweiter.ergebnis, zweiter.wartete) == (None, False)
    assert (stand(auftrag).zaun, stand(auftrag).versuche) == (1, 1)


@pytest.mark.parametrize("versuche", [1, 3])
@pytest.mark.parametrize("scheitern", ["fachlich", "absturz"])
def test_wer_den_zaun_verliert_beendet_auch_beim_scheitern_nichts(zugang, versuche, scheitern):
    """Sonst stünde der Auftrag als gescheitert da, während ein anderer Worker ihn gerade ausführt."""
    auftrag = gepachtet(beauftragen(zugang))
    auftrag.versuche = versuche
    aendern(auftrag, zaun=7, prozent=30, schritt="bei dem anderen")
    if scheitern == "fachlich":
        auftragslauf._beenden(auftrag, AuftragStatus.GESCHEITERT, "Es gibt keine Zahlen.")
    else:
        auftragslauf._noch_einmal(auftrag)
    jetzt = stand(auftrag)
    assert (jetzt.status, jetzt.fehler, jetzt.schritt, jetzt.prozent) == (AuftragStatus.LAEUFT, "", "bei dem anderen", 30)
    assert jetzt.pacht_bis is not None
    assert jetzt.beendet_am is None


def test_wiederholen_beginnt_von_vorn(zugang):
    auftrag = ausfuehren(beauftragen(zugang, "scheitert"))
    with handeln(zugang):
        assert vorgaenge.auftrag_wiederholen(auftrag=auftrag, jetzt=timezone.now(), durch=zugang)
        assert not vorgaenge.auftrag_wiederholen(auftrag=auftrag, jetzt=timezone.now(), durch=zugang)
    auftrag = stand(auftrag)
    assert (auftrag.status, auftrag.versuche, auftrag.fehler, auftrag.zaun) == (AuftragStatus.WARTET, 0, "", 2)


def test_kehrer_weckt_liegengebliebene_und_verwaiste(zugang):
    andere = zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG))
    frisch, liegt, verwaist, laeuft = (beauftragen(z, schluessel=s) for z in (zugang, andere) for s in "ab")
    aendern(liegt, ausgeloest_am=timezone.now() - timedelta(minutes=1))
    aendern(verwaist, status=AuftragStatus.LAEUFT, pacht_bis=Now() - timedelta(seconds=1))
    aendern(laeuft, status=AuftragStatus.LAEUFT, pacht_bis=Now() + timedelta(minutes=1))
    assert vorgaenge.auftraege_kehren(jetzt=timezone.now()) == 2
    assert stand(frisch).status == AuftragStatus.WARTET


def test_dateien_ohne_auftrag_verschwinden_nach_einem_tag(zugang):
    auftrag = ausfuehren(beauftragen(zugang))
    datei = default_storage.path(default_storage.save("auftraege/verwaist", ContentFile(b"halb")))
    os.utime(datei, (time.time(),) * 2)  # das Dateisystem hat seine eigene Uhr (bin/test --uhr)
    assert vorgaenge.ablage_aufraeumen(jetzt=timezone.now()) == 0
    assert vorgaenge.ablage_aufraeumen(jetzt=timezone.now() + timedelta(days=2)) == 1
    assert [f"auftraege/{name}" for name in ablage()] == [auftrag.ergebnis.name]


def test_auftrag_ueber_der_speichergrenze_scheitert_mit_satz_und_ohne_zweiten_versuch(zugang):
    auftrag = ausfuehren(beauftragen(zugang, "gierig", megabyte=None))
    assert (auftrag.status, auftrag.versuche, auftrag.fehler) == (AuftragStatus.GESCHEITERT, 1, auftragslauf.ZU_GROSS)
    assert wirkungen(zugang) == 0


@pytest.mark.parametrize("modell", [m for m, _ in vorgaenge.dateifelder() if m is not Auftrag], ids=lambda m: m.__name__)
def test_datei_einer_zeile_bleibt_eine_ohne_zeile_geht(modell, zugang):
    """Je Modell mit Datei, auch wenn seine Zeilen einem Träger gehören; ein neues braucht nur seine Factory."""
    (feld,) = (f for m, f in vorgaenge.dateifelder() if m is modell)
    (fabrik,) = (f for f in vars(factories).values() if getattr(getattr(f, "_meta", None), "model", None) is modell)
    ort = getattr(fabrik(), feld).name
    bleibt, verwaist = (default_storage.save(n, ContentFile(b"%PDF")) for n in (ort, f"{ort}.verwaist"))
    assert vorgaenge.ablage_aufraeumen(jetzt=timezone.now() + timedelta(days=2)) >= 1
    assert default_storage.exists(bleibt)
    assert not default_storage.exists(verwaist)
    default_storage.delete(bleibt)


# --- Seiten ------------------------------------------------------------------------------------------------------------


def test_auftrag_detail_zeigt_wartet_laeuft_fertig(angemeldet, zugang):
    auftrag = beauftragen(zugang)
    adresse = reverse("traeger:auftrag-detail", args=[auftrag.pk])
    assert "Der Auftrag wartet" in angemeldet.get(adresse).text
    aendern(auftrag, ausgeloest_am=timezone.now() - timedelta(minutes=2))
    assert "wird von selbst nachgeholt" in angemeldet.get(adresse).text
    aendern(auftrag, status=AuftragStatus.LAEUFT, schritt="Kapitel 3", prozent=40, pacht_bis=Now() + timedelta(minutes=1))
    assert "Kapitel 3" in angemeldet.get(adresse).text
    aendern(auftrag, status=AuftragStatus.WARTET)
    ausfuehren(auftrag)
    seite = angemeldet.get(adresse).text
    assert "Ergebnis Übung.txt herunterladen" in seite
    assert "hx-get" not in seite


def test_auftrag_detail_fragt_nach_bis_zum_ende(angemeldet, zugang):
    auftrag = beauftragen(zugang)
    adresse, htmx = reverse("traeger:auftrag-detail", args=[auftrag.pk]), {"HX-Request": "true"}
    teil = angemeldet.get(adresse, headers=htmx)
    assert "<html" not in teil.text
    assert f'hx-get="{adresse}"' in teil.text
    ausfuehren(auftrag)
    teil = angemeldet.get(adresse, headers=htmx)
    assert "hx-trigger" not in teil.text
    assert teil.headers["HX-Retarget"] == f"#auftrag-{auftrag.pk}"


def test_auftrag_ergebnis_ist_privat(angemeldet, zugang):
    auftrag = ausfuehren(beauftragen(zugang))
    antwort = angemeldet.get(reverse("traeger:auftrag-ergebnis", args=[auftrag.pk]))
    assert b"".join(antwort.streaming_content) == b"fertig"
    assert antwort.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Ergebnis%20%C3%9Cbung.txt")
    assert antwort.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in antwort.headers["Cache-Control"]


@pytest.mark.parametrize("route", ["auftrag-detail", "auftrag-ergebnis"])
def test_fremder_auftrag_ist_unbekannt(angemeldet, zugang, route):
    fremder = zugang_von(MitgliedschaftFactory(traeger_id=None, traeger=None, rolle=Rolle.KOORDINATION))
    auftrag = ausfuehren(beauftragen(fremder))
    assert angemeldet.get(reverse(f"traeger:{route}", args=[auftrag.pk])).status_code == 404


def test_ergebnis_einer_anderen_rolle_derselben_person_ist_unbekannt(angemeldet, zugang):
    with technisch(benutzer_id=zugang.benutzer_id):
        benutzer = Mitgliedschaft.objects.select_related("benutzer").get(pk=zugang.mitgliedschaft_id).benutzer
    andere = zugang_von(MitgliedschaftFactory(benutzer=benutzer, traeger=None, rolle=Rolle.KOORDINATION))
    auftrag = ausfuehren(beauftragen(andere))
    assert angemeldet.get(reverse("traeger:auftrag-ergebnis", args=[auftrag.pk])).status_code == 404


def test_auftrag_abbrechen_und_wiederholen_im_browser(angemeldet, zugang):
    auftrag = beauftragen(zugang)
    angemeldet.post(reverse("traeger:auftrag-abbrechen", args=[auftrag.pk]))
    assert stand(auftrag).status == AuftragStatus.ABGEBROCHEN
    angemeldet.post(reverse("traeger:auftrag-wiederholen", args=[auftrag.pk]))
    assert stand(auftrag).status == AuftragStatus.WARTET
    assert angemeldet.get(reverse("traeger:auftrag-abbrechen", args=[auftrag.pk])).status_code == 405


def test_protokoll_eines_auftrags_traegt_seine_nummer(zugang, caplog):
    with caplog.at_level(logging.INFO, logger="arge.auftrag"):
        auftrag = ausfuehren(beauftragen(zugang))
    assert f"Auftrag {auftrag.pk} ist fertig." in caplog.text
