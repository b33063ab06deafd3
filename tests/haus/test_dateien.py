"""Jede Datei einer App heißt nach dem, was sie enthält; andere Namen gibt es nicht (haus 2)."""

from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[2]
APPS = ["traeger", "ehrenamt", "beratung", "integrationsmanagement", "finanzen"]
ERLAUBT = {
    "__init__", "apps", "urls", "views", "admin", "forms", "filters", "tables", "resources", "tasks", "vorgaenge", "dokumente",
    "kennzahlen", "models", "regeln", "begriffe", "migrations", "management", "demodaten", "stammdaten", "templatetags",
}  # fmt: skip
VERBOTEN = {"utils", "helpers", "services", "managers", "mixins", "constants", "signals"}
HOECHSTENS = 400


@pytest.mark.parametrize("app", APPS)
def test_dateinamen_folgen_dem_wortschatz(app):
    namen = {p.stem for p in (WURZEL / app).iterdir() if p.name != "__pycache__"}
    erlaubt = ERLAUBT | ({"zugang"} if app == "traeger" else set())
    assert namen <= erlaubt, f"unbekannt: {sorted(namen - erlaubt)}"


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
