"""Jede Seite, die eine Rolle durch Anklicken erreicht, ist barrierefrei (P1) – mit Daten in jeder Liste."""

import re
from urllib.parse import urlsplit

import pytest

ROLLEN = [
    "fachkraft@awo.example", "leitung@stadt.example", "verwaltung@caritas.example", "steuerung@stadt.example",
    "koordination@arge.example", "betrieb@arge.example",
]  # fmt: skip
HOECHSTENS = 120
VERWEISE = "() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"


def muster(pfad):
    """Eine Seite je Art genügt: Nummern und Schlüssel stehen für alle."""
    return re.sub(r"/(\d+|[0-9a-f-]{36})(?=/)", "/N", pfad)


@pytest.mark.parametrize("email", ROLLEN)
def test_jede_erreichbare_seite_ist_barrierefrei(seite, anmelden, pruefe, haus, email):
    anmelden(seite, email)
    offen, gesehen = ["/"], {"/"}
    while offen and len(gesehen) < HOECHSTENS:
        pfad = offen.pop(0)
        antwort = seite.goto(pfad)
        assert antwort.status == 200, f"{email}: {pfad} antwortet {antwort.status}"
        pruefe(seite, breiten=(1280, 390))
        for ziel in seite.evaluate(VERWEISE):
            teile = urlsplit(ziel)
            if (
                not ziel.startswith(haus.adresse)
                or teile.path.startswith(("/static/", "/konto/", "/medien/"))
                or "export=" in ziel
                or teile.path.endswith("/ergebnis/")  # eine Datei, keine Seite
            ):
                continue
            if muster(teile.path) not in gesehen:
                gesehen.add(muster(teile.path))
                offen.append(teile.path + (f"?{teile.query}" if teile.query else ""))
    assert len(gesehen) > 5, f"{email} erreicht fast nichts: {gesehen}"
