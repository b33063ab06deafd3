"""Kennzahlen der MBE: Zahl = Liste = unabhängige Nachzählung in SQL; Bund zählt nie mit; keine Namen nach außen."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from arge.zahlen.zeitraum import Zeitraum
from beratung import kennzahlen
from beratung.begriffe import Finanzierung
from beratung.models import Kontakt
from tests.factories import FallFactory, KontaktFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von, zahlen
from traeger.begriffe import Rolle
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db
JAHR = Zeitraum.jahr(2026)
STADT = "f.finanzierung = 'stadt'"
IM_JAHR = "between '2026-01-01' and '2026-12-31'"
DAVOR_ZU = "exists (select from beratung_abschluss a where a.fall_id = f.id and a.von < '2026-01-01' and coalesce(a.bis, 'infinity') >= '2026-12-31')"
IM_JAHR_ZU = f"exists (select from beratung_abschluss a where a.fall_id = f.id and a.von {IM_JAHR} and coalesce(a.bis, 'infinity') >= '2026-12-31')"
LAUFEND = f"{STADT} and f.begonnen_am <= '2026-12-31' and not {DAVOR_ZU}"
KONTAKTE = f"from beratung_kontakt k join beratung_fall f on f.id = k.fall_id where {STADT} and k.am {IM_JAHR}"
#: Dieselbe Zahl, unabhängig in SQL gezählt.
SQL = {
    "MBE-01": f"select count(*) from beratung_fall f where {LAUFEND} and coalesce(f.abgeschlossen_am, 'infinity') >= '2026-12-31'",
    "MBE-10": f"select count(*) from beratung_fall f where {LAUFEND}",
    "MBE-02": f"select count(*) from beratung_fall f where {STADT} and f.begonnen_am {IM_JAHR}",
    "MBE-03": f"select count(*) from beratung_fall f where {STADT} and {IM_JAHR_ZU}",
    "MBE-11": f"select count(*) from beratung_fall f join beratung_abschluss a on a.fall_id = f.id where {STADT}"
    " and a.von < '2026-01-01' and a.bis between '2025-12-31' and '2026-12-30'",
    "MBE-04": f"select count(distinct f.person_id) from beratung_fall f where {LAUFEND}",
    "MBE-05": f"select count(*) {KONTAKTE}",
    "MBE-06": f"select coalesce(sum(k.dauer_minuten), 0) / 60.0 {KONTAKTE}",
    "MBE-07": f"select coalesce(sum(k.anzahl_angehoerige), 0) {KONTAKTE}",
    "MBE-08": f"select count(*) from beratung_kontakt k where k.fall_id is null and k.am {IM_JAHR}",
    "MBE-09": f"select coalesce(sum(cardinality(k.themen)), 0) {KONTAKTE}",
}
#: Von Hand: was die Zeilen unten ergeben müssen.
ERWARTET = {
    "MBE-01": 3, "MBE-10": 5, "MBE-02": 2, "MBE-03": 2, "MBE-11": 0, "MBE-04": 4, "MBE-05": 3, "MBE-06": Decimal("2.5"), "MBE-07": 4,
    "MBE-08": 2, "MBE-09": 5,
}  # fmt: skip


@pytest.fixture
def traeger():
    """Zeilen eines Trägers an allen Rändern des Jahres 2026."""
    am_ersten = FallFactory(begonnen_am=date(2026, 1, 1))
    t = am_ersten.traeger
    vorher = FallFactory(traeger=t, begonnen_am=date(2025, 3, 1), zu=date(2027, 1, 1))
    am_letzten = FallFactory(traeger=t, person=vorher.person, begonnen_am=date(2026, 12, 31))
    FallFactory(traeger=t, begonnen_am=date(2025, 3, 1), zu=date(2026, 1, 2))
    FallFactory(traeger=t, begonnen_am=date(2025, 3, 1), zu=date(2026, 1, 1))
    FallFactory(traeger=t, begonnen_am=date(2027, 1, 1))
    bund = FallFactory(traeger=t, begonnen_am=date(2026, 5, 1), finanzierung=Finanzierung.BUND)
    for am, fall, dauer, angehoerige, themen in [
        (date(2026, 1, 1), am_ersten, 30, 1, ["sprache", "arbeit"]),
        (date(2026, 6, 1), am_ersten, 60, 3, ["sprache"]),
        (date(2026, 12, 31), am_letzten, 60, 0, ["nachzug", "arbeit"]),
        (date(2027, 1, 1), am_ersten, 90, 5, ["sprache"]),
        (date(2026, 6, 1), bund, 90, 5, ["sprache"]),
        (date(2026, 6, 1), None, 15, 0, ["aufenthalt"]),
        (date(2026, 12, 31), None, 15, 0, ["aufenthalt"]),
        (date(2025, 12, 31), None, 15, 0, ["aufenthalt"]),
    ]:
        KontaktFactory(traeger=t, fall=fall, am=am, dauer_minuten=dauer, anzahl_angehoerige=angehoerige, themen=themen)
    return t


@pytest.fixture
def fremd(traeger):
    fall = FallFactory(begonnen_am=date(2026, 5, 1))
    KontaktFactory(traeger=fall.traeger, fall=fall, am=date(2026, 5, 1))
    return fall


@pytest.mark.parametrize("kennzahl", kennzahlen.KENNZAHLEN, ids=lambda k: k.nummer)
def test_zahl_ist_liste_ist_nachzaehlung(traeger, fremd, kennzahl):
    zugang = zugang_von(MitgliedschaftFactory(traeger=traeger, arbeitsfelder=["MBE"]))
    with handeln(zugang), connection.cursor() as cursor:
        cursor.execute(SQL[kennzahl.nummer])
        nachgezaehlt = cursor.fetchone()[0]
        assert kennzahl.fuer(zugang, JAHR) == kennzahl.wert(JAHR) == nachgezaehlt == ERWARTET[kennzahl.nummer]
        zeilen = kennzahl.zeilen(zugang, JAHR)
        if kennzahl.nummer not in {"MBE-04", "MBE-06", "MBE-07", "MBE-09"}:  # dort wird verdichtet, nicht gezählt
            assert len(zeilen) == ERWARTET[kennzahl.nummer]


def test_nennungen_je_thema(traeger):
    with im_namen_von(traeger.pk):
        assert kennzahlen.THEMEN.je(JAHR, "thema") == {"sprache": 2, "arbeit": 2, "nachzug": 1}


def test_ueber_alle_traeger_nur_als_zahl_und_je_traeger(traeger, fremd):
    with zahlen():
        assert kennzahlen.BERATENE.je(JAHR, "traeger_id") == {traeger.pk: 5, fremd.traeger_id: 1}
        assert kennzahlen.KONTAKTE.wert(JAHR) == 4
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(kennzahlen.LAUFENDE.menge(JAHR).values_list("person__nachname"))
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(kennzahlen.KONTAKTE.menge(JAHR).values_list("notiz"))


def test_koordination_bekommt_keine_zeilen(traeger):
    zugang = zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None))
    with handeln(zugang):
        assert not Kontakt.objects.exists()
        for kennzahl in kennzahlen.KENNZAHLEN:
            assert not kennzahl.zeilen(zugang, JAHR).exists()


def test_leerer_zeitraum_ist_null(traeger):
    with im_namen_von(traeger.pk):
        assert [k.wert(Zeitraum.jahr(2010)) for k in kennzahlen.KENNZAHLEN] == [0] * 11


def test_kontaktliste_zeigt_genau_die_zeilen_hinter_der_zahl(client, fachkraft):
    stadt = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2025, 1, 1))
    bund = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2025, 1, 1), finanzierung=Finanzierung.BUND)
    for am, fall in [
        (date(2026, 1, 1), stadt),
        (date(2026, 12, 31), stadt),
        (date(2025, 12, 31), stadt),
        (date(2026, 5, 5), bund),
    ]:
        KontaktFactory(traeger=fachkraft.traeger, fall=fall, am=am, notiz="Kanarie")
    KontaktFactory(traeger=fachkraft.traeger, fall=None, am=date(2026, 5, 5))
    jahr = {"von": "1.1.2026", "bis": "31.12.2026"}
    antwort = client.get(reverse("beratung:kontakt-liste"), jahr | {"finanzierung": "stadt"})
    with handeln(fachkraft.zugang):
        zeilen = set(kennzahlen.KONTAKTE.zeilen(fachkraft.zugang, JAHR).values_list("pk", flat=True))
    assert {z[0] for z in antwort.context["liste"].zeilen} == zeilen
    export = client.get(reverse("beratung:kontakt-liste"), jahr | {"finanzierung": "stadt", "export": "csv"})
    text = b"".join(export.streaming_content).decode()
    assert text.count("\n") == 1 + len(zeilen)
    assert "Kanarie" not in text
    KontaktFactory(traeger=fachkraft.traeger, fall=None, am=date(2026, 5, 6), finanzierung=Finanzierung.BUND)
    kurz = client.get(reverse("beratung:kurzberatung-liste"), jahr | {"finanzierung": "stadt"})
    with handeln(fachkraft.zugang):
        assert len(kurz.context["liste"].zeilen) == kennzahlen.KURZBERATUNGEN.fuer(fachkraft.zugang, JAHR) == 1


def test_laufende_faelle_der_liste_sind_die_kennzahl_am_tag(client, fachkraft, heute):
    for felder in ({}, {"zu": heute}, {"zu": date(2026, 11, 21)}, {"finanzierung": Finanzierung.BUND}):
        FallFactory(traeger=fachkraft.traeger, **felder)
    antwort = client.get(reverse("beratung:fall-liste"), {"stand": "laufend", "finanzierung": "stadt"})
    with handeln(fachkraft.zugang):
        assert (
            len(antwort.context["liste"].zeilen) == kennzahlen.LAUFENDE.fuer(fachkraft.zugang, Zeitraum(heute, heute)) == 1
        )
