"""POST nimmt nur an, wohin eine Seite ein Formular schickt; alles andere zeigt nur und weist POST mit 405 ab."""

import pytest

from tests.haus.boese_eingaben import route
from tests.haus.fuzz_welt import ROLLEN, Welt
from tests.haus.test_urls import ROUTEN, rufe


@pytest.mark.django_db
def test_was_nur_zeigt_nimmt_kein_post():
    """Eine Seite, die sich auf GET zeigt und auf POST auch, tut so, als hätte sie etwas angenommen."""
    welt = Welt.neu(*ROLLEN)
    ziele, zeigt = set(), {}
    for name, ziel, client, seite in welt.seiten(sorted(ROUTEN)):
        zeigt[name] = client, ziel
        ziele |= {route(formular.ziel) for formular in seite.formulare}
    nimmt_an = {name for name, (client, ziel) in zeigt.items() if rufe(client, "post", ziel).status_code != 405}
    assert nimmt_an - ziele == set()
    assert len(nimmt_an) > 40, "die Prüfung findet nichts mehr"
