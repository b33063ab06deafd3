"""Ein zurückgesetzter zweiter Faktor greift nicht zum anderen Träger hinüber, und niemand setzt den eigenen zurück (Fachmodell 0)."""

# ruff: noqa: F811 – die Fixtures kommen aus test_freigabe
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from tests.factories import MitgliedschaftFactory
from tests.traeger.konto.test_freigabe import HEUTE, TAG, alle, betrieb, browser, heute, leitung, post, text  # noqa: F401
from traeger.begriffe import Rolle

pytestmark = pytest.mark.django_db


def zuruecksetzen(wer, mitglied):
    daten = {"absendung": str(uuid.uuid4())}
    return browser(wer).post(f"/traeger/mitglieder/{mitglied.pk}/zweiter-faktor/", daten, follow=True)


def mit_faktor(mitglied):
    Authenticator.objects.create(user=mitglied.benutzer, type=Authenticator.Type.TOTP, data={})
    return mitglied


def hat_faktor(mitglied):
    return Authenticator.objects.filter(user=mitglied.benutzer).exists()


@pytest.mark.parametrize(
    "anderswo",
    [{}, {"von": HEUTE + TAG}, {"rolle": Rolle.KOORDINATION, "traeger": None}, {"rolle": Rolle.LEITUNG, "wartet": True}],
    ids=["anderer Träger", "beginnt erst", "ARGE", "wartet auf Freigabe"],
)
def test_eine_leitung_setzt_keinen_faktor_zurueck_der_auch_anderswo_oeffnet(leitung, betrieb, post, anderswo):
    mitglied = mit_faktor(MitgliedschaftFactory(traeger=leitung.traeger))
    if anderswo.pop("wartet", False):
        anderswo |= {"vergeben_von": betrieb.benutzer, "vergeben_am": timezone.now()}
    dort = MitgliedschaftFactory(benutzer=mitglied.benutzer, **anderswo)
    ihre = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=dort.traeger) if dort.traeger else None
    assert "auch anderswo Mitglied" in text(zuruecksetzen(leitung, mitglied))
    assert "nur der Betrieb" in text(browser(leitung).get(f"/traeger/mitglieder/{mitglied.pk}/zweiter-faktor/", follow=True))
    assert "zurücksetzen" not in text(browser(leitung).get(f"/traeger/mitglieder/{mitglied.pk}/"))
    assert hat_faktor(mitglied)
    mails = post(lambda: zuruecksetzen(betrieb, mitglied))
    assert not hat_faktor(mitglied)
    erwartet = {mitglied.benutzer.email, leitung.benutzer.email} | ({ihre.benutzer.email} if ihre else set())
    assert {m.to[0] for m in mails} == erwartet


def test_eine_leitung_setzt_den_faktor_ihrer_leute_zurueck_solange_sie_es_sind(leitung):
    eigenes = mit_faktor(MitgliedschaftFactory(traeger=leitung.traeger))
    MitgliedschaftFactory(benutzer=eigenes.benutzer, bis=HEUTE - TAG)  # früher einmal anderswo: öffnet nichts mehr
    zuruecksetzen(leitung, eigenes)
    assert not hat_faktor(eigenes)
    gegangen = mit_faktor(MitgliedschaftFactory(traeger=leitung.traeger, bis=HEUTE - TAG))
    assert "nicht mehr Mitglied" in text(zuruecksetzen(leitung, gegangen))
    assert hat_faktor(gegangen)


def test_den_eigenen_faktor_setzt_niemand_selbst_zurueck(leitung, betrieb):
    """Sonst fiele der zweite Faktor mit einem offen gelassenen Rechner."""
    for wer in (leitung, betrieb):
        mit_faktor(wer)
        assert "setzt eine andere Person zurück" in text(zuruecksetzen(wer, wer))
        assert hat_faktor(wer)
