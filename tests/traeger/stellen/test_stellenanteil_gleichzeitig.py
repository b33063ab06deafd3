"""Zwei legen zugleich dieselbe Stelle an: einer gewinnt, der andere liest, womit es kollidiert."""

import threading

from django.db import IntegrityError, connection, connections

from arge.daten.schreiben import saetze_im, satz_zur_bedingung
from arge.seite.formulare import ArgeForm
from tests.factories import TraegerFactory
from tests.factories.traeger import VereinbarungFactory
from tests.traeger.stellen.stellenpflege import JULI
from traeger.models import Stellenanteil
from traeger.stellen.vorgaenge import stellen as vorgaenge
from traeger.zugang import technisch


def test_gleichzeitig_angelegt_gewinnt_einer_und_der_andere_liest_den_zeitraum(festgeschrieben):
    """Zwei Verbindungen, dieselbe Stelle: Der zweite wartet auf den ersten und bekommt den Satz, keinen Deadlock."""
    traeger, vertrag = TraegerFactory(), VereinbarungFactory()
    am_start, ergebnisse = threading.Barrier(4), []

    def anlegen():
        anteil = Stellenanteil(traeger=traeger, vereinbarung=vertrag, aufgabe="IM", quelle="land", vzae=1, von=JULI)
        am_start.wait()
        try:
            with technisch():
                vorgaenge.stellenanteil_anlegen(anteil=anteil)
            ergebnisse.append("angelegt")
        except IntegrityError as ausnahme:
            ergebnisse.append("Schon" + satz_zur_bedingung(ausnahme).rpartition("Schon")[2])
        finally:
            connections.close_all()

    faeden = [threading.Thread(target=anlegen) for _ in range(4)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join(60)
    satz = "Schon eingetragen: ab 01.07.2026 ohne Ende."
    assert sorted(ergebnisse) == [satz, satz, satz, "angelegt"]


def test_warten_zwei_aufeinander_liest_einer_einen_satz(festgeschrieben):
    """PostgreSQL beendet eine der beiden Transaktionen; die Person bekommt keinen Programmfehler, sondern ein Formular."""
    erst_beide, saetze = threading.Barrier(2), []

    def schreiben(erste, zweite):
        form = ArgeForm({})
        form.errors  # noqa: B018 – füllt das Formular, wie is_valid() in der View
        with saetze_im(form), connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(7399, %s)", [erste])
            erst_beide.wait(30)
            cursor.execute("select pg_advisory_xact_lock(7399, %s)", [zweite])
        saetze.extend(form.non_field_errors())
        connections.close_all()

    faeden = [threading.Thread(target=schreiben, args=paar) for paar in ((1, 2), (2, 1))]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join(60)
    assert saetze == ["Gerade ändert noch jemand dieselben Zeilen. Bitte senden Sie das Formular noch einmal ab."]
