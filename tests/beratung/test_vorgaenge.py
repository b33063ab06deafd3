"""Vorgänge der Beratung: was sie schreiben, was sie abweisen, und dass Doppeltes einmal bleibt."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from beratung import vorgaenge
from beratung.begriffe import Abschlussgrund, Finanzierung
from beratung.models import Fall, Kontakt, Person, Zustaendigkeit
from tests.factories import FachkraftFactory, FallFactory, KontaktFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


@pytest.fixture
def von():
    """Eine MBE-Fachkraft, in deren Zugang der Test handelt; `von.fachkraft` ist ihre Beschäftigung."""
    mitgliedschaft = MitgliedschaftFactory()
    benutzer = mitgliedschaft.benutzer
    benutzer.zugang = zugang_von(mitgliedschaft)
    benutzer.fachkraft = FachkraftFactory(traeger=mitgliedschaft.traeger, benutzer=benutzer)
    with handeln(benutzer.zugang):
        yield benutzer


def _fall(von, **felder):
    return FallFactory(traeger=von.fachkraft.traeger, **{"begonnen_am": date(2026, 2, 1)} | felder)


def _kontakt(von, **felder):
    vorgabe = {"am": date(2026, 3, 2), "dauer_minuten": 30, "fachkraft": von.fachkraft, "themen": ["sprache"]}
    return Kontakt(**vorgabe | felder)


def test_person_und_fall_entstehen_zusammen_mit_der_ersten_zustaendigkeit(von):
    person, fall = Person(vorname="Ayşe", nachname="Öztürk"), Fall(begonnen_am=date(2026, 5, 4))
    fall = vorgaenge.fall_mit_person_anlegen(person=person, fall=fall, fachkraft=von.fachkraft, durch=von.zugang)
    assert fall.traeger_id == von.zugang.traeger_id == fall.person.traeger_id
    assert list(fall.zustaendigkeiten.values_list("fachkraft", "von", "bis")) == [(von.fachkraft.pk, date(2026, 5, 4), None)]


def test_zweiter_offener_fall_derselben_finanzierung_wird_abgewiesen_und_hinterlaesst_nichts(von):
    offen = _fall(von)
    with pytest.raises(IntegrityError, match="fall_ein_offener"), transaction.atomic():
        vorgaenge.fall_anlegen(fall=Fall(begonnen_am=HEUTE), person=offen.person, fachkraft=von.fachkraft, durch=von.zugang)
    assert list(Fall.objects.all()) == [offen]
    vorgaenge.fall_anlegen(
        fall=Fall(begonnen_am=HEUTE, finanzierung=Finanzierung.BUND),
        person=offen.person,
        fachkraft=von.fachkraft,
        durch=von.zugang,
    )
    assert Fall.objects.count() == 2


def test_dieselbe_absendung_legt_einen_kontakt_an(von):
    fall, erster = _fall(von), _kontakt(von, notiz="Formulare besprochen")
    zweiter = _kontakt(von, absendung=erster.absendung, notiz="Formulare besprochen")
    angelegt = [
        vorgaenge.kontakt_erfassen(kontakt=k, fall=fall, durch=von.zugang, heute=HEUTE, jetzt=timezone.now())
        for k in (erster, zweiter)
    ]
    assert angelegt[0].pk == angelegt[1].pk
    assert Kontakt.objects.get().notiz == "Formulare besprochen"


def test_kurzberatung_hat_keinen_fall(von):
    kontakt = vorgaenge.kontakt_erfassen(
        kontakt=_kontakt(von, finanzierung=Finanzierung.BUND), fall=None, durch=von.zugang, heute=HEUTE, jetzt=timezone.now()
    )
    assert (kontakt.fall_id, kontakt.erfasst_von) == (None, von)


@pytest.mark.parametrize(
    ("am", "satz"),
    [(HEUTE + timedelta(days=1), "Zukunft"), (date(2026, 1, 31), "begann erst"), (date(2026, 6, 2), "abgeschlossen")],
)
def test_kontakt_ausserhalb_des_falls_wird_mit_einem_satz_abgewiesen(von, am, satz):
    fall = _fall(von, zu=date(2026, 6, 1))
    with pytest.raises(ValidationError, match=satz):
        vorgaenge.kontakt_erfassen(
            kontakt=_kontakt(von, am=am), fall=fall, durch=von.zugang, heute=HEUTE, jetzt=timezone.now()
        )
    assert not Kontakt.objects.exists()


def test_abschluss_beendet_die_zustaendigkeit_und_nennt_den_handelnden(von):
    fall = _fall(von)
    Zustaendigkeit.objects.create(traeger=fall.traeger, fall=fall, fachkraft=von.fachkraft, von=fall.begonnen_am)
    vorgaenge.akte_abschliessen(akte=fall, am=date(2026, 6, 30), grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE)
    fall.refresh_from_db()
    fall.refresh_from_db()
    assert (fall.abgeschlossen_am, fall.abschluesse.get().durch, fall.version) == (date(2026, 6, 30), von, 2)
    assert fall.zustaendigkeiten.get().bis == date(2026, 6, 30)


def test_abschluss_vor_dem_letzten_kontakt_wird_abgewiesen(von):
    fall = _fall(von)
    KontaktFactory(traeger=fall.traeger, fall=fall, am=date(2026, 7, 1))
    with pytest.raises(ValidationError, match="letzte Kontakt war am 01.07.2026"):
        vorgaenge.akte_abschliessen(
            akte=fall, am=date(2026, 6, 30), grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE
        )


def test_zweiter_abschluss_wird_abgewiesen(von):
    fall = _fall(von)
    vorgaenge.akte_abschliessen(akte=fall, am=date(2026, 6, 30), grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE)
    fall.refresh_from_db()
    with pytest.raises(ValidationError, match="schon seit 30.06.2026"):
        vorgaenge.akte_abschliessen(
            akte=fall, am=date(2026, 7, 1), grund=Abschlussgrund.WEGZUG, durch=von.zugang, heute=HEUTE
        )


def test_ein_abschluss_aus_versehen_wird_mit_grund_berichtigt_und_laesst_keine_luecke(von):
    fall = _fall(von)
    Zustaendigkeit.objects.create(traeger=fall.traeger, fall=fall, fachkraft=von.fachkraft, von=fall.begonnen_am)
    vorgaenge.akte_abschliessen(akte=fall, am=HEUTE, grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE)
    fall.refresh_from_db()
    with pytest.raises(ValidationError, match="ab dem Tag danach"):
        vorgaenge.akte_wieder_aufnehmen(akte=fall, fachkraft=von.fachkraft, ab=HEUTE, durch=von.zugang, heute=HEUTE)
    vorgaenge.abschluss_berichtigen(
        akte=fall, abschluss=fall.abschluesse.get(), von=HEUTE, grund=Abschlussgrund.ZIEL, entfaellt=True,
        begruendung="Falscher Fall", durch=von.zugang, heute=HEUTE,
    )  # fmt: skip
    fall.refresh_from_db()
    assert fall.ist_laufend
    assert list(fall.zustaendigkeiten.values_list("von", "bis")) == [(fall.begonnen_am, None)]
    zeile = fall.berichtigungen.get()
    assert (zeile.was, zeile.grund) == (f"Abschluss am {HEUTE:%d.%m.%Y}: gab es nicht", "Falscher Fall")


def test_spaetere_wiederaufnahme_beginnt_eine_neue_zustaendigkeit(von):
    fall = _fall(von)
    Zustaendigkeit.objects.create(traeger=fall.traeger, fall=fall, fachkraft=von.fachkraft, von=fall.begonnen_am)
    vorgaenge.akte_abschliessen(akte=fall, am=date(2026, 6, 30), grund=Abschlussgrund.ZIEL, durch=von.zugang, heute=HEUTE)
    fall.refresh_from_db()
    with pytest.raises(ValidationError, match="ab dem Tag danach"):
        vorgaenge.akte_wieder_aufnehmen(
            akte=fall, fachkraft=von.fachkraft, ab=date(2026, 6, 30), durch=von.zugang, heute=HEUTE
        )
    vorgaenge.akte_wieder_aufnehmen(akte=fall, fachkraft=von.fachkraft, ab=date(2026, 9, 1), durch=von.zugang, heute=HEUTE)
    fall.refresh_from_db()
    zeitraeume = list(fall.zustaendigkeiten.order_by("von").values_list("von", "bis"))
    assert zeitraeume == [(date(2026, 2, 1), date(2026, 6, 30)), (date(2026, 9, 1), None)]


def test_uebergabe_teilt_die_zustaendigkeit_am_tag(von):
    fall, andere = _fall(von), FachkraftFactory(traeger=von.fachkraft.traeger)
    Zustaendigkeit.objects.create(traeger=fall.traeger, fall=fall, fachkraft=von.fachkraft, von=fall.begonnen_am)
    vorgaenge.zustaendigkeit_uebergeben(akte=fall, fachkraft=andere, ab=date(2026, 8, 15), durch=von.zugang)
    fall.refresh_from_db()
    verlauf = list(fall.zustaendigkeiten.order_by("von").values_list("fachkraft", "von", "bis"))
    assert verlauf == [(von.fachkraft.pk, date(2026, 2, 1), date(2026, 8, 14)), (andere.pk, date(2026, 8, 15), None)]
    with pytest.raises(ValidationError, match="schon zuständig"):
        vorgaenge.zustaendigkeit_uebergeben(akte=fall, fachkraft=andere, ab=date(2026, 9, 1), durch=von.zugang)
    with pytest.raises(ValidationError, match="begann am 15.08.2026"):
        vorgaenge.zustaendigkeit_uebergeben(akte=fall, fachkraft=von.fachkraft, ab=date(2026, 8, 1), durch=von.zugang)


def test_fremder_fall_ist_unter_der_grenze_nicht_da(von):
    fremder = FallFactory()
    with pytest.raises(ValidationError, match="gelöscht"):
        vorgaenge.kontakt_erfassen(kontakt=_kontakt(von), fall=fremder, durch=von.zugang, heute=HEUTE, jetzt=timezone.now())
    with im_namen_von(fremder.traeger_id):
        assert not Kontakt.objects.exists()
