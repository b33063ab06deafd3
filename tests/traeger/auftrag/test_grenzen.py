"""Was ein Auftrag nicht darf: mehr als zwei je Person, andere aufhalten, ewig liegen, ohne Recht laufen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from arge import zusammensetzung
from tests.factories import MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.sperren import waehrenddessen
from tests.traeger.auftrag.hilfe import HEUTE, ablage, aendern, ausfuehren, beauftragen, stand
from traeger.auftrag.vorgaenge import auftrag as vorgaenge
from traeger.auftrag.vorgaenge import auftragslauf
from traeger.begriffe import AUFTRAG_OFFEN, ERGEBNIS_FRIST, AuftragStatus, Bereich, Recht, Rolle
from traeger.models import Auftrag, Mitgliedschaft
from traeger.zugang import handeln, technisch, zugang_von

pytestmark = pytest.mark.usefixtures("arten")


def offene(zugang):
    with handeln(zugang):
        return Auftrag.objects.fuer(zugang).filter(status__in=AUFTRAG_OFFEN).count()


def test_hoechstens_zwei_offene_je_person_und_der_dritte_ist_ein_satz(zugang):
    erster, zweiter = beauftragen(zugang), beauftragen(zugang, schluessel="zwei")
    with pytest.raises(IntegrityError, match="Zwei Ihrer Aufträge sind noch nicht fertig"):
        beauftragen(zugang, schluessel="drei")
    assert beauftragen(zugang).pk == erster.pk  # dieselbe Absendung ist kein dritter
    ausfuehren(zweiter)
    beauftragen(zugang, schluessel="drei")
    assert offene(zugang) == 2


def test_die_grenze_gilt_der_person_in_allen_rollen_und_niemandem_sonst(zugang):
    beauftragen(zugang), beauftragen(zugang, schluessel="zwei")
    with technisch(benutzer_id=zugang.benutzer_id):
        benutzer = Mitgliedschaft.objects.select_related("benutzer").get(pk=zugang.mitgliedschaft_id).benutzer
    with pytest.raises(IntegrityError):
        beauftragen(zugang_von(MitgliedschaftFactory(benutzer=benutzer, traeger=None, rolle=Rolle.KOORDINATION)))
    beauftragen(zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG)))


def test_zwei_zugleich_beauftragte_zaehlen_einander(zugang):
    """Der zweite wartet auf den ersten, statt an ihm vorbei auch noch frei zu sehen."""
    beauftragen(zugang)
    with waehrenddessen(lambda: beauftragen(zugang, schluessel="drei")) as zweiter:
        beauftragen(zugang, schluessel="zwei")
    assert zweiter.wartete
    assert isinstance(zweiter.ergebnis, IntegrityError)
    assert offene(zugang) == 2


def test_wiederholen_zaehlt_wie_anlegen_und_sagt_es(zugang, angemeldet):
    gescheitert = ausfuehren(beauftragen(zugang, "scheitert"))
    beauftragen(zugang, schluessel="zwei"), beauftragen(zugang, schluessel="drei")
    seite = angemeldet.post(reverse("traeger:auftrag-wiederholen", args=[gescheitert.pk]), follow=True)
    assert "Zwei Ihrer Aufträge sind noch nicht fertig" in seite.text
    assert stand(gescheitert).status == AuftragStatus.GESCHEITERT


def test_knopf_sagt_was_nicht_geht_und_fuehrt_zurueck(zugang, angemeldet, settings):
    settings.AUFTRAEGE = settings.AUFTRAEGE | zusammensetzung.AUFTRAEGE
    beauftragen(zugang), beauftragen(zugang, schluessel="zwei")
    seite = angemeldet.post(reverse("traeger:vzae-pdf"), {"am": "01.04.2026"}, follow=True)
    assert seite.redirect_chain[-1][0].startswith("/traeger/vzae/?am=01.04.2026")
    assert "brechen Sie ihn ab" in seite.text


# --- Reihenfolge --------------------------------------------------------------------------------------------------------


def test_ein_traeger_mit_vielen_wartenden_haelt_keinen_anderen_auf(zugang):
    """Zwölf Aufträge von sechs Leitungen der AWO liegen vor: Die Diakonie kommt trotzdem als Zweite dran (vorher: als 13.)."""
    awo = [zugang, *(zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger_id=zugang.traeger_id)) for _ in range(5))]
    for person in awo:
        beauftragen(person), beauftragen(person, schluessel="zwei")
    diakonie = beauftragen(zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG)))
    dran = []
    while auftragslauf.naechsten_ausfuehren(am=HEUTE):
        with technisch(Bereich.AUFTRAEGE):
            dran.append(Auftrag.objects.exclude(begonnen_am=None).order_by("-begonnen_am").first())
    assert [a.pk for a in dran].index(diakonie.pk) == 1
    assert len({a.pk for a in dran}) == 13
    assert len({a.benutzer_id for a in dran if a.pk != diakonie.pk} & {p.benutzer_id for p in awo}) == 6
    erste_sechs = [a.benutzer_id for a in dran if a.pk != diakonie.pk][:6]
    assert len(set(erste_sechs)) == 6  # innerhalb des Trägers reihum je Person


def test_gescheiterter_versuch_wartet_seine_zeit_ab(zugang):
    auftrag = ausfuehren(beauftragen(zugang, "stuerzt"))
    assert auftrag.status == AuftragStatus.WARTET
    assert not auftragslauf.naechsten_ausfuehren(am=HEUTE)
    assert vorgaenge.auftraege_kehren(jetzt=timezone.now() + timedelta(minutes=1)) == 0
    aendern(auftrag, fruehestens_am=Now() - timedelta(seconds=1))
    assert auftragslauf.naechsten_ausfuehren(am=HEUTE)


# --- Ablauf -------------------------------------------------------------------------------------------------------------


def test_ergebnis_laeuft_ab_mit_seiner_datei_und_derselbe_wunsch_ist_ein_neuer(zugang, angemeldet):
    auftrag = ausfuehren(beauftragen(zugang))
    adresse = reverse("traeger:auftrag-detail", args=[auftrag.pk])
    assert "danach wird sie gelöscht" in angemeldet.get(adresse).text
    frist = auftrag.beendet_am + ERGEBNIS_FRIST
    assert vorgaenge.ergebnisse_ablaufen(jetzt=frist) == 0
    assert vorgaenge.ergebnisse_ablaufen(jetzt=frist + timedelta(seconds=1)) == 1
    assert vorgaenge.ergebnisse_ablaufen(jetzt=frist + timedelta(seconds=1)) == 0
    assert (ablage(), stand(auftrag).status) == ([], AuftragStatus.ABGELAUFEN)
    seite = angemeldet.get(adresse).text
    assert "Die Datei ist gelöscht" in seite
    assert "herunterladen" not in seite.split("<main")[1]
    assert "Noch einmal versuchen" not in seite
    assert angemeldet.get(reverse("traeger:auftrag-ergebnis", args=[auftrag.pk])).status_code == 404
    assert beauftragen(zugang).pk != auftrag.pk


def test_recht_gilt_beim_anlegen_beim_ausfuehren_und_beim_herunterladen(zugang, settings, angemeldet):
    """Eine Rolle lässt sich am selben Tag in derselben Zeile ändern: Die Mitgliedschaft gilt dann noch, das Recht nicht mehr."""
    settings.AUFTRAEGE["kurz"] = (settings.AUFTRAEGE["kurz"][0], Recht.BESETZUNG_BEARBEITEN)
    fertig, wartet = ausfuehren(beauftragen(zugang)), beauftragen(zugang, schluessel="zwei")
    with im_namen_von(zugang.traeger_id):
        Mitgliedschaft.objects.filter(pk=zugang.mitgliedschaft_id).update(rolle=Rolle.VERWALTUNG, arbeitsfelder=[])
    gescheitert = ausfuehren(wartet)
    assert (gescheitert.status, gescheitert.fehler) == (AuftragStatus.GESCHEITERT, vorgaenge.OHNE_RECHT)
    assert angemeldet.get(reverse("traeger:auftrag-ergebnis", args=[fertig.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        beauftragen(replace(zugang, rolle=Rolle.VERWALTUNG), schluessel="drei")
