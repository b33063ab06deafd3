"""Fällig und überfällig: einmal je Frist, höchstens eine E-Mail am Tag, gleich wie oft der Lauf läuft."""

from datetime import date, datetime, timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection

from integrationsmanagement.begriffe import Handlungsfeld, ZielStatus
from integrationsmanagement.models import IMZustaendigkeit, Planziel
from tests.factories import FachkraftFactory, IMFallFactory, setzen
from tests.factories.basis import im_namen_von
from tests.factories.integrationsmanagement import IntegrationsplanFactory
from tests.factories.traeger import AbwesenheitFactory, AufgabeFactory, VertretungFactory
from tests.traeger.mitteilung.hilfe import fachkraft, glocke, mitglied, will, zeilen
from tests.uhr import BERLIN
from traeger.begriffe import Anlass, Bereich, Rolle
from traeger.mitteilung import vorgaenge
from traeger.models import Mitteilung
from traeger.tasks import fristen_melden, konten_aufraeumen
from traeger.zugang import technisch

HEUTE = date(2026, 11, 22)
TAG = timedelta(1)


@pytest.fixture(autouse=True)
def heute(uhr, request):
    request.getfixturevalue("festgeschrieben" if "festgeschrieben" in request.fixturenames else "db")
    uhr(HEUTE)


def laufen(am=HEUTE, mal=1):
    """Der Lauf dieses Tages, morgens um sechs; wie viele E-Mails es waren."""
    jetzt = datetime(am.year, am.month, am.day, 6, 10, tzinfo=BERLIN)
    return sum(vorgaenge.fristen_melden(heute=am, jetzt=jetzt) for _ in range(mal))


@pytest.fixture
def leitung():
    return mitglied()


def aufgabe(leitung, tage, **mehr):
    return AufgabeFactory(traeger=leitung.traeger, faellig_am=HEUTE + timedelta(tage), **mehr)


def test_faellig_am_tag_ueberfaellig_am_naechsten_und_dann_nie_wieder(leitung, uhr):
    faellig = aufgabe(leitung, 0)
    aufgabe(leitung, 1)
    laufen(mal=3)
    name = f"Aufgabe {faellig.pk}"
    assert glocke(leitung) == [(Anlass.FAELLIG, name)]
    assert mail.outbox == [], "fällig kommt ohne eigene Wahl nicht per E-Mail"
    for tage in (1, 2, 3):
        uhr(HEUTE + tage * TAG)
        laufen(HEUTE + tage * TAG, mal=2)
    assert glocke(leitung, ungelesen=False).count((Anlass.UEBERFAELLIG, name)) == 1
    assert (Anlass.FAELLIG, name) not in glocke(leitung), "was überfällig ist, steht nicht auch noch als fällig da"


def test_ueberfaelliges_kommt_in_einer_email_und_nie_noch_einmal(leitung):
    eine, andere = aufgabe(leitung, -1), aufgabe(leitung, -2)
    assert laufen(mal=3) == 1
    (brief,) = mail.outbox
    assert brief.to == [leitung.benutzer.email]
    assert brief.subject == "ARGE Integration: 2 Fristen, 2 überfällig"
    assert all(f"/traeger/aufgaben/{zeile.pk}/" in brief.body for zeile in (eine, andere))
    assert eine.titel not in brief.body
    assert laufen(HEUTE + TAG) == 0


def test_am_selben_tag_geht_keine_zweite_email(leitung):
    aufgabe(leitung, -1)
    assert laufen() == 1
    aufgabe(leitung, -3)
    assert laufen() == 0
    assert laufen(HEUTE + TAG) == 1


def test_zwei_rollen_eines_kontos_sind_eine_email(leitung):
    zweite = mitglied(Rolle.LEITUNG, benutzer=leitung.benutzer)
    aufgabe(leitung, -1)
    aufgabe(zweite, -1)
    assert laufen() == 1
    assert f"{leitung} und {zweite}" in mail.outbox[0].body


def test_was_vor_der_email_gelesen_ist_steht_nicht_darin(leitung):
    aufgabe(leitung, -1)
    assert laufen() == 1
    aufgabe(leitung, -2)
    laufen()
    vorgaenge.erledigt(zeilen(leitung)[-1].pfad)
    assert laufen(HEUTE + TAG) == 0


@pytest.mark.parametrize(
    "felder", [{"faellig_am": HEUTE - 31 * TAG}, {"erledigt_am": datetime(2026, 11, 20, tzinfo=BERLIN)}]
)
def test_erledigtes_und_lange_vergangenes_meldet_niemand(leitung, felder):
    """Nach 90 Tagen ist die Mitteilung gelöscht; reichte der Blick so weit zurück, käme sie wieder."""
    if "erledigt_am" in felder:
        felder["erledigt_von"] = leitung.benutzer
    AufgabeFactory(traeger=leitung.traeger, **{"faellig_am": HEUTE - TAG} | felder)
    laufen()
    assert zeilen(leitung) == []


def test_wer_nicht_mehr_mitglied_ist_bekommt_nichts(leitung):
    gegangen = mitglied(Rolle.LEITUNG, leitung.traeger, bis=HEUTE - TAG)
    gesperrt = mitglied(Rolle.LEITUNG, leitung.traeger)
    setzen(gesperrt.benutzer, is_active=False)
    aufgabe(leitung, -1)
    assert laufen() == 1
    assert zeilen(gegangen) == zeilen(gesperrt) == []


def test_wer_zwischen_glocke_und_email_geht_bekommt_keine(leitung):
    aufgabe(leitung, -1)
    with im_namen_von(leitung.traeger_id):
        kollegin = mitglied(Rolle.LEITUNG, leitung.traeger)
    will(kollegin, glocke=Anlass.values, email=[])
    assert laufen() == 1
    with technisch(Bereich.MITTEILUNGEN):
        Mitteilung.objects.update(in_sammelmail=True, gemailt_am=None)
    with im_namen_von(leitung.traeger_id):
        type(leitung).objects.filter(pk=kollegin.pk).update(bis=HEUTE)
    assert laufen(HEUTE + TAG) == 1


def test_faelliges_per_email_wer_es_will(leitung):
    will(leitung, email=["faellig"])
    faellig = aufgabe(leitung, 0)
    assert laufen(mal=2) == 1
    assert mail.outbox[0].subject == f"ARGE Integration: Aufgabe {faellig.pk} fällig"
    assert len(zeilen(leitung)) == 1, "die Zeile hält fest, dass es ging"
    assert glocke(leitung) == [], "in der Glocke steht sie nicht"


def test_zwei_laeufe_zugleich_sind_einer(leitung, festgeschrieben):
    aufgabe(leitung, -1)
    laufen()
    with technisch(Bereich.MITTEILUNGEN):
        Mitteilung.objects.update(gemailt_am=None)
    mails = []

    def lauf():
        mails.append(laufen())
        connection.close()

    laeufe = [Thread(target=lauf) for _ in range(3)]
    [t.start() for t in laeufe]
    [t.join() for t in laeufe]
    assert sorted(mails) == [0, 0, 1]
    assert len(zeilen(leitung)) == 1


# --- Integrationsmanagement ---------------------------------------------------------------------------------------------


@pytest.fixture
def kraft(leitung):
    return fachkraft(leitung.traeger, arbeitsfelder=["IM"])


def im_fall(kraft, frist=HEUTE, **felder):
    """Fall der Fachkraft mit einem Ziel im Plan."""
    fall = IMFallFactory(traeger=kraft.traeger, **felder)
    with im_namen_von(kraft.traeger_id):
        IMZustaendigkeit.objects.create(traeger=kraft.traeger, fall=fall, fachkraft=kraft, von=fall.begonnen_am)
    ziel_in(IntegrationsplanFactory(traeger=kraft.traeger, fall=fall), frist)
    return fall


def ziel_in(plan, frist, status=ZielStatus.OFFEN):
    with im_namen_von(plan.traeger_id):
        Planziel.objects.create(
            traeger=plan.traeger, plan=plan, handlungsfeld=Handlungsfeld.ARBEIT, ziel="Frau Haidari lernt", frist_am=frist,
            status=status,
        )  # fmt: skip


def test_ein_ziel_ist_bei_der_zustaendigen_faellig(leitung, kraft):
    fall = im_fall(kraft)
    laufen(mal=2)
    assert glocke(kraft.mitglied) == [(Anlass.FAELLIG, f"IM-Fall {fall.pk}, Ziel im Plan")]
    assert glocke(leitung) == []


def test_nur_offene_ziele_des_geltenden_plans_laufender_faelle(kraft):
    im_fall(kraft, zu=HEUTE - TAG)
    ueberholt = im_fall(kraft)
    neuer = IntegrationsplanFactory(traeger=kraft.traeger, fall=ueberholt, nummer=2)
    ziel_in(neuer, HEUTE, ZielStatus.ERREICHT)
    ziel_in(neuer, HEUTE + TAG)
    laufen()
    assert zeilen(kraft.mitglied) == []


def test_die_vertretung_erfaehrt_was_faellig_ist_die_vertretene_auch(kraft):
    """Vertreten wird ein Arbeitsfeld, nicht eine Glocke: Die Fristen kommen bei beiden an, sonst nichts."""
    vertritt = fachkraft(kraft.traeger, arbeitsfelder=["EA"])
    weg = AbwesenheitFactory(traeger=kraft.traeger, fachkraft=kraft, von=HEUTE - TAG, bis=HEUTE + TAG)
    VertretungFactory(
        traeger=kraft.traeger, abwesenheit=weg, fachkraft=vertritt, benutzer=vertritt.benutzer, arbeitsfelder=["IM"]
    )
    im_fall(kraft)
    laufen()
    assert glocke(kraft.mitglied) == glocke(vertritt.mitglied) != []
    assert vertritt.mitglied.browser.get(zeilen(vertritt.mitglied)[0].pfad).status_code == 200


def test_das_ende_der_beratung_ist_eine_frist(kraft):
    fall = im_fall(kraft, frist=None, au_zuteilung_am=date(2023, 11, 22))
    laufen()
    assert glocke(kraft.mitglied) == [(Anlass.FAELLIG, f"IM-Fall {fall.pk}, Ende der Beratung")]


def test_ohne_zustaendige_oder_ohne_konto_erfaehrt_es_niemand(leitung):
    im_fall(FachkraftFactory(traeger=leitung.traeger))
    IntegrationsplanFactory(traeger=leitung.traeger)
    assert laufen() == 0
    assert zeilen(leitung) == []


# --- Zeitplan ------------------------------------------------------------------------------------------------------------


def test_die_aufgabe_des_zeitplans_meldet(leitung):
    aufgabe(leitung, -1)
    fristen_melden()
    assert len(mail.outbox) == 1


def test_nach_neunzig_tagen_ist_sie_weg_gelesen_oder_nicht(leitung, uhr):
    aufgabe(leitung, -1)
    aufgabe(leitung, -2)
    laufen()
    vorgaenge.erledigt(zeilen(leitung)[0].pfad)
    uhr(HEUTE + 89 * TAG)
    konten_aufraeumen()
    assert len(zeilen(leitung)) == 2
    uhr(HEUTE + 91 * TAG)
    konten_aufraeumen()
    laufen(HEUTE + 91 * TAG)
    assert zeilen(leitung) == []
