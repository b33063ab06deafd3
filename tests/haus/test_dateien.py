"""Jede Datei einer App heißt nach dem, was sie enthält; andere Namen gibt es nicht (haus 2)."""

import tomllib
from pathlib import Path

import pytest

from arge.zusammensetzung import APPS

WURZEL = Path(__file__).resolve().parents[2]
ARTEN = {
    "__init__", "apps", "urls", "views", "admin", "forms", "filters", "tables", "resources", "tasks", "vorgaenge", "dokumente", "briefe", "bericht",
    "kennzahlen", "models", "regeln", "begriffe", "migrations", "management", "templatetags",
}  # fmt: skip
IM_RAUM = ARTEN - {"apps", "models", "begriffe", "migrations", "management", "templatetags", "admin"}
RAEUME = {
    "traeger": {
        "stammdaten",
        "konto",
        "auftrag",
        "stellen",
        "sitzung",
        "netzwerk",
        "personal",
        "warnung",
        "mitteilung",
        "start",
        "suche",
        "zugang",
    },
}
GRUPPEN = {"zahlen", "seite", "daten", "dokument", "betrieb"}
VERBOTEN = {"utils", "helpers", "services", "managers", "mixins", "constants", "signals"}
HOECHSTENS = 400


def namen(ordner: Path) -> set[str]:
    return {p.stem for p in ordner.iterdir() if p.name != "__pycache__"}


@pytest.mark.parametrize("app", APPS)
def test_dateinamen_folgen_dem_wortschatz(app):
    raeume = RAEUME.get(app, set())
    unbekannt = namen(WURZEL / app) - ARTEN - raeume
    assert not unbekannt, f"{app}: {sorted(unbekannt)}"
    for raum in raeume - {"zugang"}:
        unbekannt = namen(WURZEL / app / raum) - IM_RAUM
        assert not unbekannt, f"{app}/{raum}: {sorted(unbekannt)}"


def test_raeume_stehen_auch_in_vorlagen_und_pruefungen():
    """Wer einem Thema folgt, findet Code, Vorlagen und Tests unter demselben Namen."""
    for app, raeume in RAEUME.items():
        assert {p.name for p in (WURZEL / "templates" / app).iterdir()} <= raeume
        assert {p.name for p in (WURZEL / "tests" / app).iterdir() if p.is_dir() and p.name != "__pycache__"} <= raeume


def test_gruppen_des_erdgeschosses():
    assert {p.name for p in (WURZEL / "arge").iterdir() if p.is_dir() and p.name != "__pycache__"} == GRUPPEN


def test_der_vertrag_der_dateien_nennt_jede_app_und_jeden_raum():
    """import-linter kennt keine Muster für Container: Fehlt einer, gälte die Reihenfolge dort nicht."""
    vertraege = tomllib.loads((WURZEL / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    dateien = next(v for v in vertraege if v["name"].startswith("Dateien einer App oder eines Raums"))
    erwartet = {app for app in APPS if app not in RAEUME}
    erwartet |= {f"{app}.{raum}" for app, raeume in RAEUME.items() for raum in raeume - {"zugang"}}
    assert set(dateien["containers"]) == erwartet


def test_keine_fassaden():
    """Ein `__init__`, das Namen weiterreicht, versteckt, wo sie wohnen – außer models und zugang, die alle Apps kennen."""
    fassaden = [
        str(p.relative_to(WURZEL)) for ordner in ["arge", *APPS] for p in (WURZEL / ordner).rglob("__init__.py")
        if p.parent.name not in {"models", "zugang"} and p.parent != WURZEL / "arge" and "import " in p.read_text()
    ]  # fmt: skip
    assert not fassaden


def quelltexte():
    for ordner in ["arge", *APPS, "tests", "bin"]:
        for pfad in (WURZEL / ordner).rglob("*.py"):
            if "migrations" not in pfad.parts:
                yield pfad


def test_keine_verbotenen_namen():
    assert not [p for p in quelltexte() if VERBOTEN & {p.stem, *p.parent.parts[-1:]}]


def test_keine_datei_ist_zu_lang():
    zu_lang = {str(p.relative_to(WURZEL)): n for p in quelltexte() if (n := len(p.read_text().splitlines())) > HOECHSTENS}
    assert not zu_lang


def test_einstellungen_bleiben_eine_kurze_datei():
    assert len((WURZEL / "arge/settings.py").read_text().splitlines()) <= 150


def test_glossar_nennt_jedes_modell_und_jeden_begriff():
    from django.apps import apps

    glossar = (WURZEL / "GLOSSAR.md").read_text()
    modelle = {m.__name__ for m in apps.get_models() if m._meta.app_label in APPS and not hasattr(m, "pgh_tracked_model")}
    import importlib
    import inspect
    from enum import Enum

    begriffe = set()
    for app in APPS:
        if not (WURZEL / app / "begriffe.py").exists():
            continue  # eine App ohne eigene Auswahlen
        modul = importlib.import_module(f"{app}.begriffe")
        begriffe |= {
            n
            for n, k in inspect.getmembers(modul, inspect.isclass)
            if issubclass(k, Enum) and k.__module__ == modul.__name__
        }
    fehlt = {n for n in modelle | begriffe if f"`{n}`" not in glossar and "_" not in n}
    assert not fehlt, f"im Glossar fehlen: {sorted(fehlt)}"


def test_vorlagen_werden_alle_benutzt():
    """Eine Vorlage, die niemand nennt, ist ein Rest."""
    texte = "\n".join(
        p.read_text() for muster in ["*.py", "*.jinja", "*.html"] for p in WURZEL.rglob(muster)
        if not {".venv", "node_modules", ".daten"} & set(p.relative_to(WURZEL).parts)
    )  # fmt: skip
    vorlagen = [p.relative_to(WURZEL / "templates") for p in (WURZEL / "templates").rglob("*.jinja")]
    dynamisch = {"bausteine", "seiten", "formulare"}  # Namen entstehen zur Laufzeit: Bausteine, seiten._seite, Formulare
    unbenutzt = [str(v) for v in vorlagen if str(v) not in texte and v.parts[0] not in dynamisch]
    assert not unbenutzt
