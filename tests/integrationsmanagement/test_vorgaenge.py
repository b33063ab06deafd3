"""Vorgänge des IM: was sie schreiben, was sie mit einem Satz abweisen, und dass Doppeltes einmal bleibt."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from beratung import vorgaenge as beratung
from beratung.begriffe import Abschlussgrund
from beratung.models import Person
from integrationsmanagement import vorgaenge
from integrationsmanagement.begriffe import Wohnform
from integrationsmanagement.models import Gespraech, IMFall, IMZustaendigkeit, Integrationsplan, Planziel
from integrationsmanagement.regeln import Wohnen
from tests.factories import FachkraftFactory, FallFactory, GespraechFactory

HEUTE = date(2026, 11, 22)


def _gespraech(von, **felder):
    return Gespraech(
        **{"am": date(2026, 3, 2), "dauer_minuten": 30, "fachkraft": von.fachkraft, "handlungsfelder": ["arbeit"]} | felder
    )


def test_person_fall_und_zustaendigkeit_entstehen_zusammen(von):
    fall = vorgaenge.fall_mit_person_anlegen(
        person=Person(vorname="Ayşe", nachname="Öztürk"),
        fall=IMFall(begonnen_am=date(2026, 5, 4)),
        fachkraft=von.fachkraft,
        durch=von.zugang,
        wohnen=Wohnen(Wohnform.PRIVAT, None),
    )
    assert fall.traeger_id == von.traeger.pk == fall.person.traeger_id
    assert list(fall.zustaendigkeiten.values_list("fachkraft", "von", "bis")) == [(von.fachkraft.pk, date(2026, 5, 4), None)]


def test_mbe_und_im_fall_derselben_person_gehen_nebeneinander_zwei_im_faelle_nicht(von, fall):
    FallFactory(traeger=von.traeger, person=fall.person)
    with pytest.raises(IntegrityError, match="imfall_ein_offener"), transaction.atomic():
        vorgaenge.fall_anlegen(
            fall=IMFall(begonnen_am=HEUTE), person=fall.person, fachkraft=von.fachkraft, durch=von.zugang,
            wohnen=Wohnen(Wohnform.PRIVAT, None),
        )  # fmt: skip
    assert IMFall.objects.count() == 1


def test_dieselbe_absendung_legt_ein_gespraech_an(von, fall):
    erstes = _gespraech(von, notiz="Bewerbung besprochen")
    zweites = _gespraech(von, absendung=erstes.absendung, notiz="Bewerbung besprochen")
    angelegt = [
        vorgaenge.gespraech_erfassen(gespraech=g, fall=fall, durch=von.zugang, heute=HEUTE, jetzt=timezone.now())
        for g in (erstes, zweites)
    ]
    assert angelegt[0].pk == angelegt[1].pk
    assert Gespraech.objects.get().notiz == "Bewerbung besprochen"


@pytest.mark.parametrize(
    ("am", "satz"),
    [(date(2026, 11, 23), "Zukunft"), (date(2026, 1, 14), "begann erst"), (date(2026, 6, 2), "abgeschlossen")],
)
def test_gespraech_ausserhalb_des_falls_wird_mit_einem_satz_abgewiesen(von, fall, am, satz):
    beratung.akte_abschliessen(
        akte=fall, kontakte="gespraeche", am=date(2026, 6, 1), grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE
    )
    fall.refresh_from_db()
    with pytest.raises(ValidationError, match=satz):
        vorgaenge.gespraech_erfassen(
            gespraech=_gespraech(von, am=am), fall=fall, durch=von.zugang, heute=HEUTE, jetzt=timezone.now()
        )
    assert not Gespraech.objects.exists()


def test_abschluss_nennt_handelnde_und_beendet_die_zustaendigkeit(von, fall):
    IMZustaendigkeit.objects.create(traeger=von.traeger, fall=fall, fachkraft=von.fachkraft, von=fall.begonnen_am)
    beratung.akte_abschliessen(
        akte=fall, kontakte="gespraeche", am=date(2026, 6, 1), grund=Abschlussgrund.WEGZUG, durch=von.zugang, heute=HEUTE
    )
    fall.refresh_from_db()
    fall.refresh_from_db()
    assert (fall.abgeschlossen_am, fall.abschluesse.get().durch, fall.version) == (date(2026, 6, 1), von, 2)
    assert fall.zustaendigkeiten.get().bis == date(2026, 6, 1)
    with pytest.raises(ValidationError, match="schon seit"):
        beratung.akte_abschliessen(
            akte=fall, kontakte="gespraeche", am=HEUTE, grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE
        )


def test_abschluss_nicht_vor_dem_letzten_gespraech(von, fall):
    GespraechFactory(fall=fall, traeger=von.traeger, am=date(2026, 6, 2))
    with pytest.raises(ValidationError, match=r"02\.06\.2026"):
        beratung.akte_abschliessen(
            akte=fall, kontakte="gespraeche", am=date(2026, 6, 1), grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE
        )


def test_wiederaufnahme_oeffnet_denselben_fall(von, fall):
    beratung.akte_abschliessen(
        akte=fall, kontakte="gespraeche", am=date(2026, 6, 1), grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE
    )
    fall.refresh_from_db()
    beratung.akte_wieder_aufnehmen(akte=fall, fachkraft=von.fachkraft, ab=date(2026, 9, 1), durch=von.zugang, heute=HEUTE)
    fall.refresh_from_db()
    fall.refresh_from_db()
    assert fall.ist_laufend
    assert list(fall.zustaendigkeiten.values_list("von", "bis")) == [(date(2026, 9, 1), None)]


def test_uebergabe_schliesst_die_vorige_zustaendigkeit_am_vortag(von, fall):
    IMZustaendigkeit.objects.create(traeger=von.traeger, fall=fall, fachkraft=von.fachkraft, von=fall.begonnen_am)
    neue = FachkraftFactory(traeger=von.traeger)
    beratung.zustaendigkeit_uebergeben(akte=fall, fachkraft=neue, ab=date(2026, 7, 1), durch=von.zugang)
    fall.refresh_from_db()
    zeitraeume = list(fall.zustaendigkeiten.order_by("von").values_list("fachkraft", "von", "bis"))
    assert zeitraeume == [(von.fachkraft.pk, date(2026, 1, 15), date(2026, 6, 30)), (neue.pk, date(2026, 7, 1), None)]


def test_plan_fassungen_zaehlen_hoch_und_die_alte_bleibt(von, fall):
    for am, ziel in [(date(2026, 2, 1), "Deutschkurs B1"), (date(2026, 8, 1), "Prüfung B1")]:
        plan, ziele = (
            Integrationsplan(vereinbart_am=am, ausgangslage="Sucht Arbeit."),
            [Planziel(handlungsfeld="sprache", ziel=ziel)],
        )
        vorgaenge.plan_vereinbaren(plan=plan, ziele=ziele, fall=fall, durch=von.zugang, heute=HEUTE)
    assert [(p.nummer, p.ausgangslage, p.ziele.get().ziel) for p in fall.plaene.order_by("nummer")] == [
        (1, "Sucht Arbeit.", "Deutschkurs B1"), (2, "Sucht Arbeit.", "Prüfung B1"),
    ]  # fmt: skip


def test_dieselbe_absendung_vereinbart_einen_plan_mit_einem_ziel(von, fall):
    erster = Integrationsplan(vereinbart_am=date(2026, 2, 1))
    zweiter = Integrationsplan(vereinbart_am=date(2026, 2, 1), absendung=erster.absendung)
    for plan in (erster, zweiter):
        ziele = [Planziel(handlungsfeld="wohnung", ziel="Wohnung")]
        vorgaenge.plan_vereinbaren(plan=plan, ziele=ziele, fall=fall, durch=von.zugang, heute=HEUTE)
    assert (Integrationsplan.objects.count(), Planziel.objects.count()) == (1, 1)


@pytest.mark.parametrize(("am", "satz"), [(date(2026, 11, 23), "Zukunft"), (date(2026, 1, 14), "begann erst")])
def test_plan_ausserhalb_des_falls_wird_abgewiesen(von, fall, am, satz):
    with pytest.raises(ValidationError, match=satz):
        vorgaenge.plan_vereinbaren(
            plan=Integrationsplan(vereinbart_am=am), ziele=[], fall=fall, durch=von.zugang, heute=HEUTE
        )
    assert not Integrationsplan.objects.exists()
