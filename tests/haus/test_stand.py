"""Wer auf einem alten Stand speichert, überschreibt niemanden: Verhalten über alle Bereiche (der Quelltext: test_quelltext)."""

import pytest
from django.urls import reverse

from tests.factories import FachkraftFactory, FallFactory, IMFallFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from traeger.begriffe import Rolle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kontext")]


@pytest.mark.parametrize(("app", "fabrik"), [("beratung", FallFactory), ("integrationsmanagement", IMFallFactory)])
@pytest.mark.parametrize("ab", ["1.12.2026", "1.10.2026"])
def test_eine_uebergabe_auf_altem_stand_ist_ein_konflikt(client, app, fabrik, ab):
    """Zweimal übergeben auf demselben gesehenen Stand: Die zweite ersetzte die erste, ohne dass jemand es sah."""
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=TraegerFactory())
    client.force_login(leitung.benutzer)
    eins, zwei, drei = (FachkraftFactory(traeger=leitung.traeger, nachname=name) for name in ("Eins", "Zwei", "Drei"))
    fall = fabrik(traeger=leitung.traeger)
    adresse, daten = reverse(f"{app}:fall-uebergeben", args=[fall.pk]), {"version": fall.version, "ab": ab}
    assert client.post(adresse, daten | {"fachkraft": eins.pk}).status_code == 302
    zweite = client.post(adresse, daten | {"fachkraft": zwei.pk})
    assert zweite.status_code == 200
    assert "hat jemand diesen Eintrag geändert" in zweite.content.decode()
    with im_namen_von(leitung.traeger_id):
        fall.refresh_from_db()
        assert fall.version == 2
        assert [z.fachkraft_id for z in fall.zustaendigkeiten.filter(bis=None)] == [eins.pk]
    # wer den neuen Stand gesehen hat, darf am selben Tag berichtigen; auch das zählt weiter
    neu = daten | {"version": zweite.context["form"]["version"].value()}
    assert client.post(adresse, neu | {"fachkraft": zwei.pk}).status_code == 302
    assert client.post(adresse, neu | {"fachkraft": drei.pk}).status_code == 200
    with im_namen_von(leitung.traeger_id):
        assert [z.fachkraft_id for z in fall.zustaendigkeiten.filter(bis=None)] == [zwei.pk]
