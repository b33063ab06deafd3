"""POST nimmt nur an, wohin eine Seite ein Formular schickt; alles andere zeigt nur und weist POST mit 405 ab."""

import pytest

from tests.haus.fuzz_welt import ROLLEN, Welt
from tests.haus.test_urls import ROUTEN, adresse, rufe

#: Zeigt hier kein Formular, weil nichts da ist, das es abschicken könnte (zum Bestätigen braucht es Stunden einer anderen Person).
OHNE_FORMULAR = {"ehrenamt:stunden-bestaetigen"}


@pytest.mark.django_db
def test_was_nur_zeigt_nimmt_kein_post():
    """Eine Seite, die sich auf GET zeigt und auf POST auch, tut so, als hätte sie etwas angenommen."""
    welt = Welt.neu(*ROLLEN)
    ziele, nimmt_an = set(welt.formulare(sorted(ROUTEN))), set()
    for name in sorted(ROUTEN):
        client, ziel = welt.wer(name), adresse(name, welt.eigene)
        if rufe(client, "get", ziel).status_code == 200 and rufe(client, "post", ziel).status_code != 405:
            nimmt_an.add(name)
    assert nimmt_an - ziele == OHNE_FORMULAR
    assert len(nimmt_an) > 40, "die Prüfung findet nichts mehr"
