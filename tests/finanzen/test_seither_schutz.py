"""Was „seit dem Einfrieren“ niemandem verrät, und was es höchstens kostet."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import FallFactory, MitgliedschaftFactory, ProjektFactory, TraegerFactory, TreffenFactory
from tests.factories.basis import im_namen_von
from tests.finanzen.test_seither import JAHR, eingefroren, gesehen, kontakt
from tests.haus.aufwand import angefasst
from traeger.begriffe import Rolle
from traeger.zugang import handeln, zahlen, zugang_von

pytestmark = pytest.mark.django_db


@pytest.fixture
def leitung():
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


def test_anderer_traeger_und_niemandes_traeger_sehen_nichts(leitung):
    fassung = eingefroren()
    kontakt(leitung.traeger)
    assert gesehen(fassung, leitung).geaendert["Kontakte"] == "1 neu"
    fremde = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=TraegerFactory())
    assert gesehen(fassung, fremde).geaendert == {}


def test_was_bei_anderen_geschah_fragt_niemand(leitung):
    """Sonst sagte die Dauer der Seite, dass bei einem anderen Träger etwas geschah: dieselben Abfragen, auf denselben Tabellen."""
    fassung = eingefroren()
    fremde = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=TraegerFactory())
    with CaptureQueriesContext(connection) as vorher:
        gesehen(fassung, fremde)
    kontakt(leitung.traeger)
    with CaptureQueriesContext(connection) as nachher:
        gesehen(fassung, fremde)
    assert len(vorher) == len(nachher)
    assert not [a for a in nachher.captured_queries if "beratung_kontaktevent" in a["sql"] and "stand_vorher" in a["sql"]]
    with CaptureQueriesContext(connection) as eigene:
        gesehen(fassung, leitung)
    assert [a for a in eigene.captured_queries if "beratung_kontaktevent" in a["sql"] and "union" not in a["sql"]]


def test_eine_oft_geaenderte_zeile_kostet_nicht_das_quadrat(leitung):
    """Gezählt, was PostgreSQL dafür anfasst: Zehnmal so viele Ereignisse einer Zeile sind etwa zehnmal so viel."""
    zeile, fassung = kontakt(leitung.traeger), eingefroren()

    def nach(mal):
        with im_namen_von(leitung.traeger_id), connection.cursor() as cursor:
            for _ in range(mal):
                cursor.execute(
                    "update beratung_kontakt set dauer_minuten = mod(dauer_minuten, 90) + 5 where id = %s", [zeile.pk]
                )
        with CaptureQueriesContext(connection) as abfragen:
            gesehen(fassung, leitung)
        with handeln(zugang_von(leitung)), zahlen():
            return sum(angefasst(a["sql"]) for a in abfragen if "GROUP BY" in a["sql"])

    wenig = nach(50)
    assert 0 < nach(450) < 15 * wenig


def test_wer_keine_akten_sieht_sieht_nur_geschuetzte_anzahlen(leitung):
    """Fünf Kontakte eines Menschen sind keine Zahl; bei dreien ist sie gerundet. Was von keinem Menschen handelt, steht genau da."""
    verwaltung = MitgliedschaftFactory(rolle=Rolle.VERWALTUNG, traeger=leitung.traeger)
    faelle = [FallFactory(traeger=leitung.traeger, begonnen_am=date(2025, 3, 1)) for _ in range(3)]
    fassung = eingefroren()
    for tag in range(1, 6):
        kontakt(leitung.traeger, fall=faelle[0], am=date(2026, 4, tag))
    TreffenFactory(traeger=leitung.traeger, am=JAHR, projekt=ProjektFactory(traeger=leitung.traeger, von=date(2020, 1, 1)))
    seither = gesehen(fassung, verwaltung)
    assert "Kontakte" in seither.verschwiegen
    assert seither.geaendert["Treffen"] == "1 neu"
    assert not {"Kontakte", "MBE-Fälle"} & {*seither.geaendert, *seither.unveraendert}
    kontakt(leitung.traeger, fall=faelle[1])
    assert "Kontakte" in gesehen(fassung, verwaltung).verschwiegen
    kontakt(leitung.traeger, fall=faelle[2])
    assert gesehen(fassung, verwaltung).geaendert["Kontakte"] in ("rund 6", "rund 9")
    assert gesehen(fassung, leitung).geaendert["Kontakte"] == "7 neu"


def test_die_seite_sagt_es_in_einem_satz(client, leitung):
    fassung = eingefroren(mindestfallzahl=3, zeitraum="2026", programmstand="x", kapitel=[])
    kontakt(leitung.traeger)
    client.force_login(leitung.benutzer)
    seite = client.get(reverse("finanzen:nachweis-detail", args=[fassung.pk])).content.decode()
    assert "Kontakte: 1 neu" in seite
    assert "Unverändert" in seite


def test_im_protokoll_liest_die_zahlenrolle_nur_den_eigenen_traeger_und_keine_namen(leitung):
    """Auch an der Anwendung vorbei: sonst wäre die Vergangenheit aller offen, wo die Gegenwart es nicht ist."""
    kontakt(leitung.traeger)
    ereignis = apps.get_model("beratung", "KontaktEvent")
    fremde = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=TraegerFactory())
    koordination = MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None)
    anzahl = []
    for mitglied in (leitung, fremde, koordination):
        with handeln(zugang_von(mitglied)), zahlen():
            anzahl.append(ereignis.objects.values("pgh_id").count())
    assert anzahl == [1, 0, 0]
    for tabelle, spalte in (
        ("ehrenamt_ehrenamtlicheevent", "nachname"), ("finanzen_personalkostenevent", "brutto"), ("beratung_personevent", "pgh_id"),
        ("beratung_kontaktevent", "pgh_context"), ("traeger_stellenanteilevent", "bemerkung"),
    ):  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("select has_column_privilege('arge_zahlen', %s, %s, 'select')", [tabelle, spalte])
            assert cursor.fetchone() == (False,), (tabelle, spalte)
