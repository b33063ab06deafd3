"""Das Änderungsprotokoll nennt, wer einlädt, wer annimmt und wer freigibt; lesen kann es nur, wer den Server betreibt."""

import json

from django.db import connections

from tests.factories import MitgliedschaftFactory
from tests.traeger.konto.test_freigabe import alle, annehmen, browser, erste_leitung, freigeben, heute, kim, laden  # noqa: F401 – heute: Fixture
from traeger.begriffe import Rolle, TraegerArt
from traeger.models import Einladung


def ereignisse(tabelle, spalte):
    """(Handelnder, Wert einer Spalte) der Ereignisse in ihrer Folge; lesen kann sie nur, wer den Server betreibt."""
    with connections["eigner"].cursor() as cursor:
        cursor.execute("set role arge_protokoll")
        cursor.execute(f"select pgh_context::text, {spalte} from {tabelle} order by pgh_id")
        zeilen = [(json.loads(wer), wert) for wer, wert in cursor.fetchall()]
        cursor.execute("reset role")
    return zeilen


def test_das_protokoll_nennt_wer_eingeladen_hat_wer_annimmt_und_wer_freigibt(festgeschrieben):
    """Früher stand dort nur {"technisch": true}. Auch, wenn das Konto mit der Annahme erst entsteht."""
    betrieb, leitung = MitgliedschaftFactory(rolle=Rolle.BETRIEB, traeger=None), MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    steuerung = MitgliedschaftFactory(rolle=Rolle.STEUERUNG, traeger__art=TraegerArt.KOMMUNE)
    vorher = len(ereignisse("traeger_mitgliedschaftevent", "pgh_label"))
    freigeben(steuerung, erste_leitung(betrieb))
    laden(leitung, rolle="verwaltung")
    annehmen(browser(kim()))
    erste, zweite = (e.pk for e in alle(Einladung))
    freigabe = {"benutzer": steuerung.benutzer_id, "mitgliedschaft": steuerung.pk}
    neu = {"benutzer": kim().pk, "einladung": erste}
    assert ereignisse("traeger_mitgliedschaftevent", "vergeben_von_id")[vorher:] == [
        (neu, betrieb.benutzer_id), (freigabe, betrieb.benutzer_id), (neu | {"einladung": zweite}, leitung.benutzer_id),
    ]  # fmt: skip
    assert [wer for wer, wann in ereignisse("traeger_einladungevent", "angenommen_am") if wann] == [
        neu, neu | {"einladung": zweite},
    ]  # fmt: skip
    assert ereignisse("traeger_mitgliedschaftevent", "freigegeben_von_id")[vorher + 1] == (freigabe, steuerung.benutzer_id)
