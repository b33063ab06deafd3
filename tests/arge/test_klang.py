"""Suchschlüssel: dieselben in Python und SQL, und sie finden, was anders oder falsch geschrieben ist."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from arge.daten.klang import UMSCHRIFT, schluessel
from tests.arge.test_suche import namen
from tests.zufall import beispiele

BUCHSTABEN = "".join({*UMSCHRIFT, *"abcdefghijklmnopqrstuvwxyzäöüßøłşğıćčšž'- .0123456789"})
NAMEN = st.text(st.sampled_from(sorted(BUCHSTABEN)), max_size=30)
NUMMERN = st.text(st.sampled_from("0123456789+ /-()x"), max_size=20)
TAGE = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))


def in_sql(zeilen):
    """Die Schlüssel jeder Zeile (Nachname, Vorname, Telefon, Geburtstag), alle mit einer Anweisung."""
    spalten = [list(spalte) for spalte in zip(*zeilen, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select zeile, array_agg(schluessel) from suchschluessel(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::date[]) group by zeile",
            [list(range(len(zeilen))), *spalten],
        )
        gefunden = dict(cursor.fetchall())
    return [frozenset(gefunden.get(nummer, ())) for nummer in range(len(zeilen))]


@pytest.mark.django_db
def test_python_und_sql_rechnen_dieselben_schluessel():
    alle = namen()
    zeilen = [(name, vorname, "", None) for name, vorname in zip(alle, alle[::-1], strict=True)]
    verschieden = [
        (zeile, sql ^ schluessel(zeile[:2]))
        for zeile, sql in zip(zeilen, in_sql(zeilen), strict=True)
        if sql != schluessel(zeile[:2])
    ]
    assert len(zeilen) > 5000
    assert verschieden == []


@pytest.mark.django_db
@beispiele(100)
@given(st.lists(st.tuples(NAMEN, NAMEN, NUMMERN, TAGE), min_size=1, max_size=5))
def test_auch_fuer_jeden_anderen_text(zeilen):
    """Auch zusammen gerechnet bekommt jede Zeile nur ihre eigenen."""
    assert in_sql(zeilen) == [schluessel(zeile[:2], *zeile[2:]) for zeile in zeilen]


@pytest.mark.django_db
@beispiele(100)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_auch_fuer_zeichen_die_kein_name_hat(text):
    assert in_sql([(text, "", "", None)]) == [schluessel((text,))]
