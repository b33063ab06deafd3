"""Das erste Konto einer neuen Installation."""

import pytest
from django.core.management import CommandError, call_command

from traeger.begriffe import Bereich, Rolle
from traeger.models import Benutzer, Mitgliedschaft
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db


def anlegen(monkeypatch, passwort="Weinsberger-Sattel-9!", email="Betrieb@Stadt.example"):
    monkeypatch.setenv("ARGE_PASSWORT", passwort)
    call_command("konto_anlegen", email, "Toni Technik", verbosity=0)


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
