"""Langes zuerst: Reisen, echte Worker und die Fuzz-Läufe stehen am Anfang des Stücks jedes Prozesses, nicht am Ende des Laufs.

xdist (worksteal) gibt jedem Prozess ein zusammenhängendes Stück und lässt ihn am Ende bei anderen nehmen; ein Langes, das zuletzt
beginnt, hielte dann alle auf. Ein Modul bleibt beisammen, damit nur ein Prozess seine Zeilen anlegt.
"""

from itertools import groupby

#: Teile des Pfads, an denen lange Module zu erkennen sind.
LANG = ("/e2e/", "test_fuzz", "_dienste", "test_sicherung", "test_befehle", "test_betrieb", "test_demodaten", "test_urls")


def ist_lang(pfad: str) -> bool:
    return any(teil in pfad for teil in LANG)


def geordnet(items: list, prozesse: int) -> list:
    """Dieselben Tests; je Prozess erst seine langen Module, dann sein Teil der übrigen."""
    module = [list(gruppe) for _, gruppe in groupby(items, key=lambda item: item.path)]
    lang = [modul for modul in module if ist_lang(str(modul[0].path))]
    kurz = [item for modul in module if not ist_lang(str(modul[0].path)) for item in modul]
    stuecke = [[item for modul in lang[nummer::prozesse] for item in modul] for nummer in range(prozesse)]
    je_stueck = -(-len(items) // prozesse)
    for stueck in stuecke:
        fehlt = max(0, je_stueck - len(stueck))
        stueck += kurz[:fehlt]
        kurz = kurz[fehlt:]
    return [item for stueck in stuecke for item in stueck] + kurz
