"""Hausregeln, die sich am Quelltext prüfen lassen: wer Grenzen überschreiten darf, steht im Namen der Datei."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from arge.zusammensetzung import APPS
from traeger.models import MandantModell

WURZEL = Path(__file__).resolve().parents[2]
OHNE = {"migrations"}


def module(*namen: str, ordner: tuple[str, ...] = APPS) -> Iterator[tuple[str, ast.Module]]:
    """(Pfad, Baum) aller Dateien der Apps; mit `namen` nur Dateien oder Pakete dieses Namens (`views`, `forms` …)."""
    for oben in ordner:
        for pfad in sorted((WURZEL / oben).rglob("*.py")):
            teile = pfad.relative_to(WURZEL).with_suffix("").parts
            if not OHNE & set(teile) and (not namen or set(namen) & set(teile)):
                yield "/".join(teile), ast.parse(pfad.read_text())


def importiert(baum: ast.AST, name: str) -> bool:
    return any(isinstance(k, ast.ImportFrom) and any(a.name == name for a in k.names) for k in ast.walk(baum))


def test_ueber_alle_traeger_zaehlt_nur_kennzahlen():
    """`zahlen()` sieht jede Zeile jedes Trägers: Wer sie außerhalb von kennzahlen benutzt, gibt leicht Zeilen statt Summen heraus."""
    wer = {pfad for pfad, baum in module() if importiert(baum, "zahlen")}
    assert wer, "die Prüfung findet nichts mehr"
    assert not {pfad for pfad in wer if "kennzahlen" not in pfad.split("/") and not pfad.startswith("traeger/zugang")}


def test_im_prozess_bleibt_keine_abfrage_liegen():
    """Ein gemerkter QuerySet zeigt der nächsten Anfrage die Zeilen der vorigen; `gemerkt` gibt immer `.all()` heraus."""
    gemerkte = {"lru_cache", "cache"}
    verstoesse = {
        f"{pfad}:{name}" for pfad, baum in module(ordner=(*APPS, "arge")) for name in gemerkte if importiert(baum, name)
    }  # fmt: skip
    assert verstoesse == {
        "arge/seite/felder:cache",  # Feldklassen
        "arge/seite/formulare:cache",  # Formularklassen
        "traeger/zugang/faktorform:cache",  # Djangos Zwischenspeicher (benutzte Codes)
        "arge/betrieb/gesund:cache",  # Djangos Zwischenspeicher (Herzschläge), kein functools
        "arge/seite/seiten:cache",  # Djangos Zwischenspeicher (Bremse der Barrieremeldung)
        "arge/daten/abfragen:lru_cache",  # die eine Stelle: .all()
        "arge/daten/verschluesselung:lru_cache",  # Schlüssel aus der Umgebung
        "arge/seite/vorlagen:lru_cache",  # Adressen und Dateinamen, keine Zeilen
        "arge/zahlen/kennzahl:lru_cache",  # Verzeichnis der Definitionen
    }


def ungeschuetzt(baum: ast.AST, modelle: set[str]) -> Iterator[int]:
    """Zeilen, in denen `Modell.objects` ohne `.fuer(…)` und ohne `traeger=` benutzt wird."""
    eltern = {kind: knoten for knoten in ast.walk(baum) for kind in ast.iter_child_nodes(knoten)}
    for knoten in ast.walk(baum):
        if not (isinstance(knoten, ast.Attribute) and knoten.attr == "objects"):
            continue
        if not (isinstance(knoten.value, ast.Name) and knoten.value.id in modelle):
            continue
        kette, oben = set(), knoten
        while (vater := eltern.get(oben)) is not None and (
            (isinstance(vater, ast.Attribute) and vater.value is oben)
            or (isinstance(vater, ast.Call) and vater.func is oben)
        ):
            if isinstance(vater, ast.Attribute):
                kette.add(vater.attr)
            else:
                kette |= {str(k.arg).split("__")[0].removesuffix("_id") for k in vater.keywords}
            oben = vater
        if isinstance(vater, ast.Call) and isinstance(vater.func, ast.Name) and vater.func.id == "akte_oder_404":
            continue  # zieht die Grenze selbst und vermerkt das Lesen
        if not kette & {"fuer", "traeger", "none"}:
            yield knoten.lineno


def test_views_und_forms_holen_zeilen_nur_im_zugang():
    """Eine vergessene Grenze fängt die Datenbank ab – als leere Liste. Hier fällt sie auf, bevor jemand sie sucht."""
    modelle = {m.__name__ for m in apps.get_models() if issubclass(m, MandantModell)}
    verstoesse = [
        f"{pfad}:{zeile}" for pfad, baum in module("views", "forms", "filters") for zeile in ungeschuetzt(baum, modelle)
    ]
    assert not verstoesse


def test_die_pruefung_der_grenze_sieht_ein_vergessenes_fuer():
    modelle = {"Fall"}
    for text, erwartet in [
        ("Fall.objects.filter(pk=1)", [1]),
        ("Fall.objects.all().order_by('pk')", [1]),
        ("get_object_or_404(Fall.objects.fuer(zugang).filter(pk=1))", []),
        ("Fall.objects.filter(traeger=1)", []),
        ("Fall.objects.filter(traeger_id=1).exists()", []),
        ("Kontakt.objects.filter(pk=1)", []),
        ("akte_oder_404(request, Fall.objects.select_related('person'), pk, art='x')", []),
        ("etwas(request, Fall.objects.select_related('person'), pk)", [1]),
    ]:
        assert list(ungeschuetzt(ast.parse(text), modelle)) == erwartet, text
