"""Warnungen aus der Datenbank: wer sie sieht, wer quittiert, und dass eine Quittung nur ihre Stufe trifft."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from arge.zahlen.zeitraum import TAG, monate_spaeter
from tests.factories import (
    BesetzungFactory,
    FachkraftFactory,
    MitgliedschaftFactory,
    StellenanteilFactory,
    TraegerFactory,
    anlegen,
    setzen,
)
from tests.factories.basis import im_namen_von
from tests.factories.traeger import BenutzerFactory, BewilligungFactory
from tests.lesen import text
from traeger.begriffe import Quelle, Rolle, TraegerArt, WarnungArt
from traeger.models import Anteilmeldung, Aufgabe, Parameter, Warnmeldung
from traeger.warnung import kennzahlen
from traeger.warnung.vorgaenge import warnung as vorgaenge
from traeger.zugang import handeln, technisch, zahlen, zugang_von

pytestmark = pytest.mark.django_db

HEUTE = date(2026, 11, 22)
IN_ZWEI_MONATEN = monate_spaeter(HEUTE, 2)
JAHRESANFANG = date(HEUTE.year - 1, 1, 1)
LISTE = "/traeger/warnungen/"


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def stadt():
    return TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)


@pytest.fixture
def diakonie():
    return TraegerFactory(kurzname="Diakonie")


@pytest.fixture
def kidiflue(diakonie, stadt):
    """Kirchlicher Anteil, dessen Finanzierung in zwei Monaten endet, voll besetzt und bewilligt."""
    a = StellenanteilFactory(
        traeger=diakonie, aufgabe="EA", quelle=Quelle.KIDIFLUE, vzae=Decimal("0.20"), ist_obergrenze=True, von=JAHRESANFANG,
        bis=IN_ZWEI_MONATEN, befristet_bis=IN_ZWEI_MONATEN,
    )  # fmt: skip
    BewilligungFactory(stellenanteil=a, vzae=Decimal("0.20"), von=JAHRESANFANG)
    BesetzungFactory(traeger=diakonie, stellenanteil=a, vzae=Decimal("0.20"), von=JAHRESANFANG, bis=IN_ZWEI_MONATEN)
    return a


@pytest.fixture
def lage_vieler(kidiflue, diakonie, stadt):
    """Dazu ein unbesetzter Anteil mit kleiner Besetzung ohne Bescheid bei der AWO und eine endende Vereinbarung."""
    awo = TraegerFactory(kurzname="AWO")
    im = StellenanteilFactory(traeger=awo, vzae=Decimal("0.50"), von=JAHRESANFANG, vereinbarung__bis=IN_ZWEI_MONATEN)
    kraft = FachkraftFactory(traeger=awo, vorname="Geheime", nachname="Fachkraft")
    BesetzungFactory(traeger=awo, stellenanteil=im, fachkraft=kraft, vzae=Decimal("0.10"), von=JAHRESANFANG)
    return awo


def mitglied(rolle, traeger=None):
    return MitgliedschaftFactory(rolle=rolle, traeger=traeger)


def sicht(mitgliedschaft):
    with handeln(zugang_von(mitgliedschaft)) as zugang:
        return kennzahlen.lage_fuer(zugang, HEUTE)


def quittieren(mitgliedschaft, schluessel, notiz="Antrag ist gestellt", absendung=None, heute=HEUTE):
    with handeln(zugang_von(mitgliedschaft)) as zugang:
        return vorgaenge.quittieren(
            schluessel=schluessel,
            notiz=notiz,
            absendung=absendung or uuid.uuid4(),
            jetzt=timezone.now(),
            heute=heute,
            durch=zugang,
        )


def zeilen(traeger):
    with im_namen_von(traeger.pk):
        return list(Warnmeldung.objects.filter(traeger=traeger))


def test_jede_rolle_sieht_ihre_warnungen(lage_vieler, diakonie, stadt):
    art = WarnungArt
    erwartet_awo = [(art.KLEINANTEIL, "AWO"), (art.UEBER_BEWILLIGT, "AWO"), (art.VAKANZ, "AWO"), (art.VEREINBARUNG, "Stadt")]

    def arten(m):
        return sorted((w.art, w.traeger) for w in sicht(m).warnungen)

    assert arten(mitglied(Rolle.LEITUNG, lage_vieler)) == sorted(erwartet_awo)
    assert arten(mitglied(Rolle.LEITUNG, diakonie)) == [(art.FINANZIERUNG, "Diakonie"), (art.VEREINBARUNG, "Stadt")]
    alle = sorted([*erwartet_awo, (art.FINANZIERUNG, "Diakonie")])
    assert arten(mitglied(Rolle.KOORDINATION)) == alle
    assert arten(mitglied(Rolle.STEUERUNG, stadt)) == alle


def test_namen_nur_beim_eigenen_traeger(lage_vieler, stadt):
    def titel(m):
        return next(w.titel for w in sicht(m).warnungen if w.art == WarnungArt.KLEINANTEIL)

    assert "Geheime Fachkraft" in titel(mitglied(Rolle.LEITUNG, lage_vieler))
    assert "eine Fachkraft" in titel(mitglied(Rolle.STEUERUNG, stadt))
    with pytest.raises(Exception, match="permission denied|keine Berechtigung"), zahlen():
        kennzahlen.lage(HEUTE, namen=True)


def test_eine_abfrage_unabhaengig_von_der_menge(lage_vieler, django_assert_num_queries):
    with technisch(), zahlen(), django_assert_num_queries(1):
        assert len(kennzahlen.lage(HEUTE).warnungen) == 5


def test_grenzwerte_kommen_datiert_aus_den_parametern(lage_vieler):
    def wert(schluessel, wert, ab=date(2020, 1, 1)):
        anlegen(Parameter, schluessel=schluessel, bezeichnung="x", wert=wert, einheit="x", gueltig_ab=ab, quelle="x")

    wert(kennzahlen.MINDEST_IM, "0.30")
    wert(kennzahlen.MINDEST_IM, "0.10", HEUTE)
    wert(kennzahlen.MINDEST_IM, "0.90", HEUTE + TAG)
    for schluessel, monate in zip(kennzahlen.VORLAUF, ("9", "1", "1", "0"), strict=True):
        wert(schluessel, monate)
    with technisch(), zahlen():
        lage = kennzahlen.lage(HEUTE)
    assert lage.vorgaben.mindest_im == Decimal("0.10")
    assert lage.vorgaben.stufen == (9, 1)
    assert WarnungArt.KLEINANTEIL not in {w.art for w in lage.warnungen}
    assert {w.stufe for w in lage.warnungen if w.ist_frist} == {"9"}


def test_gemeldeter_anteil_gegen_minimum(kidiflue, diakonie):
    setzen(kidiflue, mindestanteil_stadt=Decimal("0.10"))
    with im_namen_von(diakonie.pk):
        Anteilmeldung.objects.create(
            traeger=diakonie, stellenanteil=kidiflue, vzae=Decimal("0.05"), von=HEUTE - timedelta(days=60), bis=HEUTE - TAG,
            gemeldet_von=BenutzerFactory(),
        )  # fmt: skip
    gefunden = [w for w in sicht(mitglied(Rolle.LEITUNG, diakonie)).warnungen if w.art == WarnungArt.MINDESTANTEIL]
    assert [w.titel for w in gefunden] == [
        "Diakonie: Mindestanteil der Stadt an „KiDiFlü“ – 0,05 von mindestens 0,1 VZÄ gemeldet"
    ]


def test_quittung_gilt_fuer_ihre_stufe_und_der_tag_bleibt(kidiflue, diakonie):
    leitung = mitglied(Rolle.LEITUNG, diakonie)
    vorher = sicht(leitung).warnungen[0]
    zeile = quittieren(leitung, vorher.schluessel)
    assert (zeile.faellig_am, zeile.notiz, zeile.quittiert_von) == (IN_ZWEI_MONATEN, "Antrag ist gestellt", leitung.benutzer)
    nachher = sicht(leitung)
    assert nachher.finde(vorher.schluessel).faellig_am == IN_ZWEI_MONATEN
    assert nachher.offen() == []
    with handeln(zugang_von(leitung)) as zugang:
        spaeter = kennzahlen.lage_fuer(zugang, monate_spaeter(IN_ZWEI_MONATEN, -1))
    assert [(w.stufe, w.faellig_am) for w in spaeter.offen()] == [("1", IN_ZWEI_MONATEN)]


def test_doppelte_absendung_ist_eine_quittung_und_eine_zweite_person_erfaehrt_die_erste(kidiflue, diakonie):
    leitung, andere = mitglied(Rolle.LEITUNG, diakonie), mitglied(Rolle.LEITUNG, diakonie)
    schluessel, absendung = sicht(leitung).warnungen[0].schluessel, uuid.uuid4()
    erste = quittieren(leitung, schluessel, absendung=absendung)
    assert quittieren(leitung, schluessel, absendung=absendung).quittiert_am == erste.quittiert_am
    with pytest.raises(ValidationError, match=f"{leitung.benutzer} hat diese Warnung schon quittiert.*Antrag ist gestellt"):
        quittieren(andere, schluessel, notiz="Auch ich")
    assert [z.notiz for z in zeilen(diakonie)] == ["Antrag ist gestellt"]


def test_nur_wer_verantwortlich_ist_quittiert(lage_vieler, diakonie, stadt):
    steuerung, leitung = mitglied(Rolle.STEUERUNG, stadt), mitglied(Rolle.LEITUNG, diakonie)
    je = {w.art: w.schluessel for w in sicht(steuerung).warnungen}
    for wer, art in (
        (steuerung, WarnungArt.FINANZIERUNG),
        (leitung, WarnungArt.VEREINBARUNG),
        (mitglied(Rolle.KOORDINATION), WarnungArt.VAKANZ),
    ):
        with pytest.raises(PermissionDenied, match="verantwortlich"):
            quittieren(wer, je[art])
    with pytest.raises(ValidationError, match="besteht nicht mehr"):
        quittieren(leitung, je[WarnungArt.VAKANZ])  # die eines anderen Trägers gibt es für sie nicht
    quittieren(steuerung, je[WarnungArt.VEREINBARUNG])
    assert [z.art for z in zeilen(stadt)] == [WarnungArt.VEREINBARUNG]
    assert zeilen(diakonie) == zeilen(lage_vieler) == []


def test_steuerung_quittiert_das_ende_einer_landesfoerderung_beim_traeger(stadt):
    awo = TraegerFactory()
    StellenanteilFactory(traeger=awo, von=JAHRESANFANG, bis=IN_ZWEI_MONATEN)
    steuerung = mitglied(Rolle.STEUERUNG, stadt)
    w = next(w for w in sicht(steuerung).warnungen if w.art == WarnungArt.FINANZIERUNG)
    quittieren(steuerung, w.schluessel, notiz="Antrag beim Land läuft")
    assert [z.notiz for z in zeilen(awo)] == ["Antrag beim Land läuft"]
    assert w.schluessel in sicht(mitglied(Rolle.LEITUNG, awo)).quittiert


def test_verschwundene_warnung_und_ueberholte_stufe_sagen_warum(kidiflue, diakonie):
    leitung = mitglied(Rolle.LEITUNG, diakonie)
    schluessel = sicht(leitung).warnungen[0].schluessel
    with pytest.raises(ValidationError, match="nächste Stufe"):
        quittieren(leitung, schluessel, heute=monate_spaeter(IN_ZWEI_MONATEN, -1))
    setzen(kidiflue, bis=None, befristet_bis=None)
    with pytest.raises(ValidationError, match="besteht nicht mehr"):
        quittieren(leitung, schluessel)
    assert zeilen(diakonie) == []


@pytest.fixture
def seite(client):
    def seite(mitgliedschaft, ziel=LISTE, **daten):
        client.force_login(mitgliedschaft.benutzer)
        return client.post(ziel, daten) if daten else client.get(ziel)

    return seite


def adresse(w):
    return reverse("traeger:warnung-detail", args=[w.schluessel])


def test_liste_zeigt_eigene_zuerst_dann_zur_kenntnis_und_die_definitionen(lage_vieler, seite):
    inhalt = text(seite(mitglied(Rolle.LEITUNG, lage_vieler)))
    assert "Hier handeln Sie (3)" in inhalt
    assert "Zur Kenntnis (1)" in inhalt
    assert "Geheime Fachkraft mit 0,1 VZÄ" in inhalt
    assert inhalt.index("unbesetzt") < inhalt.index("Zur Kenntnis") < inhalt.index("Vertrag ARGE Integration endet am")
    for nummer in range(1, 7):
        assert f"W-0{nummer} " in inhalt
    assert "KiDiFlü" not in inhalt, "die Warnung der Diakonie"


def test_koordination_liest_alle_ohne_namen_und_ohne_knopf(lage_vieler, seite, diakonie):
    koordination = mitglied(Rolle.KOORDINATION)
    inhalt = text(seite(koordination))
    assert "Offen (5)" in inhalt
    assert "Geheime" not in inhalt
    w = next(w for w in sicht(koordination).warnungen if w.traeger == "Diakonie")
    detail = text(seite(koordination, adresse(w)))
    assert "Quittieren kann sie: Leitung Diakonie." in detail
    assert seite(koordination, adresse(w), notiz="ich", absendung=str(uuid.uuid4())).status_code == 403


def test_quittieren_auf_der_seite_verlangt_eine_notiz_und_behaelt_den_tag(kidiflue, diakonie, stadt, seite):
    leitung = mitglied(Rolle.LEITUNG, diakonie)
    w = sicht(leitung).warnungen[0]
    absendung = str(uuid.uuid4())
    leer = seite(leitung, adresse(w), notiz="  ", absendung=absendung)
    assert "Was geschieht nun? Bitte füllen Sie das aus." in text(leer)
    for _ in range(2):
        assert seite(leitung, adresse(w), notiz="Antrag gestellt", absendung=absendung).url == LISTE
    inhalt = text(seite(leitung))
    tag = f"{IN_ZWEI_MONATEN:%d.%m.%Y}"
    assert f"Ihr Tag bleibt der {tag}." in inhalt
    assert "Hier handeln Sie (0)" in inhalt
    assert f"Antrag gestellt {leitung.benutzer}" in inhalt
    assert "Finanzierung „KiDiFlü“ endet am" in inhalt
    steuerung = text(seite(mitglied(Rolle.STEUERUNG, stadt), adresse(w)))
    assert f"Quittiert von {leitung.benutzer}" in steuerung
    assert f"Der Tag bleibt: {tag}." in steuerung
    assert len(zeilen(diakonie)) == 1


def test_alter_verweis_fuehrt_zur_jetzigen_stufe_und_verschwundenes_sagt_es(kidiflue, diakonie, seite):
    leitung = mitglied(Rolle.LEITUNG, diakonie)
    w = sicht(leitung).warnungen[0]
    alt = adresse(w._replace(stufe="12"))
    assert seite(leitung, alt).url == adresse(w)
    antwort = seite(leitung, alt, notiz="Mein langer Text", absendung=str(uuid.uuid4()))
    assert antwort.status_code == 404
    assert "die nächste Stufe ist erreicht" in text(antwort)
    assert "Mein langer Text" in text(antwort)
    setzen(kidiflue, bis=None, befristet_bis=None)
    assert "Diese Warnung gibt es nicht mehr" in text(seite(leitung, adresse(w)))
    assert zeilen(diakonie) == []


def test_fremde_warnung_ist_wie_keine(lage_vieler, diakonie, seite):
    fremd = next(w for w in sicht(mitglied(Rolle.LEITUNG, lage_vieler)).warnungen if w.art == WarnungArt.VAKANZ)
    antwort = seite(mitglied(Rolle.LEITUNG, diakonie), adresse(fremd))
    assert antwort.status_code == 404
    assert "AWO" not in text(antwort)


def test_startseite_zeigt_eigene_verantwortung_und_aufgaben_ueberfaelliges_zuerst(lage_vieler, diakonie, seite):
    wer = BenutzerFactory()
    for titel, tag, traeger in (
        ("Alte Liste", HEUTE - TAG, diakonie),
        ("Neue Liste", HEUTE + TAG, diakonie),
        ("Fremde Liste", HEUTE, lage_vieler),
    ):
        anlegen(Aufgabe, titel=titel, faellig_am=tag, traeger=traeger, angelegt_von=wer)
    anlegen(
        Aufgabe,
        titel="Fertige Liste",
        faellig_am=HEUTE,
        traeger=diakonie,
        angelegt_von=wer,
        erledigt_am=timezone.now(),
        erledigt_von=wer,
    )
    leitung = mitglied(Rolle.LEITUNG, diakonie)
    inhalt = text(seite(leitung, "/"))
    assert "Das steht an" in inhalt
    assert inhalt.index("Alte Liste") < inhalt.index("Neue Liste")
    assert "Finanzierung „KiDiFlü“ endet am" in inhalt
    assert "fällt die kirchliche Ehrenamtskoordination von 0,2 auf 0,0 VZÄ" in inhalt
    assert not {"Fremde Liste", "Fertige Liste", "unbesetzt", "Vertrag ARGE"} & {
        w for w in ("Fremde Liste", "Fertige Liste", "unbesetzt", "Vertrag ARGE") if w in inhalt
    }
    quittieren(leitung, sicht(leitung).warnungen[0].schluessel)
    assert "KiDiFlü" not in text(seite(leitung, "/"))
    fachkraft = text(seite(mitglied(Rolle.FACHKRAFT, diakonie), "/"))
    assert "Alte Liste" not in fachkraft, "Aufgaben eines Trägers erledigt seine Leitung"
    assert "Alle Warnungen" not in fachkraft


def test_startseite_der_steuerung_nennt_nur_enden_und_hoechstens_fuenf(stadt, diakonie, seite):
    for nummer in range(7):
        StellenanteilFactory(traeger=TraegerFactory(kurzname=f"T{nummer}"), von=JAHRESANFANG, bis=IN_ZWEI_MONATEN)
    inhalt = text(seite(mitglied(Rolle.STEUERUNG, stadt), "/"))
    assert inhalt.count("endet am") == 5
    assert "unbesetzt" not in inhalt
    assert "Alle Warnungen" in inhalt
