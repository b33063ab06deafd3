"""Baut einzelne Fehler in die reinen Dateien und zählt, wie viele die reinen Tests bemerken (`bin/test --mutanten`).

Jeder Mutant ist eine Änderung am Syntaxbaum (`<` statt `<=`, `+` statt `-`, 3 statt 2 …). Er läuft in einem geforkten Prozess, der
Python und pytest schon geladen hat, ohne Datenbank und ohne Django-Einstellungen. Getötet heißt: ein Test scheitert, oder der Lauf
endet nicht in der fünffachen Zeit. Gleichwertige Mutanten, die niemand bemerken kann, stehen mit Grund in `mutanten_gleichwertig.py`.
"""

import argparse
import ast
import importlib.abc
import importlib.util
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

WURZEL = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(WURZEL), str(WURZEL / "bin")]

from mutanten_gleichwertig import GLEICHWERTIG  # noqa: E402

#: Reine Datei → ihre reinen Tests. Eine neue `regeln`-Datei ohne Zeile hier ist ein Fehler (tests/haus/test_mutanten.py).
TESTS = {
    "arge/daten/eingang.py": ["tests/arge/test_eingang.py"],
    "arge/zahlen/format.py": ["tests/arge/test_format.py"],
    "arge/zahlen/geld.py": ["tests/arge/test_geld.py"],
    "arge/zahlen/ausgleich.py": ["tests/arge/test_fortschreibung.py", "tests/arge/test_fortschreibung_welten.py"],
    "arge/zahlen/fortschreibung.py": ["tests/arge/test_fortschreibung.py", "tests/arge/test_fortschreibung_welten.py"],
    "arge/zahlen/beitraege.py": ["tests/arge/test_beitraege.py"],
    "arge/zahlen/blatt.py": ["tests/arge/test_fortschreibung.py", "tests/arge/test_fortschreibung_welten.py"],
    "arge/zahlen/feiertage.py": ["tests/arge/test_feiertage.py"],
    "arge/zahlen/runden.py": ["tests/arge/test_runden.py"],
    "arge/zahlen/schutz.py": ["tests/arge/test_statistik.py", "tests/arge/test_schutz.py"],
    "arge/zahlen/sperrung.py": ["tests/arge/test_statistik.py", "tests/arge/test_schutz.py"],
    "arge/zahlen/statistik.py": ["tests/arge/test_tafel.py", "tests/arge/test_statistik.py"],
    "arge/zahlen/vorjahr.py": ["tests/arge/test_vorjahr.py"],
    "arge/zahlen/tabelle.py": [
        "tests/arge/test_tafel.py",
        "tests/arge/test_tabelle.py::test_was_nicht_zusammenpasst_entsteht_nicht",
    ],
    "arge/zahlen/zeitraum.py": ["tests/arge/test_zeitraum.py"],
    "beratung/regeln.py": ["tests/beratung/test_regeln.py"],
    "ehrenamt/regeln.py": ["tests/ehrenamt/test_regeln.py"],
    "integrationsmanagement/regeln.py": ["tests/integrationsmanagement/test_regeln.py"],
    "traeger/auftrag/regeln.py": ["tests/traeger/auftrag/test_regeln.py"],
    "traeger/konto/regeln.py": ["tests/traeger/konto/test_regeln.py"],
    "traeger/netzwerk/regeln.py": ["tests/traeger/netzwerk/test_regeln.py"],
    "traeger/personal/regeln.py": ["tests/traeger/personal/test_regeln.py"],
    "traeger/stammdaten/regeln.py": ["tests/traeger/stammdaten/test_regeln.py"],
    "traeger/sitzung/regeln.py": ["tests/traeger/sitzung/test_regeln.py"],
    "traeger/stellen/regeln.py": ["tests/traeger/stellen/test_regeln.py"],
    "traeger/warnung/regeln/verlauf.py": ["tests/traeger/warnung/test_warnung_saetze.py"],
    "traeger/warnung/regeln/warnart.py": ["tests/traeger/warnung/test_warnung_regeln.py"],
    "traeger/warnung/regeln/warnung.py": ["tests/traeger/warnung/test_warnung_regeln.py"],
}
ZIEL = 0.85
AUSWAHL = 40  # je Datei; die Saat ist fest, damit zwei Läufe dasselbe sagen
SAAT = 20261126
SPEICHER = 2 << 30

VERGLEICHE: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
RECHNUNGEN: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.Pow: ast.Mult,
}  # fmt: skip
RUFE = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """Eine Änderung: wo sie steht, wie die Zeile vorher und nachher lautet, der ganze Quelltext mit ihr."""

    zeile: int
    alt: str
    neu: str
    text: str

    @property
    def baum(self) -> ast.Module:
        return ast.parse(self.text)

    def __str__(self) -> str:
        return f"{self.alt}  →  {self.neu}"


def aenderungen(knoten: ast.AST) -> Iterator[Callable[[], ast.AST]]:
    """Was an diesem Knoten falsch sein könnte; jeder Aufruf liefert einen neuen Knoten."""

    def mit(**felder: object) -> Callable[[], ast.AST]:
        return lambda: ast.copy_location(type(knoten)(**{**dict(ast.iter_fields(knoten)), **felder}), knoten)

    match knoten:
        case ast.Compare():
            for stelle, op in enumerate(knoten.ops):
                ops = [*knoten.ops]
                ops[stelle] = VERGLEICHE[type(op)]()
                yield mit(ops=ops)
        case ast.BinOp() | ast.AugAssign() if type(knoten.op) in RECHNUNGEN:
            yield mit(op=RECHNUNGEN[type(knoten.op)]())
        case ast.BoolOp():
            yield mit(op=ast.Or() if isinstance(knoten.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield lambda: knoten.operand
        case ast.Constant(value=bool()):
            yield mit(value=not knoten.value)
        case ast.Constant(value=int()):
            yield mit(value=knoten.value + 1)
            yield mit(value=knoten.value - 1)
        case ast.Call(func=ast.Name(id=name)) if name in RUFE:
            yield mit(func=ast.copy_location(ast.Name(RUFE[name], ast.Load()), knoten))
        case ast.IfExp():
            yield mit(body=knoten.orelse, orelse=knoten.body)
        case ast.If() | ast.While() if not isinstance(knoten.test, ast.Compare):
            yield mit(test=ast.copy_location(ast.UnaryOp(ast.Not(), knoten.test), knoten.test))
        case ast.comprehension(ifs=[_, *_]):
            yield mit(ifs=[])
        case ast.Return(value=ast.AST()) if not (isinstance(knoten.value, ast.Constant) and knoten.value.value is None):
            yield mit(value=ast.copy_location(ast.Constant(None), knoten))
        case ast.Raise() | ast.Continue() | ast.Break():
            yield lambda: ast.copy_location(ast.Pass(), knoten)
        case ast.Expr(value=ast.Call() | ast.Yield()):
            yield lambda: ast.copy_location(ast.Pass(), knoten)


#: Felder, in denen nichts rechnet: Typen, Dekoratoren.
OHNE_WIRKUNG = {"annotation", "returns", "decorator_list", "bases", "type_params"}


def stellen(knoten: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """(Elternknoten, Feld, Platz in der Liste) jedes Knotens, der rechnet."""
    for feld, wert in ast.iter_fields(knoten):
        if feld in OHNE_WIRKUNG:
            continue
        for platz, kind in enumerate(wert) if isinstance(wert, list) else [(None, wert)]:
            if isinstance(kind, ast.AST):
                yield knoten, feld, platz
                yield from stellen(kind)


def mutanten(quelle: str) -> Iterator[Mutant]:
    """Alle Mutanten einer Quelle, in ihrer Reihenfolge; `# pragma: no cover` und Programmtext für die Typprüfung bleiben."""
    zeilen, baum = quelle.splitlines(), ast.parse(quelle)
    normal = ast.unparse(baum).splitlines()
    for eltern, feld, platz in [*stellen(baum)]:
        wert = getattr(eltern, feld)
        knoten = wert if platz is None else wert[platz]
        zeile = getattr(knoten, "lineno", None) or getattr(getattr(knoten, "target", None), "lineno", 0)
        if zeile and "pragma: no cover" in zeilen[zeile - 1]:
            continue
        for aenderung in aenderungen(knoten):
            ersatz = ast.fix_missing_locations(ast.copy_location(aenderung(), knoten))
            _setzen(eltern, feld, platz, ersatz)
            text = ast.unparse(baum)
            _setzen(eltern, feld, platz, knoten)
            neu = text.splitlines()
            stelle = next(n for n, (eins, zwei) in enumerate(zip(normal, neu, strict=False)) if eins != zwei)
            yield Mutant(zeile, normal[stelle].strip(), neu[stelle].strip(), text)


def _setzen(eltern: ast.AST, feld: str, platz: int | None, knoten: ast.AST) -> None:
    if platz is None:
        setattr(eltern, feld, knoten)
    else:
        getattr(eltern, feld)[platz] = knoten


class Lader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gibt für einen Modulnamen den mutierten Baum aus; alles andere findet Python selbst."""

    def __init__(self, datei: str, baum: ast.Module) -> None:
        self.datei, self.baum = datei, baum
        self.name = datei.removesuffix(".py").replace("/", ".")

    def find_spec(self, name: str, pfad: object = None, ziel: object = None) -> object:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, modul: object) -> None:
        exec(compile(self.baum, str(WURZEL / self.datei), "exec"), modul.__dict__)  # noqa: S102 – der Mutant ist unser Quelltext


def vorladen() -> None:
    """Lädt vor dem ersten Fork, was jeder Lauf braucht – aber keine Datei, die mutiert wird."""
    import hypothesis
    import pytest  # noqa: F401

    stufen = (hypothesis.Phase.explicit, hypothesis.Phase.generate)  # ohne Verkleinern: es zählt nur, ob etwas scheitert
    hypothesis.settings.register_profile(
        "mutanten",
        database=None,
        derandomize=True,
        deadline=None,
        phases=stufen,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutanten")
    geladen = {datei for datei in TESTS if datei.removesuffix(".py").replace("/", ".") in sys.modules}
    if geladen:
        raise SystemExit(f"Schon geladen und darum nicht mutierbar: {geladen}")


def lauf(datei: str, baum: ast.Module | None, hoechstens: int) -> bool:
    """True, wenn die Tests gegen diesen Baum grün sind; ohne Baum gegen die Datei selbst."""
    kind = os.fork()
    if not kind:
        with open(os.devnull, "w") as nichts:
            os.dup2(nichts.fileno(), 1)
            os.dup2(nichts.fileno(), 2)
        signal.alarm(hoechstens)
        resource.setrlimit(resource.RLIMIT_AS, (SPEICHER, SPEICHER))
        if baum:
            sys.meta_path.insert(0, Lader(datei, baum))
        import pytest

        ohne = [
            f"-pno:{name}"
            for name in ("django", "xdist", "randomly", "cacheprovider", "time_machine", "playwright", "base_url", "Faker")
        ]
        os._exit(
            pytest.main(["-c", os.devnull, "--rootdir", str(WURZEL), "--noconftest", "--import-mode=importlib", "--assert=plain",
                         "-x", "-q", *ohne, *TESTS[datei]])
        )  # fmt: skip
    _, status = os.waitpid(kind, 0)
    return status == 0


def pruefe(datei: str, anzahl: int | None, sage: Callable[[str], None]) -> tuple[int, int]:
    """(getötet, gezählt) einer Datei; Überlebende werden gedruckt."""
    quelle = (WURZEL / datei).read_text()
    beginn = time.monotonic()
    if not lauf(datei, None, 600):
        raise SystemExit(f"{datei}: Die Tests sind schon ohne Mutanten rot oder fehlen: {', '.join(TESTS[datei])}")
    hoechstens = int(5 * (time.monotonic() - beginn)) + 5
    alle = [m for m in mutanten(quelle) if (datei, m.alt, m.neu) not in GLEICHWERTIG]
    wahl = alle if anzahl is None or len(alle) <= anzahl else random.Random(SAAT).sample(alle, anzahl)  # noqa: S311 – eine feste Auswahl, kein Geheimnis
    lebend = [m for m in sorted(wahl, key=lambda m: m.zeile) if lauf(datei, m.baum, hoechstens)]
    tot = len(wahl) - len(lebend)
    sage(f"{tot / max(len(wahl), 1):7.0%}  {tot:4} von {len(wahl):4} getötet ({len(alle)} möglich)  {datei}")
    for mutant in lebend:
        sage(f"           {datei}:{mutant.zeile}  {mutant}")
    return tot, len(wahl)


def main(argumente: list[str]) -> int:
    leser = argparse.ArgumentParser(prog="bin/test --mutanten", description=__doc__)
    leser.add_argument("--alle", action="store_true", help=f"jeden Mutanten statt {AUSWAHL} je Datei")
    leser.add_argument("dateien", nargs="*", help="nur diese Dateien")
    wahl = leser.parse_args(argumente)
    os.chdir(WURZEL)
    os.nice(10)
    vorladen()
    if fremd := set(wahl.dateien) - set(TESTS):
        raise SystemExit(f"Keine reinen Tests genannt für: {', '.join(sorted(fremd))}")
    tot, gesamt, darunter = 0, 0, []
    for datei in wahl.dateien or TESTS:
        getoetet, gezaehlt = pruefe(datei, None if wahl.alle else AUSWAHL, lambda zeile: print(zeile, flush=True))
        tot, gesamt = tot + getoetet, gesamt + gezaehlt
        darunter += [datei] if getoetet < ZIEL * gezaehlt else []
    print(f"{tot / gesamt:7.1%}  {tot} von {gesamt} getötet; Ziel {ZIEL:.0%} je Datei", flush=True)
    for datei in darunter:
        print(f"         darunter: {datei}", flush=True)
    return int(bool(darunter))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
