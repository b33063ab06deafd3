"""Kein Tag außerhalb von 1900 bis 2100 kommt in die Datenbank, und keine Rechnung verlässt den Kalender."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from arge.daten.schreiben import satz_zur_bedingung
from arge.zusammensetzung import APPS
from tests.factories import PersonFactory

HAUS = ("arge", *APPS)
TABELLEN = sorted(
    (m._meta.db_table, f.column)
    for m in apps.get_models()
    if m.__module__.split(".")[0] in HAUS and not hasattr(m, "pgh_tracked_model")
    for f in m._meta.local_fields
    if type(f) is models.DateField
)


@pytest.mark.django_db
def test_jede_datumsspalte_hat_ihre_grenze():
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, a.attname from pg_constraint k join pg_class c on c.oid = k.conrelid"
            " join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey) where starts_with(k.conname, 'jahre_')"
        )
        assert sorted(cursor.fetchall()) == TABELLEN
    assert len(TABELLEN) > 30


@pytest.mark.django_db
@pytest.mark.parametrize("tag", [date(1899, 12, 31), date(2101, 1, 1)])
def test_die_datenbank_weist_andere_jahre_mit_einem_satz_ab(tag):
    with pytest.raises(IntegrityError) as fehler, transaction.atomic():
        PersonFactory(erster_titel_am=tag, geburtsdatum=None)
    assert "1900 und 2100" in satz_zur_bedingung(fehler.value)


@pytest.mark.django_db
@pytest.mark.parametrize("tag", [date(1900, 1, 1), date(2100, 12, 31)])
def test_die_raender_gelten(tag):
    assert PersonFactory(erster_titel_am=tag, geburtsdatum=None).erster_titel_am == tag


def test_tage_rechnet_nur_der_zeitraum():
    """`tag + timedelta(days=…)` bricht am 31.12.9999; `arge.zahlen.zeitraum` rechnet bis zum Rand. Frist ab heute ist keine Eingabe."""
    funde = []
    for app in HAUS:
        for datei in Path(app).rglob("*.py"):
            if "migrations" in datei.parts or "management" in datei.parts or datei == Path("arge/zahlen/zeitraum.py"):
                continue
            rechnungen = (knoten for knoten in ast.walk(ast.parse(datei.read_text())) if isinstance(knoten, ast.BinOp))
            funde += [
                f"{datei}:{r.lineno}" for r in rechnungen if "TAG" in {getattr(r.left, "id", ""), getattr(r.right, "id", "")}
            ]
    assert funde == []
