"""Der Mutantenlauf (`bin/test --mutanten`) kennt jede reine Datei, und seine Liste gleichwertiger Mutanten ist nicht veraltet."""

import ast
import sys
from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def mutanten():
    sys.path.insert(0, str(WURZEL / "bin"))
    try:
        import mutanten
    finally:
        sys.path.remove(str(WURZEL / "bin"))
    return mutanten


def test_jede_regeldatei_nennt_ihre_reinen_tests(mutanten):
    regeln = {str(d.relative_to(WURZEL)) for d in WURZEL.glob("*/**/regeln*/*.py")} | {
        str(d.relative_to(WURZEL)) for d in WURZEL.glob("*/**/regeln.py")
    }
    regeln = {d for d in regeln if not d.endswith("__init__.py") and not d.startswith((".venv", "tests"))}
    assert len(regeln) >= 8
    assert regeln <= set(mutanten.TESTS)
    for datei, tests in mutanten.TESTS.items():
        assert (WURZEL / datei).is_file(), datei
        assert all((WURZEL / test.split("::")[0]).is_file() for test in tests), tests


def namen(baum: ast.AST) -> set[str]:
    return {k.id for k in ast.walk(baum) if isinstance(k, ast.Name)} | {
        k.attr for k in ast.walk(baum) if isinstance(k, ast.Attribute)
    }


def test_jede_oeffentliche_regel_steht_in_ihrer_tafel(mutanten):
    """Eine Regel, die nur Tests mit Datenbank rufen, prüft niemand am Vortag, am Tag und am Folgetag. Was eine geprüfte ruft, zählt mit."""
    funktionen = {
        (datei, k.name): namen(k)
        for datei in mutanten.TESTS
        if "/regeln" in datei
        for k in ast.parse((WURZEL / datei).read_text()).body
        if isinstance(k, ast.FunctionDef)
    }
    geprueft = set().union(
        *(namen(ast.parse((WURZEL / t.split("::")[0]).read_text())) for tests in mutanten.TESTS.values() for t in tests)
    )
    while neu := set().union(*(ruft for (_, name), ruft in funktionen.items() if name in geprueft)) - geprueft:
        geprueft |= neu
    assert {f"{datei}: {name}" for datei, name in funktionen if name not in geprueft} == set()


def test_gleichwertige_gibt_es_noch_und_jede_hat_einen_grund(mutanten):
    moeglich = {
        (datei, m.alt, m.neu)
        for datei in {schluessel[0] for schluessel in mutanten.GLEICHWERTIG}
        for m in mutanten.mutanten((WURZEL / datei).read_text())
    }
    assert set(mutanten.GLEICHWERTIG) <= moeglich
    assert all(len(grund) > 20 for grund in mutanten.GLEICHWERTIG.values())


@pytest.mark.parametrize(
    ("vorher", "nachher"),
    [
        ("a < b", {"a <= b"}), ("a + b", {"a - b"}), ("a and b", {"a or b"}), ("not a", {"a"}), ("x = min(a, b)", {"x = max(a, b)"}),
        ("a if b else c", {"c if b else a"}), ("x = 7", {"x = 8", "x = 6"}), ("f(x)", {"pass"}), ("a is None", {"a is not None"}), ("x = 'x'", set()),
        ("[a for a in b if c]", {"[a for a in b]"}), ("-a", {"a"}), ("a < b < c", {"a <= b < c", "a < b <= c"}),
    ],
)  # fmt: skip
def test_mutator_baut_genau_diese_fehler(mutanten, vorher, nachher):
    assert {ast.unparse(m.baum) for m in mutanten.mutanten(vorher)} == nachher


def test_mutator_laesst_typen_und_dekoratoren_stehen(mutanten):
    quelle = "@dataclass(frozen=True)\nclass A:\n    x: Literal[1]\n\ndef f(a: Literal[2]) -> Literal[3]:\n    return a\n"
    assert {ast.unparse(m.baum).strip().splitlines()[-1] for m in mutanten.mutanten(quelle)} == {"    return None"}
