"""Jede Seite, die eine Rolle durch Anklicken erreicht, ist barrierefrei (P1) – mit Daten in jeder Liste."""

import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest

#: Wer miteinander geht, teilt sich die Seiten, die für alle gleich gebaut sind.
GRUPPEN = [
    ("leitung@stadt.example", "fachkraft@awo.example", "verwaltung@caritas.example"),
    ("steuerung@stadt.example", "koordination@arge.example", "betrieb@arge.example"),
]
HOECHSTENS = 120
VERWEISE = "() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"


def muster(pfad):
    """Eine Seite je Art genügt: Nummern und Schlüssel stehen für alle."""
    return re.sub(r"/(\d+|[0-9a-f-]{36})(?=/)", "/N", pfad)


#: Woran axe etwas findet: Art, Klassen und Merkmale jedes Elements unter seinem Elternteil. Texte und Wiederholungen sind nichts Neues.
BAU = """() => [...new Set([...document.querySelectorAll("body *")].map(element =>
  [element.parentElement, element].map(e => [e.tagName, e.getAttribute("class"), e.getAttribute("role"), e.getAttribute("type"),
    ...e.getAttributeNames().filter(name => name.startsWith("aria-"))].join(".")).join(" > ")))]"""


@pytest.mark.parametrize("emails", GRUPPEN, ids=lambda emails: emails[0].split("@")[0])
def test_jede_erreichbare_seite_ist_barrierefrei(fenster, anmelden, pruefe, haus, emails):
    """Jede Rolle geht alle ihre Seiten; axe sieht eine Seite wieder an, wenn eine Rolle auf ihr etwas Neues findet."""
    gebaut: defaultdict[str, set[str]] = defaultdict(set)
    for email in emails:
        with fenster() as seite:
            anmelden(seite, email)
            assert len(gehe(seite, pruefe, haus, email, gebaut)) > 5, f"{email} erreicht fast nichts"


def gehe(seite, pruefe, haus, email, gebaut):
    """Besucht je Art eine Seite, die von der Startseite aus zu erreichen ist; die besuchten Arten."""
    offen, gesehen = ["/"], {"/"}
    while offen and len(gesehen) < HOECHSTENS:
        pfad = offen.pop(0)
        antwort = seite.goto(pfad)
        assert antwort.status == 200, f"{email}: {pfad} antwortet {antwort.status}"
        schon, bau = gebaut[muster(urlsplit(pfad).path)], set(seite.evaluate(BAU))
        # Kennt eine andere Rolle die Seite schon, genügt für das Neue das Telefon: dort ist alles enger.
        pruefe(seite, breiten=(390,) if schon else (1280, 390), mit_axe=not bau <= schon)
        schon |= bau
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
    return gesehen
