"""Was eine Akte liest, wächst nicht mit dem, was in einer anderen geschieht – auch nicht an einem Gespräch, das einmal hier war."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arge.daten import aenderungen
from beratung.models import Kontakt
from beratung.views.fall import MBE
from beratung.views.reiter import _darin
from tests.factories import FallFactory, KontaktFactory
from tests.factories.basis import im_namen_von
from tests.haus.aufwand import angefasst
from traeger.zugang.einsicht import gelesen_von


def gelesen(fall) -> float:
    with im_namen_von(fall.traeger_id), CaptureQueriesContext(connection) as abfragen:
        aenderungen.zuletzt_geaendert(MBE.verfolgt, fall)
        aenderungen.aenderungen(MBE.verfolgt, fall, 1)
    with im_namen_von(fall.traeger_id):
        return sum(angefasst(a["sql"]) for a in abfragen if a["sql"].lstrip("(").startswith("SELECT"))


@pytest.mark.django_db
def test_was_an_einem_verschobenen_gespraech_geschieht_kostet_die_alte_akte_nichts():
    hier = FallFactory(begonnen_am=date(2026, 1, 1))
    dort = FallFactory(traeger=hier.traeger, begonnen_am=date(2026, 1, 1))
    kontakt = KontaktFactory(traeger=hier.traeger, fall=hier)

    def oft(mal):
        with im_namen_von(hier.traeger_id), connection.cursor() as cursor:
            for _ in range(mal):
                cursor.execute(
                    "update beratung_kontakt set dauer_minuten = mod(dauer_minuten, 90) + 5, version = version + 1 where id = %s",
                    [kontakt.pk],
                )

    with im_namen_von(hier.traeger_id):
        Kontakt.objects.filter(pk=kontakt.pk).update(fall=dort, verschoben_am="2026-03-03T12:00Z")
    oft(50)
    wenig = gelesen(hier)
    oft(450)
    viel = gelesen(hier)
    assert viel < 15 * wenig, "zehnmal so viele Ereignisse sind etwa zehnmal so viel zu lesen, nicht hundertmal"


def test_die_lesespur_kostet_nicht_einsichten_mal_ereignisse(client, fachkraft, festgeschrieben):
    """Jede Einsicht fragt, wo das Gespräch damals lag: ein Griff, gleich wie oft es davor oder danach geändert wurde."""
    fall = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 1, 1))
    kontakt = KontaktFactory(traeger=fall.traeger, fall=fall, fachkraft=fachkraft)

    def nach(mal):
        for _ in range(mal):  # jede in ihrer Transaktion, also später als das Lesen
            with im_namen_von(fall.traeger_id):
                Kontakt.objects.filter(pk=kontakt.pk).update(dauer_minuten=F("dauer_minuten") + 1, version=F("version") + 1)
        for _ in range(20):
            assert client.get(reverse("beratung:kontakt-bearbeiten", args=[kontakt.pk])).status_code == 200
        with im_namen_von(fall.traeger_id), CaptureQueriesContext(connection) as abfragen:
            gelesen_von(fall, MBE.wort, [_darin(fall, *teil) for teil in MBE.teile], 1, 20)
            return sum(angefasst(a["sql"]) for a in list(abfragen))

    wenig = nach(20)
    print("W", wenig, nach(180))
    assert nach(180) < 10 * wenig, (
        "zehnmal so viele Ereignisse und doppelt so viele Einsichten sind nicht zwanzigmal so viel zu lesen"
    )
