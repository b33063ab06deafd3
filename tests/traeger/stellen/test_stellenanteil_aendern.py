"""Stellenanteil ab einem Tag ändern: zwei Zeiträume, kein Tag und keine Zeile geht verloren."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from finanzen.models import Bescheid, Personalkosten
from tests.factories import BesetzungFactory, MitgliedschaftFactory, StellenanteilFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import BewilligungFactory, FachkraftFactory, StandortFactory
from tests.traeger.stellen.stellenpflege import (  # noqa: F401 – Fixtures
    JULI,
    als,
    client_fixture,
    fehler,
    heute,
    stelle_fixture,
    steuerung_fixture,
)
from tests.zufall import beispiele
from traeger.begriffe import Rolle
from traeger.models import Anteilmeldung, Besetzung, Bewilligung, Stellenanteil
from traeger.models.basis import haengt_an
from traeger.stellen.vorgaenge import stellen as vorgaenge
from traeger.stellen.vorgaenge.stellen import GETEILT
from traeger.zugang import technisch, zugang_von

pytestmark = pytest.mark.django_db


# --- Ab einem Tag ändern ------------------------------------------------------------------------------------------------


def aendern(client, anteil, ab="1.7.2026", **mehr):
    aktuell = Stellenanteil.objects.get(pk=anteil.pk)
    daten = {
        "version": aktuell.version, "ab": ab, "vereinbarung": aktuell.vereinbarung_id, "vzae": str(aktuell.vzae).replace(".", ","),
        "zaehlt_zum_kontingent": "on" if aktuell.zaehlt_zum_kontingent else "", "standort": aktuell.standort_id or "",
    } | mehr  # fmt: skip
    return client.post(reverse("traeger:stellenanteil-aendern", args=[anteil.pk]), daten)


def besetzungen(anteil):
    with im_namen_von(anteil.traeger_id):
        return list(
            Besetzung.objects.order_by("von", "fachkraft").values_list("stellenanteil", "fachkraft", "vzae", "von", "bis")
        )


def test_aendern_teilt_zeitraum_besetzung_und_bewilligung_am_tag(client, stelle):
    antwort = aendern(client, stelle, vzae="0,8", standort=StandortFactory().pk)
    neu = Stellenanteil.objects.exclude(pk=stelle.pk).get()
    stelle.refresh_from_db()
    assert antwort.url == reverse("traeger:stellenanteil-detail", args=[neu.pk])
    assert (stelle.von, stelle.bis, stelle.vzae) == (date(2026, 1, 1), date(2026, 6, 30), Decimal("1.00"))
    assert (neu.von, neu.bis, neu.vzae, neu.traeger) == (JULI, None, Decimal("0.80"), stelle.traeger)
    lang, kurz, spaet = (b.fachkraft_id for b in (stelle.lang, stelle.kurz, stelle.spaet))
    assert besetzungen(stelle) == [
        (stelle.pk, lang, Decimal("0.50"), date(2026, 1, 1), date(2026, 6, 30)),
        (stelle.pk, kurz, Decimal("0.20"), date(2026, 1, 1), date(2026, 6, 30)),
        (neu.pk, lang, Decimal("0.50"), JULI, None),
        (neu.pk, spaet, Decimal("0.30"), date(2026, 9, 1), None),
    ]
    bescheid = {"aktenzeichen": stelle.bescheid.aktenzeichen, "vzae": Decimal("0.90"), "traeger": stelle.traeger}
    assert Bewilligung.objects.filter(stellenanteil=stelle, bis=date(2026, 6, 30), **bescheid).count() == 1
    assert Bewilligung.objects.filter(stellenanteil=neu, von=JULI, bis=date(2026, 12, 31), **bescheid).count() == 1
    alte_seite = client.get(reverse("traeger:stellenanteil-detail", args=[stelle.pk])).content.decode()
    assert "01.01.2026 bis 30.06.2026" in alte_seite
    assert "ab 01.07.2026" in alte_seite
    verlauf = client.get(reverse("traeger:stellenanteil-detail", args=[neu.pk])).context["abschnitte"].zeilen
    assert verlauf == [
        ["01.01.2026", "1,0", "0,9", "0,7"], ["01.07.2026", "0,8", "0,9", "0,5"], ["01.09.2026", "0,8", "0,9", "0,8"],
        ["01.01.2027", "0,8", "0,0", "0,8"],
    ]  # fmt: skip


def test_passt_die_besetzung_nicht_mehr_ist_nichts_halb_geschrieben(client, stelle):
    vorher = besetzungen(stelle)
    text = fehler(aendern(client, stelle, vzae="0,7"))
    assert "ist der Stellenanteil höher besetzt als 0,70 VZÄ. Wie hoch, sieht nur der Träger." in text
    assert not re.search(r"0,[1-6]\d? VZÄ|0,80 VZÄ", text), (
        "wie einzelne Kräfte besetzt sind, erfährt die Stadt auch aus keinem Fehler"
    )
    assert Stellenanteil.objects.values_list("pk", "bis", "version").get() == (stelle.pk, None, 1)
    assert besetzungen(stelle) == vorher
    assert Bewilligung.objects.get().bis == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("ab", "mehr", "satz"),
    [
        ("1.1.2026", {"vzae": "0,9"}, "Die Änderung beginnt nach dem 01.01.2026"),
        ("31.12.2025", {"vzae": "0,9"}, "Die Änderung beginnt nach dem 01.01.2026"),
        ("1.7.2026", {}, "Es ist nichts anders als bisher."),
        ("1.7.2026", {"bis": "30.6.2026"}, "Das Ende liegt vor dem Beginn."),
        ("1.7.2026", {"vzae": "0"}, "VZÄ sind größer als 0"),
        ("1.7.2026", {"bis": "31.8.2026"}, "der Träger hat ihn darüber hinaus besetzt"),
        ("1.7.2026", {"vzae": "0,9", "befristet_bis": "30.6.2026"}, "Die Finanzierung endet vor dem Beginn"),
        ("", {"vzae": "0,9"}, "Bitte"),
    ],
)
def test_unmoegliche_aenderung_nennt_den_grund(client, stelle, ab, mehr, satz):
    with technisch():
        Bewilligung.objects.all().delete()
    assert satz in fehler(aendern(client, stelle, ab, **mehr))
    assert Stellenanteil.objects.count() == 1


def test_nach_dem_ende_laesst_sich_nichts_aendern(client):
    anteil = StellenanteilFactory(bis=date(2026, 5, 31))
    assert "Der Stellenanteil endet schon am 31.05.2026." in fehler(aendern(client, anteil, vzae="0,5"))


def test_kuerzer_als_die_bewilligung_wird_nichts_still(client, stelle):
    with im_namen_von(stelle.traeger_id):
        Besetzung.objects.all().delete()
    text = fehler(aendern(client, stelle, bis="31.10.2026"))
    assert f"Die Bewilligung {stelle.bescheid.aktenzeichen} über 0,9 VZÄ gilt 01.01.2026 bis 31.12.2026." in text
    assert "Beenden Sie sie zuerst zum 31.10.2026." in text


def test_aendern_auf_einen_belegten_standort_nennt_den_anderen_zeitraum(client, stelle):
    ort = StandortFactory()
    StellenanteilFactory(traeger=stelle.traeger, standort=ort, von=date(2026, 8, 1), bis=date(2026, 8, 31))
    text = fehler(aendern(client, stelle, standort=ort.pk))
    assert "Schon eingetragen: ab 01.08.2026 bis 31.08.2026." in text
    assert Stellenanteil.objects.count() == 2


def test_standort_und_lesart_wechseln_ab_dem_tag(client):
    """Die 0,5 der Diakonie: Entscheidet die Stadt, zählen sie ab dem Tag, davor nicht."""
    anteil = StellenanteilFactory(vzae="0.50", zaehlt_zum_kontingent=False)
    aendern(client, anteil, zaehlt_zum_kontingent="on")
    assert list(Stellenanteil.objects.order_by("von").values_list("zaehlt_zum_kontingent", "bis")) == [
        (False, date(2026, 6, 30)), (True, None),
    ]  # fmt: skip


def test_zweimal_dieselbe_aenderung_ist_eine(client, stelle):
    daten = {
        "version": 1,
        "ab": "1.7.2026",
        "vereinbarung": stelle.vereinbarung_id,
        "vzae": "0,9",
        "zaehlt_zum_kontingent": "on",
    }
    adresse = reverse("traeger:stellenanteil-aendern", args=[stelle.pk])
    assert client.post(adresse, daten).status_code == 302
    assert "hat jemand diesen Eintrag geändert" in fehler(client.post(adresse, daten))
    assert Stellenanteil.objects.count() == 2


def test_personalkosten_bescheide_und_meldungen_gehen_mit(client, stelle, steuerung):
    """Nach dem Tag gehört jeder Monat zum neuen Teil, der Monat davor zum alten; kein Euro geht verloren."""
    eigen = {"traeger": stelle.traeger}
    with im_namen_von(stelle.traeger_id):
        for monat in (6, 7, 8):
            Personalkosten.objects.create(besetzung=stelle.lang, monat=date(2026, monat, 1), brutto=monat, **eigen)
        Anteilmeldung.objects.create(
            stellenanteil=stelle,
            vzae="0.2",
            von=date(2026, 1, 1),
            bis=date(2026, 12, 31),
            gemeldet_von=steuerung.benutzer,
            **eigen,
        )
        zeiten = [(date(2026, 1, 1), date(2026, 12, 31)), (JULI, date(2026, 12, 31))]
        for nummer, (von, bis) in enumerate(zeiten):
            Bescheid.objects.create(
                art="weiterleitung", mittel="land_im", aktenzeichen=f"B{nummer}", beschieden_am=von, stellenanteil=stelle, von=von, bis=bis,
                betrag=1000, **eigen,
            )  # fmt: skip
        gemeldet_am = Anteilmeldung.objects.get().gemeldet_am
    aendern(client, stelle, vzae="0,9")
    neu = Stellenanteil.objects.exclude(pk=stelle.pk).get()
    with im_namen_von(stelle.traeger_id):
        monate = Personalkosten.objects.order_by("monat").values_list("monat__month", "besetzung__stellenanteil", "brutto")
        assert list(monate) == [(6, stelle.pk, 6), (7, neu.pk, 7), (8, neu.pk, 8)]
        assert list(Bescheid.objects.order_by("von").values_list("stellenanteil", flat=True)) == [stelle.pk, neu.pk]
        meldungen = Anteilmeldung.objects.order_by("von")
        assert list(meldungen.values_list("stellenanteil", "von", "bis")) == [
            (stelle.pk, date(2026, 1, 1), date(2026, 6, 30)), (neu.pk, JULI, date(2026, 12, 31)),
        ]  # fmt: skip
        assert {m.gemeldet_am for m in meldungen} == {gemeldet_am}


def test_jede_tabelle_an_stelle_oder_besetzung_sagt_was_beim_teilen_geschieht():
    modelle = {modell for ziel in (Stellenanteil, Besetzung) for modell, _ in haengt_an(ziel)}
    assert modelle >= {Bescheid, Personalkosten, *GETEILT}
    assert [m for m in modelle if m not in GETEILT and not m._meta.get_field(m.GILT_AM)] == []


def test_im_protokoll_steht_wer_geaendert_hat(client, stelle, steuerung):
    """Auch bei der geteilten Besetzung, die die Steuerung selbst nie sieht."""
    aendern(client, stelle, vzae="0,9")
    with im_namen_von(stelle.traeger_id):
        letztes = apps.get_model("traeger", "BesetzungEvent").objects.filter(pgh_obj_id=stelle.lang.pk).latest("pgh_id")
    assert letztes.pgh_context == {"benutzer": steuerung.benutzer_id, "mitgliedschaft": steuerung.pk}


# --- Eigenschaft: Ändern verschiebt keinen Tag --------------------------------------------------------------------------

BEGINN = date(2026, 1, 1)
TAGE = [BEGINN + timedelta(days=n) for n in range(-2, 44)]
teile = st.lists(st.tuples(st.integers(0, 35), st.integers(0, 20), st.booleans()), max_size=4)


def kurven(traeger_id):
    """{Tag: (vereinbart, bewilligt, besetzt)} des Trägers."""

    def am(zeilen, tag):
        return sum((vzae for von, bis, vzae in zeilen if von <= tag and (bis is None or tag <= bis)), Decimal(0))

    with im_namen_von(traeger_id):
        drei = [
            list(m.objects.filter(traeger=traeger_id).values_list("von", "bis", "vzae"))
            for m in (Stellenanteil, Bewilligung, Besetzung)
        ]
    return {tag: tuple(am(zeilen, tag) for zeilen in drei) for tag in TAGE}


@beispiele(30)
@given(
    besetzt=teile,
    bewilligt=teile,
    ende=st.one_of(st.none(), st.integers(35, 60)),
    ab=st.integers(1, 34),
    vzae=st.integers(1, 30),
)
def test_aendern_laesst_jeden_tag_davor_und_jede_besetzung_wie_sie_war(besetzt, bewilligt, ende, ab, vzae):
    """Vor dem Tag bleiben alle drei Kurven, Besetzung und Bewilligung bleiben an jedem Tag – oder es ändert sich gar nichts."""
    with transaction.atomic():
        zugang = zugang_von(MitgliedschaftFactory(rolle=Rolle.STEUERUNG))
        anteil = StellenanteilFactory(vzae="1.00", von=BEGINN, bis=ende and BEGINN + timedelta(days=ende))
        letzter = ende if ende is not None else 60
        for von, dauer, offen in besetzt:
            bis = None if offen and ende is None else BEGINN + timedelta(days=min(von + dauer, letzter))
            BesetzungFactory(
                traeger=anteil.traeger, stellenanteil=anteil, vzae="0.25", von=BEGINN + timedelta(days=von), bis=bis,
                fachkraft=FachkraftFactory(traeger=anteil.traeger),
            )  # fmt: skip
        frei = 0
        for _, dauer, _ in bewilligt:
            von, frei = frei, frei + dauer + 2
            BewilligungFactory(
                stellenanteil=anteil, vzae="0.40", von=BEGINN + timedelta(days=von), bis=BEGINN + timedelta(days=von + dauer)
            )
        vorher, tag = kurven(anteil.traeger_id), BEGINN + timedelta(days=ab)
        neue = Decimal(vzae) * Decimal("0.05")
        try:
            with technisch():
                vorgaenge.stellenanteil_aendern(anteil=anteil, ab=tag, werte={"vzae": neue}, durch=zugang)
                connection.check_constraints()
            geaendert = True
        except (IntegrityError, ValidationError):
            geaendert = False
            assert neue == 1 or max(v[2] for t, v in vorher.items() if t >= tag) > neue  # nur weil es nicht passt
        nachher = kurven(anteil.traeger_id)
        assert {t: v for t, v in nachher.items() if t < tag} == {t: v for t, v in vorher.items() if t < tag}
        assert {t: v[1:] for t, v in nachher.items()} == {t: v[1:] for t, v in vorher.items()}
        if geaendert:
            assert {v[0] for t, v in nachher.items() if tag <= t <= (anteil.bis or t)} == {neue}
        else:
            assert nachher == vorher
        transaction.set_rollback(True)
