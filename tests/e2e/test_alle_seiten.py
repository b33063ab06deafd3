"""Jede Seite, die eine Rolle durch Anklicken erreicht, ist barrierefrei (P1) – mit Daten in jeder Liste."""

from collections import defaultdict
from urllib.parse import urljoin, urlsplit

from tests.e2e.bau import Bau, muster

#: Wer viel sieht, zuerst: Was für alle gleich gebaut ist, prüft der Browser nur einmal.
ROLLEN = (
    "leitung@stadt.example", "fachkraft@awo.example", "verwaltung@caritas.example", "steuerung@stadt.example",
    "koordination@arge.example", "betrieb@arge.example",
)  # fmt: skip
HOECHSTENS = 120


def test_jede_erreichbare_seite_ist_barrierefrei(fenster, anmelden, pruefe, haus, axe_quelle):
    """Jede Rolle geht alle ihre Seiten; der Browser prüft eine Seite wieder, wenn eine Rolle auf ihr etwas Neues findet."""
    gebaut: defaultdict[str, set] = defaultdict(set)
    for email in ROLLEN:
        with fenster() as seite:
            anmelden(seite, email)
            seite.add_init_script(
                axe_quelle
            )  # fast jede Seite, die hier aufgeht, wird geprüft: einmal hinein statt jedes Mal
            assert len(gehe(seite, pruefe, haus, email, gebaut)) > 5, f"{email} erreicht fast nichts"
    assert len(gebaut) > 80


def gehe(seite, pruefe, haus, email, gebaut):
    """Besucht je Art eine Seite, die von der Startseite aus zu erreichen ist; die besuchten Arten.

    Gelesen wird jede, der Browser zeigt nur die, auf der es etwas gibt, was er noch nicht geprüft hat.
    """
    offen, gesehen = ["/"], {muster("/")}
    while offen and len(gesehen) < HOECHSTENS:
        pfad = offen.pop(0)
        schon = gebaut[muster(pfad)]
        # Wo noch niemand war, ist alles neu: gleich im Browser, statt erst zu lesen und dann zu öffnen.
        antwort = seite.request.get(pfad) if schon else seite.goto(pfad)
        assert antwort.status == 200, f"{email}: {pfad} antwortet {antwort.status}"
        bau = Bau(antwort.text())
        if not bau.elemente <= schon:
            if schon:
                seite.goto(pfad)
            pruefe(seite, breiten=(1280, 390))
        schon |= bau.elemente
        for ziel in bau.verweise:
            teile = urlsplit(urljoin(antwort.url, ziel))
            if (
                teile.netloc != urlsplit(haus.adresse).netloc
                or teile.path.startswith(("/static/", "/konto/", "/medien/"))
                or "export=" in teile.query
                or teile.path.endswith("/ergebnis/")  # eine Datei, keine Seite
            ):
                continue
            if muster(teile.path) not in gesehen:
                gesehen.add(muster(teile.path))
                offen.append(teile.path + (f"?{teile.query}" if teile.query else ""))
    return gesehen
