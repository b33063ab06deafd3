"""Kennzahlen des Ehrenamts: Zahl = Liste = unabhängige Nachzählung in SQL; nach außen nie eine Person."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from arge.zahlen.kennzahl import Art
from arge.zahlen.zeitraum import Zeitraum, alter_am
from ehrenamt import kennzahlen
from ehrenamt.models import Ehrenamtliche
from tests.factories import (
    BenutzerFactory,
    EhrenamtlicheFactory,
    MitgliedschaftFactory,
    ProjektFactory,
    StundenFactory,
    TreffenFactory,
)
from tests.factories.basis import im_namen_von, zahlen
from traeger.begriffe import Rolle
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db
JAHR, TAG = Zeitraum.jahr(2026), Zeitraum(date(2026, 12, 31), date(2026, 12, 31))
IM_JAHR = "between '2026-01-01' and '2026-12-31'"
SQL = {
    "EA-01": "select count(*) from ehrenamt_ehrenamtliche where gewonnen_am <= '2026-12-31'"
    " and coalesce(ausgeschieden_am, 'infinity') >= '2026-12-31'",
    "EA-02": f"select count(*) from ehrenamt_ehrenamtliche where gewonnen_am {IM_JAHR}",
    "EA-03": "select count(*) from ehrenamt_ehrenamtliche where ausgeschieden_am between '2025-12-31' and '2026-12-30'",
    "EA-08": "select count(*) from ehrenamt_ausscheiden where von < '2025-12-31' and bis between '2025-12-31' and '2026-12-30'",
    "EA-04": f"select coalesce(sum(minuten), 0) / 60.0 from ehrenamt_stunden where am {IM_JAHR}",
    "EA-05": "select count(*) from ehrenamt_projekt where von <= '2026-12-31' and coalesce(bis, 'infinity') >= '2026-12-31'",
    "EA-06": f"select count(*) from ehrenamt_treffen where am {IM_JAHR}",
    "EA-07": f"select coalesce(sum(anzahl_teilnehmende), 0) from ehrenamt_treffen where am {IM_JAHR}",
}
ERWARTET = {"EA-01": 3, "EA-02": 1, "EA-03": 1, "EA-08": 0, "EA-04": Decimal("3.5"), "EA-05": 2, "EA-06": 2, "EA-07": 25}


@pytest.fixture
def traeger():
    """Zeilen eines Trägers an allen Rändern des Jahres 2026."""
    projekt = ProjektFactory(von=date(2026, 12, 31), bereiche=["sprache", "kinder"])
    t = projekt.traeger
    bis_heute = ProjektFactory(traeger=t, von=date(2024, 1, 1), bis=date(2026, 12, 31), bereiche=["sprache"])
    ProjektFactory(traeger=t, von=date(2024, 1, 1), bis=date(2026, 12, 30))
    EhrenamtlicheFactory(traeger=t, gewonnen_am=date(2026, 12, 31), geburtsdatum=date(1961, 12, 31), erfahrung="ja")
    EhrenamtlicheFactory(traeger=t, gewonnen_am=date(2025, 1, 1), weg=date(2026, 12, 31), geburtsdatum=None)
    person = EhrenamtlicheFactory(
        traeger=t, gewonnen_am=date(2025, 1, 1), weg=date(2027, 1, 1), geburtsdatum=date(2000, 1, 1)
    )
    EhrenamtlicheFactory(traeger=t, gewonnen_am=date(2025, 1, 1), weg=date(2026, 1, 1))
    EhrenamtlicheFactory(traeger=t, gewonnen_am=date(2027, 1, 1))
    for am, gaeste, minuten in [(date(2026, 1, 1), 10, 90), (date(2026, 12, 31), 15, 120), (date(2027, 1, 1), 99, 600)]:
        wo = bis_heute if am < projekt.von else projekt
        treffen = TreffenFactory(traeger=t, projekt=wo, am=am, anzahl_teilnehmende=gaeste)
        zeile = StundenFactory(traeger=t, projekt=wo, treffen=treffen, ehrenamtliche=person, am=am, minuten=minuten)
    with im_namen_von(t.pk):
        type(zeile).objects.filter(am="2026-01-01").update(bestaetigt_am=timezone.now(), bestaetigt_von=BenutzerFactory())
    return t


@pytest.mark.parametrize("kennzahl", kennzahlen.KENNZAHLEN, ids=lambda k: k.nummer)
def test_zahl_ist_liste_ist_nachzaehlung(traeger, kennzahl):
    StundenFactory(am=date(2026, 5, 5))  # fremder Träger
    zeit = TAG if kennzahl.art == Art.STICHTAG else JAHR
    zugang = zugang_von(MitgliedschaftFactory(traeger=traeger, arbeitsfelder=["EA"]))
    with handeln(zugang), connection.cursor() as cursor:
        cursor.execute(SQL[kennzahl.nummer])
        nachgezaehlt = cursor.fetchone()[0]
        assert kennzahl.fuer(zugang, zeit) == kennzahl.wert(zeit) == nachgezaehlt == ERWARTET[kennzahl.nummer]
        if kennzahl.nummer not in {"EA-04", "EA-07"}:  # dort wird verdichtet, nicht gezählt
            assert len(kennzahl.zeilen(zugang, zeit)) == ERWARTET[kennzahl.nummer]


def test_aufteilungen(traeger):
    with im_namen_von(traeger.pk):
        assert kennzahlen.AKTIVE.je(TAG, "altersgruppe") == {"65": 1, "u27": 1, "ohne": 1}
        assert kennzahlen.AKTIVE.je(TAG, "erfahrung") == {"ja": 1, "keine": 2}
        assert kennzahlen.PROJEKTE.je(TAG, "bereich") == {"sprache": 2, "kinder": 1}
        assert kennzahlen.PROJEKTE.je(TAG, "status") == {"stabil": 2}
        assert kennzahlen.STUNDEN.je(JAHR, "bestaetigt") == {"ja": Decimal("1.5"), "nein": Decimal(2)}


@pytest.mark.parametrize("am", [date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29), date(2026, 11, 22)])
def test_altersgruppe_ist_das_alter_das_im_jahr_des_tages_erreicht_wird(am):
    """Mehr als das Geburtsjahr liest eine Zahl über Träger hinweg nicht."""
    geburten = [date(jahr, 2, tag) for jahr in (1960, 1961, 1962, 1963, 1980, 1982, 1983, 2000, 2001) for tag in (27, 28)]
    geburten += [date(1960, 2, 29), date(1980, 2, 29), date(2000, 2, 29), date(2000, 3, 1), date(1963, 3, 1)]
    traeger = ProjektFactory().traeger
    for geburt in geburten:
        EhrenamtlicheFactory(traeger=traeger, geburtsdatum=geburt)
    grenzen = [(65, "65"), (45, "45"), (27, "27"), (0, "u27")]
    with im_namen_von(traeger.pk):
        gruppen = Ehrenamtliche.objects.annotate(gruppe=kennzahlen.altersgruppe(am)).values_list("geburtsdatum", "gruppe")
        for geburt, gruppe in gruppen:
            assert gruppe == next(g for jahre, g in grenzen if alter_am(geburt, date(am.year, 12, 31)) >= jahre), geburt


def test_ueber_alle_traeger_nur_als_zahl(traeger):
    EhrenamtlicheFactory(gewonnen_am=date(2025, 1, 1))
    with zahlen():
        assert kennzahlen.AKTIVE.wert(TAG) == 4
        assert sum(kennzahlen.AKTIVE.je(TAG, "altersgruppe").values()) == 4
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(kennzahlen.AKTIVE.menge(TAG).values_list("nachname"))


def test_koordination_bekommt_projekte_aber_keine_personenzeilen(traeger):
    zugang = zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None))
    with handeln(zugang):
        assert kennzahlen.PROJEKTE.fuer(zugang, TAG) == 2
        for kennzahl in (kennzahlen.AKTIVE, kennzahlen.NEUE, kennzahlen.AUSGESCHIEDENE, kennzahlen.STUNDEN):
            assert not kennzahl.zeilen(zugang, JAHR).exists()


def test_listen_zeigen_genau_die_zeilen_hinter_den_kacheln(client, von, heute):
    for bis in (None, heute, date(2026, 11, 21)):
        ProjektFactory(traeger=von.traeger, bis=bis)
        EhrenamtlicheFactory(traeger=von.traeger, weg=bis)
    tag = Zeitraum(heute, heute)
    for name, kennzahl in (("projekt-liste", kennzahlen.PROJEKTE), ("person-liste", kennzahlen.AKTIVE)):
        zeilen = client.get(reverse(f"ehrenamt:{name}")).context["liste"].zeilen
        with handeln(von.zugang):
            assert {z[0] for z in zeilen} == set(kennzahl.zeilen(von.zugang, tag).values_list("pk", flat=True)), name
        assert len(zeilen) == 2
