"""Der Schlüssel einer Einladung steht nur in ihrem Brief; sie gilt, solange die einladende Person die Rolle vergeben darf."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import MitgliedschaftFactory
from tests.traeger.konto.test_freigabe import alle, annehmen, browser, laden, verweis, wartende
from traeger.begriffe import Bereich, Rolle
from traeger.konto.vorgaenge import mitgliedschaft as vorgaenge
from traeger.models import Einladung, Mitgliedschaft
from traeger.zugang import handeln, technisch, zugang_von

pytestmark = pytest.mark.django_db


@pytest.fixture
def leitung():
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


def aendere(mitglied, **felder):
    with technisch(Bereich.KONTEN):
        assert Mitgliedschaft.objects.filter(pk=mitglied.pk).update(**felder) == 1


def test_dieselbe_absendung_ergibt_fuer_niemand_anderen_denselben_schluessel(leitung):
    """Wer sich mit einer Absendung selbst anschreibt, kennt den Schlüssel der nächsten mit derselben Absendung nicht."""
    x = str(uuid.uuid4())
    laden(leitung, email="postfach@beispiel.example", absendung=x)
    bekannt = verweis()
    (eigene,) = alle(Einladung)
    assert (
        browser(leitung)
        .post(f"/traeger/einladungen/{eigene.pk}/zurueckziehen/", {"absendung": str(uuid.uuid4())})
        .status_code
        == 302
    )
    laden(leitung, email="echte.person@beispiel.example", absendung=x)
    (echte,) = alle(Einladung)
    assert echte.email == "echte.person@beispiel.example"
    assert verweis() != bekannt
    assert annehmen(wo=bekannt).status_code == 404
    assert alle(Mitgliedschaft, benutzer__email="echte.person@beispiel.example") == []


def test_wer_erneuert_laedt_ein_und_gibt_darum_nicht_selbst_frei(leitung):
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    laden(andere, rolle="leitung")
    (einladung,) = alle(Einladung)
    adresse, x = f"/traeger/einladungen/{einladung.pk}/", str(uuid.uuid4())
    for _mal in range(2):
        assert browser(leitung).post(adresse, {"absendung": x}).status_code == 302
    assert len(mail.outbox) == 2, "dieselbe Absendung verschickt nicht noch einmal"
    (einladung,) = alle(Einladung)
    assert einladung.eingeladen_von_id == leitung.benutzer_id
    assert annehmen().status_code == 302
    (neu,) = alle(Mitgliedschaft, benutzer__email="kim.neu@beispiel.example")
    assert (neu.vergeben_von_id, neu.wartet) == (leitung.benutzer_id, True)


def test_eine_einladung_endet_mit_dem_recht_der_einladenden(leitung):
    geht = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    laden(geht)
    aendere(geht, bis=timezone.localdate() - timedelta(days=1))
    antwort = annehmen()
    assert antwort.status_code == 200
    assert "vergibt diese Rolle nicht mehr" in antwort.content.decode()
    assert alle(Mitgliedschaft, benutzer__email="kim.neu@beispiel.example") == []


def test_freigegeben_wird_nur_was_auf_der_seite_stand(leitung):
    """Zwischen Ansehen und Knopf ändert jemand die Rolle: Die Zustimmung galt der alten."""
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    mitglied = wartende(leitung.traeger, andere)
    gezeigt = vorgaenge.gesehen(mitglied)
    aendere(mitglied, von=timezone.localdate() + timedelta(days=3))
    wann = {"jetzt": timezone.now(), "heute": timezone.localdate()}
    with pytest.raises(ValidationError, match="inzwischen geändert"), handeln(zugang_von(leitung)) as zugang:
        vorgaenge.freigeben(mitgliedschaft=mitglied, gezeigt=gezeigt, durch=zugang, **wann)
    assert alle(Mitgliedschaft, pk=mitglied.pk)[0].wartet
