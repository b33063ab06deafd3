"""Hausregeln, die sich am Quelltext prüfen lassen: wer Grenzen überschreiten darf, steht im Namen der Datei."""

import ast
from collections.abc import Iterator
from functools import cache
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
                yield "/".join(teile), _baum(pfad)


@cache
def _baum(pfad: Path) -> ast.Module:
    return ast.parse(pfad.read_text())


def importiert(baum: ast.AST, name: str) -> bool:
    return any(isinstance(k, ast.ImportFrom) and any(a.name == name for a in k.names) for k in ast.walk(baum))


def als_modul(baum: ast.AST, name: str) -> bool:
    """Ob das Modul als Ganzes eingeführt wird (`from traeger import zugang`, `import traeger.zugang`)."""
    eltern, _, kind = name.rpartition(".")
    return any(
        (isinstance(k, ast.ImportFrom) and k.module == eltern and any(a.name == kind for a in k.names))
        or (isinstance(k, ast.Import) and any(a.name == name for a in k.names))
        for k in ast.walk(baum)
    )


def test_ein_ganzes_modul_faellt_auf():
    for text, erwartet in [
        ("from traeger import zugang", True),
        ("import traeger.zugang", True),
        ("from traeger.zugang import zahlen", False),
    ]:
        assert als_modul(ast.parse(text), "traeger.zugang") is erwartet


def test_ueber_alle_traeger_zaehlt_nur_kennzahlen():
    """`zahlen()` sieht jede Zeile jedes Trägers: Wer sie außerhalb von kennzahlen benutzt, gibt leicht Zeilen statt Summen heraus."""
    wer = {pfad for pfad, baum in module() if importiert(baum, "zahlen")}
    assert wer, "die Prüfung findet nichts mehr"
    ganz = {pfad for pfad, baum in module() if als_modul(baum, "traeger.zugang")}
    assert not ganz, "wer das ganze Modul einführt, den sieht die Prüfung nicht"
    assert not {pfad for pfad in wer if "kennzahlen" not in pfad.split("/") and not pfad.startswith("traeger/zugang")}


def test_im_prozess_bleibt_keine_abfrage_liegen():
    """Ein gemerkter QuerySet zeigt der nächsten Anfrage die Zeilen der vorigen; `gemerkt` gibt immer `.all()` heraus."""
    gemerkte = {"lru_cache", "cache"}
    verstoesse = {
        f"{pfad}:{name}" for pfad, baum in module(ordner=(*APPS, "arge")) for name in gemerkte if importiert(baum, name)
    }  # fmt: skip
    assert verstoesse == {
        "arge/dokument/bilddatei:lru_cache",  # Farben und Regeln der Bilder
        "arge/dokument/pdf:lru_cache",  # entpackte Schriften
        "arge/seite/felder:cache",  # Feldklassen
        "arge/seite/saetze:cache",  # Djangos Sätze je Feldklasse
        "arge/seite/formulare:cache",  # Formularklassen
        "traeger/zugang/faktorform:cache",  # Djangos Zwischenspeicher (benutzte Codes)
        "arge/betrieb/gesund:cache",  # Djangos Zwischenspeicher (Herzschläge), kein functools
        "arge/daten/anfrage:lru_cache",  # Wörter von Projekten, Partnern und Seiten, nie von Menschen
        "arge/daten/abfragen:lru_cache",  # die eine Stelle: .all()
        "arge/daten/eingang:lru_cache",  # Zerlegung einzelner Zeichen
        "arge/daten/verschluesselung:lru_cache",  # Schlüssel aus der Umgebung
        "arge/seite/vorlagen:lru_cache",  # Adressen und Dateinamen, keine Zeilen
        "arge/zahlen/feiertage:cache",  # zwölf Tage je Jahr
        "arge/zahlen/seither:cache",  # welches Modell welches protokolliert, keine Zeilen
        "arge/zahlen/kennzahl:lru_cache",  # Verzeichnis der Definitionen
    }


#: Jeder Weg zu Zeilen eines Modells; was ein Modell sonst an Managern hat, kommt dazu.
MANAGER = {"objects", "_default_manager", "_base_manager"} | {
    manager.name for modell in apps.get_models() if issubclass(modell, MandantModell) for manager in modell._meta.managers
}
GRENZT = {"traeger", "traeger_id", "traeger__in", "traeger__pk"}


def ungeschuetzt(baum: ast.AST, modelle: set[str]) -> Iterator[int]:
    """Zeilen, in denen ein Manager eines Modells ohne `.fuer(…)` und ohne `traeger=` benutzt oder das Modell selbst befragt wird."""
    eltern = {kind: knoten for knoten in ast.walk(baum) for kind in ast.iter_child_nodes(knoten)}

    def ist_modell(knoten: ast.AST) -> bool:
        return getattr(knoten, "id", None) in modelle or (isinstance(knoten, ast.Attribute) and knoten.attr in modelle)

    for knoten in ast.walk(baum):
        if (
            isinstance(knoten, ast.Call)
            and getattr(knoten.func, "id", "").endswith("_or_404")
            and any(map(ist_modell, knoten.args))
        ):
            yield knoten.lineno
        if not (isinstance(knoten, ast.Attribute) and knoten.attr in MANAGER and ist_modell(knoten.value)):
            continue
        kette, oben = set(), knoten
        while (vater := eltern.get(oben)) is not None and (
            (isinstance(vater, ast.Attribute) and vater.value is oben)
            or (isinstance(vater, ast.Call) and vater.func is oben)
        ):
            if isinstance(vater, ast.Attribute):
                kette.add(vater.attr)
            else:
                kette |= {str(k.arg) for k in vater.keywords}
            oben = vater
        if isinstance(vater, ast.Call) and isinstance(vater.func, ast.Name) and vater.func.id == "akte_oder_404":
            continue  # zieht die Grenze selbst und vermerkt das Lesen
        if not kette & {"fuer", "none", *GRENZT}:
            yield knoten.lineno


def test_views_und_forms_holen_zeilen_nur_im_zugang():
    """Eine vergessene Grenze fängt die Datenbank ab – als leere Liste. Hier fällt sie auf, bevor jemand sie sucht."""
    modelle = {m.__name__ for m in apps.get_models() if issubclass(m, MandantModell)}
    verstoesse = [
        f"{pfad}:{zeile}" for pfad, baum in module("views", "forms", "filters") for zeile in ungeschuetzt(baum, modelle)
    ]
    assert not verstoesse


def test_die_pruefung_der_grenze_sieht_ein_vergessenes_fuer():
    modelle = {"Fall", "Kontakt"}
    for text, erwartet in [
        ("Fall.objects.filter(pk=1)", [1]),
        ("Fall.objects.all().order_by('pk')", [1]),
        ("get_object_or_404(Fall.objects.fuer(zugang).filter(pk=1))", []),
        ("Fall.objects.filter(traeger=1)", []),
        ("Fall.objects.filter(traeger_id=1).exists()", []),
        ("Gemeinsames.objects.filter(pk=1)", []),
        ("akte_oder_404(request, Fall.objects.select_related('person'), pk, art='x')", []),
        ("etwas(request, Fall.objects.select_related('person'), pk)", [1]),
        ("get_object_or_404(Fall, pk=1)", [1]),
        ("get_object_or_404(models.Fall, pk=1)", [1]),
        ("Fall._default_manager.get(pk=1)", [1]),
        ("Kontakt.auch_stornierte.get(pk=1)", [1]),
        ("models.Fall.objects.get(pk=1)", [1]),
        ("Fall.objects.filter(traeger__isnull=False)", [1]),
        ("Fall.objects.fuer(zugang).filter(traeger__isnull=False)", []),
    ]:
        assert list(ungeschuetzt(ast.parse(text), modelle)) == erwartet, text


# --- E-Mails: ein Weg --------------------------------------------------------------------------------------------------

#: Was eine E-Mail auf den Weg bringt. `send` ist auch der Name anderer Dinge (Signale); hier gibt es keine.
VERSAND = ("send", "send_mail", "send_mass_mail", "send_messages", "mail_admins", "mail_managers", "get_connection")
VERSCHICKT_SELBST = {
    "traeger/zugang/postausgang:_verschicken": "die eine Stelle",
    "traeger/zugang/postausgang:_zuruecksetzen": "die eine Stelle; der Verweis entsteht erst beim Versand",
    "arge/betrieb/protokoll:_senden": "Fehler melden muss ohne Datenbank gehen",
}


def test_emails_gehen_durch_den_postausgang():
    """Direkt verschickt hielte ein langsamer Postausgang die Anfrage auf, und ein toter verlöre den Brief."""
    wer = {
        f"{pfad}:{f.name}" for pfad, baum in module(ordner=(*APPS, "arge")) for f in funktionen(baum)
        if any(list(aufrufe(f, name)) for name in VERSAND)
    }  # fmt: skip
    assert wer == set(VERSCHICKT_SELBST)


# --- Seiten und Vorgänge: ein Weg ---------------------------------------------------------------------------------------

#: Views, die selbst nach `is_valid()` fragen, und warum `formularseite` sie nicht trägt.
EIGENE_FORMULARE = {
    "beratung/views/akte:waehlen": "Auswahl in der Adresse, geschrieben wird nichts",
    "beratung/views/person:person_dubletten": "Hinweis während der Eingabe, geschrieben wird nichts",
    "finanzen/views:uebersicht": "Auswahl in der Adresse",
    "traeger/stellen/views/vzae:vzae": "Auswahl in der Adresse",
    "traeger/suche/views:suche": "eine Frage, geschrieben wird nichts",
    "traeger/stellen/views/vzae:vzae_xlsx": "Auswahl in der Adresse",
    "traeger/stellen/views/vzae:vzae_pdf": "Auswahl in der Adresse; angelegt wird der Auftrag mit knopfdruck",
    "traeger/warnung/views:kalender": "das Geheimnis steht nur in dieser einen Antwort, ohne Weiterleitung",
}
#: Vorgänge, die Zeilen ohne Stand (`version`) oder viele auf einmal sperren.
EIGENE_SPERREN = {
    "beratung/vorgaenge:gesammelt_uebergeben": "alle Zuständigkeiten einer Fachkraft auf einmal, ohne Stand",
    "ehrenamt/vorgaenge:stunden_bestaetigen": "alle angekreuzten auf einmal; den Stand trägt jedes Kästchen",
    "ehrenamt/vorgaenge:treffen_aendern": "alle Stunden eines Treffens auf einmal; den Stand trägt das Treffen",
    "traeger/auftrag/vorgaenge/auftragslauf:_pachten": "wer die Zeile nicht bekommt, wartet nicht (skip locked)",
    "traeger/konto/vorgaenge/mitgliedschaft:_gesperrt": "alle Mitgliedschaften einer Rolle, in fester Folge",
    "traeger/konto/vorgaenge/einladung:einladung_annehmen": "gibt es sie nicht mehr, gilt sie nicht mehr – ein Satz für beides",
}


def funktionen(baum: ast.Module) -> Iterator[ast.FunctionDef]:
    return (k for k in ast.walk(baum) if isinstance(k, ast.FunctionDef))


def aufrufe(knoten: ast.AST, name: str) -> Iterator[ast.Call]:
    """Aufrufe von `name(…)` und `….name(…)`."""
    for k in ast.walk(knoten):
        if isinstance(k, ast.Call) and name == (
            k.func.attr if isinstance(k.func, ast.Attribute) else getattr(k.func, "id", "")
        ):
            yield k


def zeile_gespeichert(knoten: ast.AST) -> bool:
    """`zeile.save()`; Dateien (`….datei.save`, `default_storage.save`) sind keine Zeilen."""
    for aufruf in aufrufe(knoten, "save"):
        was = aufruf.func.value  # type: ignore[attr-defined]
        if getattr(was, "attr", getattr(was, "id", "")) not in {"datei", "default_storage"}:
            return True
    return False


def test_formulare_gehen_ueber_die_formularseite():
    """Gültig, Vorgang, Satz, weiter, sonst noch einmal: Wer das von Hand schreibt, vergisst eines davon."""
    verstoesse = {
        f"{pfad}:{f.name}"
        for pfad, baum in module("views") for f in funktionen(baum)
        if any(aufrufe(f, "is_valid")) or any(aufrufe(f, "saetze_im"))
    }  # fmt: skip
    assert verstoesse == set(EIGENE_FORMULARE)


def test_vorgaenge_sperren_und_schreiben_ueber_schreiben():
    """Sperre, Vergleich und Stand gehören zusammen (`arge.daten.schreiben`); von Hand fehlt bald eines davon."""
    verstoesse = {
        f"{pfad}:{f.name}"
        for pfad, baum in module("vorgaenge") for f in funktionen(baum)
        if zeile_gespeichert(f) or any(aufrufe(f, "select_for_update"))
    }  # fmt: skip
    assert verstoesse == set(EIGENE_SPERREN)


def _zaehlt_weiter(knoten: ast.AST, zeilen: set[str]) -> bool:
    """`aendern(zeile, …)` mit einer der Zeilen, um die es geht; `zeilen` nennt auch Helfer, die es auf jedem Weg tun („_endet(stand“)."""
    rufe = (a for a in ast.walk(knoten) if isinstance(a, ast.Call) and a.args)
    return any(
        f"{ast.unparse(a.func)}({ast.unparse(a.args[0])}" in zeilen
        or (ast.unparse(a.func).split(".")[-1] == "aendern" and ast.unparse(a.args[0]) in zeilen)
        for a in rufe
    )


def _offene_wege(block: list[ast.stmt], zeilen: set[str], getan: bool) -> tuple[bool, list[int]]:
    """(Ob am Ende des Blocks auf jedem Weg geändert ist, Zeilen der `return`, vor denen nichts geändert ist)."""
    funde: list[int] = []
    for s in block:
        if isinstance(s, ast.Raise):
            return True, funde
        if isinstance(s, ast.Return):
            return True, funde if getan or _zaehlt_weiter(s, zeilen) else [*funde, s.lineno]
        if isinstance(s, ast.If):
            wege = [_offene_wege(teil, zeilen, getan) for teil in (s.body, s.orelse)]
            getan, funde = all(g for g, _ in wege), [*funde, *wege[0][1], *wege[1][1]]
        elif isinstance(s, (ast.For, ast.While, ast.With, ast.Try)):
            _, innen = _offene_wege(s.body, zeilen, getan)
            getan, funde = getan or (isinstance(s, ast.With) and _zaehlt_weiter(s, zeilen)), [*funde, *innen]
        else:
            getan = getan or _zaehlt_weiter(s, zeilen)
    return getan, funde


def vergleicht_ohne_weiterzuzaehlen(baum: ast.Module) -> Iterator[str]:
    """Vorgänge, die einen gesehenen Stand vergleichen und auf einem Weg enden, ohne ihn weiterzuzählen.

    Wer `vergleichen` nur weiterreicht, sperrt für andere: Geprüft wird, wer ihn ruft.
    """
    helfer = [
        f.name for f in funktionen(baum) if f.args.args and _offene_wege(f.body, {f.args.args[0].arg}, False) == (True, [])
    ]
    for f in funktionen(baum):
        if any(p.arg == "vergleichen" for p in (*f.args.args, *f.args.kwonlyargs)):
            continue
        vergleiche = [a for a in ast.walk(f) if isinstance(a, ast.Call) and any(k.arg == "vergleichen" for k in a.keywords)]
        zeilen = {ast.unparse(a.args[0]) for a in vergleiche}
        for s in ast.walk(f):
            if isinstance(s, (ast.Assign, ast.AnnAssign)) and s.value in vergleiche:
                zeilen.add(ast.unparse(s.targets[0] if isinstance(s, ast.Assign) else s.target))
        zeilen |= {f"{name}({zeile}" for name in helfer for zeile in zeilen}
        if zeilen:
            getan, funde = _offene_wege(f.body, zeilen, False)
            if funde or not getan:
                yield f.name


def test_wer_den_stand_vergleicht_zaehlt_ihn_weiter():
    """Sonst sieht die zweite Absendung auf demselben Stand keinen Unterschied, und der Vergleich schützt niemanden."""
    alle = list(module("vorgaenge", "storno", ordner=(*APPS, "arge")))
    assert sum("vergleichen=" in ast.unparse(baum) for _, baum in alle) >= 6, "die Prüfung findet nichts mehr"
    assert not {f"{pfad}:{name}" for pfad, baum in alle for name in vergleicht_ohne_weiterzuzaehlen(baum)}


def test_die_pruefung_des_standes_sieht_jeden_ausgang():
    kopf = "def f(akte):\n    stand = gesperrt(akte, vergleichen=True)\n"
    for text, erwartet in [
        ("    aendern(stand)", []),
        ("    return aendern(stand, bis=1)", []),
        ("    aendern(akte)", []),
        ("    stand.zeilen.update(bis=1)", ["f"]),
        ("    aendern(andere)", ["f"]),
        ("    if x:\n        return\n    aendern(stand)", ["f"]),
        ("    if x:\n        raise Fehler\n    aendern(stand)", []),
        ("    if x:\n        aendern(stand)", ["f"]),
        ("    if x:\n        aendern(stand)\n    else:\n        aendern(stand, bis=1)", []),
        ("    for z in zeilen:\n        aendern(stand)", ["f"]),
        ("    return _endet(stand, 1)\ndef _endet(s, n):\n    aendern(s)", []),
        ("    return _endet(stand, 1)\ndef _endet(s, n):\n    if n:\n        aendern(s)", ["f"]),
    ]:
        assert list(vergleicht_ohne_weiterzuzaehlen(ast.parse(kopf + text))) == erwartet, text


def test_knoepfe_ohne_formular_gehen_ueber_knopfdruck():
    """Wer den Satz eines Vorgangs in der View fängt, behält sein halbes Schreiben: `knopfdruck` nimmt es zurück."""
    faenger = {
        f"{pfad}:{f.name}"
        for pfad, baum in module("views") for f in funktionen(baum) for k in ast.walk(f)
        if isinstance(k, ast.ExceptHandler) and k.type and "ValidationError" in ast.unparse(k.type)
    }  # fmt: skip
    assert faenger == {
        "traeger/konto/views/konto:entwurf",  # Antwort an JavaScript
        "traeger/personal/views/besetzung_import:import_detail",  # zeigt, geschrieben wird nichts
        "traeger/personal/views/besetzung_import:import_fehler",  # eine Datei, geschrieben wird nichts
    }


def parameter(f: ast.FunctionDef) -> list[ast.arg]:
    return [*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs]


def fremde_namen(baum: ast.Module) -> Iterator[str]:
    """Der Handelnde unter anderem Namen: `von` ist Zeit, und wer handelt, ist ein `Zugang`, nie ein Konto."""
    for f in funktionen(baum):
        for p in parameter(f):
            typ = ast.unparse(p.annotation) if p.annotation else "Any"
            if p.arg == "von" and any(wort in typ for wort in ("Zugang", "Benutzer", "Any")):
                yield f"{f.name}({p.arg}: {typ})"
            if p.arg == "durch" and typ not in {"Zugang", "Zugang | None"}:
                yield f"{f.name}({p.arg}: {typ})"


def unbenutzt(baum: ast.Module) -> Iterator[str]:
    """Parameter öffentlicher Funktionen, die niemand liest."""
    for f in baum.body:
        if isinstance(f, ast.FunctionDef) and not f.name.startswith("_"):
            gelesen = {k.id for teil in f.body for k in ast.walk(teil) if isinstance(k, ast.Name)}
            yield from (f"{f.name}({p.arg})" for p in parameter(f) if p.arg not in gelesen)


def test_wer_handelt_heisst_durch_und_jeder_parameter_wird_gebraucht():
    verstoesse = {
        f"{pfad}:{fund}" for pfad, baum in module("vorgaenge") for fund in (*fremde_namen(baum), *unbenutzt(baum))
    }  # fmt: skip
    assert verstoesse == {  # ein Auftrag reicht das Konto weiter, das ihn auslöste; der Befehl hat keines
        "finanzen/vorgaenge:fassung_einfrieren(durch: Benutzer | None)",
        "finanzen/vorgaenge:nachweis_erstellen(durch: Benutzer | None)",
    }


def test_die_pruefungen_der_vorgaenge_sehen_verstoesse():
    for text, erwartet in [
        ("def f(*, von: Zugang): von", ["f(von: Zugang)"]),
        ("def f(*, von): von", ["f(von: Any)"]),
        ("def f(*, von: Benutzer | None): von", ["f(von: Benutzer | None)"]),
        ("def f(*, durch: Any): durch", ["f(durch: Any)"]),
        ("def f(*, von: date, durch: Zugang): von, durch", []),
        ("def f(*, zeile, jetzt): zeile", ["f(jetzt)"]),
        ("def _f(*, zeile): pass", []),
    ]:
        baum = ast.parse(text)
        assert [*fremde_namen(baum), *unbenutzt(baum)] == erwartet, text
    for text, erwartet in [
        ("zeile.save()", True),
        ("neu(x).save(force_insert=True)", True),
        ("lauf.datei.save('x', inhalt)", False),
        ("default_storage.save('x', inhalt)", False),
        ("aendern(zeile, bis=tag)", False),
    ]:
        assert zeile_gespeichert(ast.parse(text)) == erwartet, text


def test_brotkrumen_kommen_aus_der_view():
    """Eine Vorlage mit eigenen Brotkrumen ist der zweite Weg; `krumen` im Kontext ist der eine."""
    vorlagen = WURZEL / "templates"
    assert {str(p.relative_to(vorlagen)) for p in vorlagen.rglob("*.jinja") if "brotkrumen" in p.read_text()} == {
        "basis.jinja",  # zeigt sie
        "bausteine/basis.jinja",  # der Baustein
        "seiten/muster.jinja",  # das Musterblatt der Bausteine
    }
