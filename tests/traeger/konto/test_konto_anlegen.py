"""Das erste Konto einer neuen Installation."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import TraegerFactory
from traeger.begriffe import Bereich, Rolle, TraegerArt
from traeger.models import Benutzer, Mitgliedschaft
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db


def anlegen(monkeypatch, passwort="Weinsberger-Sattel-9!", email="Betrieb@Stadt.example", **mehr):
    monkeypatch.setenv("ARGE_PASSWORT", passwort)
    call_command("konto_anlegen", email, "Toni Technik", verbosity=0, **mehr)


def test_legt_ein_konto_mit_der_rolle_betrieb_an(monkeypatch):
    anlegen(monkeypatch)
    benutzer = Benutzer.objects.get(email="betrieb@stadt.example")
    assert benutzer.check_password("Weinsberger-Sattel-9!")
    with technisch(Bereich.KONTEN):
        assert Mitgliedschaft.objects.get(benutzer=benutzer).rolle == Rolle.BETRIEB


@pytest.mark.parametrize(("passwort", "email"), [("kurz", "a@b.example"), ("Weinsberger-Sattel-9!", "keine-adresse")])
def test_schwaches_passwort_oder_falsche_adresse_legen_nichts_an(monkeypatch, passwort, email):
    with pytest.raises(CommandError):
        anlegen(monkeypatch, passwort, email)
    assert not Benutzer.objects.exists()


def test_zweimal_dieselbe_adresse_ist_ein_satz(monkeypatch):
    anlegen(monkeypatch)
    with pytest.raises(CommandError, match="schon ein Konto"):
        anlegen(monkeypatch)


def test_die_erste_steuerung_gibt_spaeter_frei_und_es_ist_nur_die_erste(monkeypatch):
    """Ohne sie könnte niemand die erste Leitung freigeben; weitere lädt die Leitung der Kommune ein."""
    with pytest.raises(CommandError, match="noch keine Kommune"):
        anlegen(monkeypatch, steuerung=True)
    kommune = TraegerFactory(art=TraegerArt.KOMMUNE)
    anlegen(monkeypatch, steuerung=True)
    with technisch(Bereich.KONTEN):
        assert Mitgliedschaft.objects.am(Mitgliedschaft.objects.get().von).get(rolle=Rolle.STEUERUNG).traeger == kommune
    with pytest.raises(CommandError, match="schon eine Steuerung"):
        anlegen(monkeypatch, email="zweite@stadt.example", steuerung=True)
    assert Benutzer.objects.count() == 1
