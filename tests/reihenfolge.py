"""Langes zuerst: Reisen, echte Worker und die Fuzz-Läufe stehen am Anfang des Stücks jedes Prozesses, nicht am Ende des Laufs.

xdist (worksteal) gibt jedem Prozess ein zusammenhängendes Stück und lässt ihn am Ende bei anderen nehmen; ein Langes, das zuletzt
beginnt, hielte dann alle auf. Ein Modul bleibt beisammen, damit nur ein Prozess seine Zeilen anlegt. Alle Reisen gehören dem ersten
Prozess: Sie warten die meiste Zeit auf den Browser, so lange rechnen die anderen; es läuft ein Haus statt dreier, und axe prüft einen
Bau einmal statt dreimal.
"""

from itertools import groupby

REISEN = "/e2e/"
#: Teile des Pfads, an denen die anderen langen Module zu erkennen sind.
LANG = ("test_fuzz", "_dienste", "test_sicherung", "test_befehle", "test_betrieb", "test_demodaten", "test_urls")


def ist_lang(pfad: str) -> bool:
    return any(teil in pfad for teil in LANG)


def geordnet(items: list, prozesse: int) -> list:
    """Dieselben Tests; je Prozess erst seine langen Module, dann sein Teil der übrigen."""
    module = [(str(pfad), list(gruppe)) for pfad, gruppe in groupby(items, key=lambda item: item.path)]
    reisen = [item for pfad, modul in module if REISEN in pfad for item in modul]
    lang = [modul for pfad, modul in module if REISEN not in pfad and ist_lang(pfad)]
    kurz = [item for pfad, modul in module if REISEN not in pfad and not ist_lang(pfad) for item in modul]
    andere = max(1, prozesse - 1)
    stuecke = [[item for modul in lang[nummer::andere] for item in modul] for nummer in range(andere)]
    stuecke = [reisen, *stuecke] if prozesse > 1 else [reisen + stuecke[0]]
    je_stueck = -(-len(items) // prozesse)
    for stueck in stuecke:
        fehlt = max(0, je_stueck - len(stueck))
        stueck += kurz[:fehlt]
        kurz = kurz[fehlt:]
    return [item for stueck in stuecke for item in stueck] + kurz
