"""Demodaten sind in sich stimmig: Mengen, Zeiten, Zuständigkeiten, Geld; einmal je Modul geladen."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import Count, F, Max, Q, Sum

from arge.zahlen.zeitraum import alter_am
from beratung.models import Fall, Kontakt, Person, Zustaendigkeit
from ehrenamt.begriffe import Verfuegbarkeit
from ehrenamt.models import Ehrenamtliche, Einsatz, Stunden, Treffen
from finanzen.models import Auszahlung, Beleg, Bescheid, Personalkosten, Projektmittel
from integrationsmanagement.begriffe import Schwerpunkt, Wohnform
from integrationsmanagement.models import Gespraech, IMFall, IMZustaendigkeit, Integrationsplan
from tests.factories.basis import im_namen_von, zahlen
from tests.vorlage import DEMO_HEUTE, DEMO_PASSWORT
from traeger.begriffe import Arbeitsfeld, Rolle
from traeger.models import Benutzer, Besetzung, Bewilligung, Fachkraft, Mitgliedschaft, Stellenanteil, Traeger
from traeger.zugang import handeln, mitgliedschaften, zugang_von

pytestmark = pytest.mark.django_db

HEUTE, PASSWORT = DEMO_HEUTE, DEMO_PASSWORT


@pytest.fixture
def demo(demodaten, db):
    """Ein Test mit geladenen Demodaten."""


ANMELDUNGEN = {
    **{f"{rolle}@{traeger}.example": (rolle, traeger) for traeger in ("awo", "caritas", "diakonie")
       for rolle in ("fachkraft", "leitung", "verwaltung")},
    **{f"{rolle}@stadt.example": (rolle, "stadt") for rolle in ("fachkraft", "leitung", "steuerung", "pruefung")},
    "koordination@arge.example": ("koordination", None), "betrieb@arge.example": ("betrieb", None),
}  # fmt: skip


def test_jede_anmeldung_hat_ihre_rolle_und_eine_bestaetigte_adresse(demo):
    gehasht = set()
    for email, (rolle, traeger) in ANMELDUNGEN.items():
        konto = Benutzer.objects.get(email=email)
        with im_namen_von(benutzer_id=konto.pk):
            erste = mitgliedschaften(konto.pk, HEUTE)[0]
        assert (erste.rolle, erste.traeger and erste.traeger.kuerzel) == (rolle, traeger)
        assert EmailAddress.objects.get(user=konto).verified
        gehasht.add(konto.password)
    (passwort,) = gehasht  # alle Demokonten haben dasselbe
    assert check_password(PASSWORT, passwort)
    # Ein eigener Prozess hat es gerechnet, mit den Zahlen des Betriebs (tests/conftest.py nimmt kleinere).
    assert passwort.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")


def test_ein_konto_hat_zwei_mitgliedschaften(demo):
    konto = Benutzer.objects.get(email="leitung@caritas.example")
    with im_namen_von(benutzer_id=konto.pk):
        assert [m.rolle for m in mitgliedschaften(konto.pk, HEUTE)] == [Rolle.LEITUNG, Rolle.KOORDINATION]


@pytest.mark.parametrize(
    ("traeger", "felder"),
    [("awo", {"EA", "IM"}), ("caritas", {"EA", "MBE", "IM"}), ("diakonie", {"EA", "MBE", "IM"}), ("stadt", {"IM"})],
)
def test_arbeitsfelder_nach_konzept_und_jede_fachkraft_hat_ihre_zeile(demo, traeger, felder):
    konto = Benutzer.objects.get(email=f"fachkraft@{traeger}.example")
    with im_namen_von(benutzer_id=konto.pk):
        mitglied = mitgliedschaften(konto.pk, HEUTE)[0]
    assert set(mitglied.arbeitsfelder) == felder
    zugang = zugang_von(mitglied)
    with handeln(zugang):
        assert Fachkraft.objects.fuer(zugang).filter(benutzer=konto).count() == 1
        assert IMFall.objects.fuer(zugang).exists()
        assert Fall.objects.fuer(zugang).exists() == ("MBE" in felder)


def test_menge_der_menschen_und_faelle(demo):
    with zahlen():
        assert Ehrenamtliche.objects.da_am(HEUTE).count() == 150
        laufend = IMFall.objects.laufend(HEUTE)
        # Stadt und Caritas zusammen bleiben bei den 300 externen Fällen des Konzepts; AWO und Diakonie haben ihre eigenen.
        extern = laufend.mit_wohnung(HEUTE).filter(wohnt__wohnform=Wohnform.PRIVAT)
        assert extern.filter(traeger__kuerzel__in=["stadt", "caritas"]).count() == pytest.approx(300, rel=0.03)
        assert 80 < extern.filter(traeger__kuerzel__in=["awo", "diakonie"]).count() < 110
        assert laufend.mit_wohnung(HEUTE).filter(wohnt__wohnform=Wohnform.GU).count() == pytest.approx(28, abs=3)
        assert Fall.objects.filter(begonnen_am__year=2025).count() == 75
        assert Fall.objects.filter(begonnen_am__year=2026).count() == pytest.approx(75 * 319 / 365, abs=1)
        assert set(laufend.filter(traeger__kuerzel="awo").values_list("schwerpunkt", flat=True)) == {
            Schwerpunkt.SCHULDEN, Schwerpunkt.ARBEITSMARKT,
        }  # fmt: skip


def test_ehrenamtliche_sind_18_bis_84_und_junge_oft_nur_kurzfristig(demo):
    with zahlen():
        traeger = set(Ehrenamtliche.objects.values_list("traeger", flat=True))
    zeilen = []
    for pk in traeger:
        with im_namen_von(pk):
            zeilen += Ehrenamtliche.objects.da_am(HEUTE).values_list("geburtsdatum", "verfuegbarkeit", "gewonnen_am")
    alter = [alter_am(geboren, HEUTE) for geboren, _, _ in zeilen]
    assert (min(alter), max(alter)) == (18, 84)
    assert all(alter_am(geboren, gewonnen) >= 18 for geboren, _, gewonnen in zeilen)

    def kurz(junge: bool) -> float:
        auswahl = [v for (g, v, _) in zeilen if (alter_am(g, HEUTE) < 30) == junge]
        return auswahl.count(Verfuegbarkeit.KURZFRISTIG) / len(auswahl)

    assert kurz(True) > 2 * kurz(False)


def test_nichts_liegt_nach_heute_und_nichts_vor_seinem_fall(demo):
    with zahlen():
        for modell, feld in ((Kontakt, "am"), (Gespraech, "am"), (Treffen, "am"), (Stunden, "am"), (Beleg, "beleg_am"),
                             (Auszahlung, "am"), (IMFall, "begonnen_am"), (Integrationsplan, "vereinbart_am")):  # fmt: skip
            assert modell.objects.aggregate(Max(feld))[f"{feld}__max"] <= HEUTE
        for modell in (Kontakt, Gespraech):
            ausserhalb = Q(am__lt=F("fall__begonnen_am")) | Q(am__gt=F("fall__abgeschlossen_am"))
            assert not modell.objects.filter(ausserhalb).exists()
        einsatz = Einsatz.objects.filter(
            ehrenamtliche=models.OuterRef("ehrenamtliche"),
            projekt=models.OuterRef("projekt"),
            von__lte=models.OuterRef("am"),
        )
        assert not Stunden.objects.exclude(models.Exists(einsatz)).exists()


def test_jeder_kontakt_hat_die_an_dem_tag_zustaendige_fachkraft(demo):
    with zahlen():
        for modell, zustaendigkeit in ((Kontakt, Zustaendigkeit), (Gespraech, IMZustaendigkeit)):
            passend = zustaendigkeit.objects.filter(
                Q(bis__isnull=True) | Q(bis__gte=models.OuterRef("am")),
                fall=models.OuterRef("fall"), fachkraft=models.OuterRef("fachkraft"), von__lte=models.OuterRef("am"),
            )  # fmt: skip
            assert not modell.objects.filter(fall__isnull=False).exclude(models.Exists(passend)).exists()
        wechsel = IMZustaendigkeit.objects.values("fall").annotate(n=Count("id")).filter(n__gt=1)
        assert wechsel.exists(), "es gibt Fälle mit Wechsel der Zuständigkeit"


def test_uebergeleitete_faelle_sind_bei_der_caritas_eigene_personen(demo):
    """Dieselbe Zuteilung und derselbe Auszug, aber eine eigene Zeile; die Notizen der Stadt bleiben bei der Stadt."""
    stadt, caritas = (Traeger.objects.get(kuerzel=k).pk for k in ("stadt", "caritas"))
    with im_namen_von(stadt):
        verwiesen = IMFall.objects.filter(
            abschluesse__grund="uebergeleitet", wohnungen__stadtteil__name__in=["Böckingen", "Frankenbach", "Kirchhausen"]
        )
        abgegeben = {
            (f.person.nachname, f.person.geburtsdatum, f.au_zuteilung_am): f for f in verwiesen.select_related("person")
        }
    with im_namen_von(caritas):
        faelle = IMFall.objects.select_related("person")
        paare = [
            (abgegeben[s], f)
            for f in faelle
            if (s := (f.person.nachname, f.person.geburtsdatum, f.au_zuteilung_am)) in abgegeben
        ]
    assert len(paare) >= 35
    assert all(alt.person_id != neu.person_id and alt.abgeschlossen_am <= neu.begonnen_am for alt, neu in paare)


def test_nicht_alle_faelle_haben_einen_frischen_plan(demo):
    with zahlen():
        laufend = IMFall.objects.laufend(HEUTE).annotate(plan=Max("plaene__vereinbart_am"))
        ohne, alt = laufend.filter(plan__isnull=True).count(), laufend.filter(plan__lt=date(2026, 5, 15)).count()
        frisch = laufend.count() - ohne - alt
    assert min(ohne, alt) >= 10 < frisch


def test_drei_kurven_sind_verschieden_und_nie_ueberbesetzt(demo):
    am = date(2026, 3, 1)
    kontingent = Stellenanteil.objects.am(am).filter(zaehlt_zum_kontingent=True).exclude(quelle__in=["cadifa", "kidiflue"])
    with zahlen():
        kurven = [
            menge.aggregate(s=Sum("vzae"))["s"]
            for menge in (
                kontingent,
                Bewilligung.objects.am(am).filter(stellenanteil__in=kontingent),
                Besetzung.objects.am(am).filter(stellenanteil__in=kontingent),
            )
        ]
        assert kurven == [Decimal("2.70"), Decimal("2.50"), Decimal("2.00")]
        for anteil in Stellenanteil.objects.only("vzae"):
            for tag in Besetzung.objects.filter(stellenanteil=anteil).values_list("von", flat=True):
                besetzt = Besetzung.objects.am(tag).filter(stellenanteil=anteil).aggregate(s=Sum("vzae"))["s"]
                assert besetzt <= anteil.vzae
        kirchlich = Besetzung.objects.am(am).filter(stellenanteil__quelle__in=["cadifa", "kidiflue"])
        assert kirchlich.aggregate(s=Sum("vzae"))["s"] == Decimal("0.55")


def test_geld_ist_in_sich_stimmig(demo):
    with zahlen():
        assert list(Projektmittel.objects.filter(jahr=2026).values_list("betrag", flat=True)) == [Decimal("5000.00")] * 3
        ausgegeben = Beleg.objects.values("traeger", "beleg_am__year").annotate(s=Sum("betrag"))
        assert all(0 < zeile["s"] <= 5000 for zeile in ausgegeben)
        assert Beleg.objects.filter(bezahlt_am__isnull=True).exists()
        ueberzahlt = Bescheid.objects.annotate(s=Sum("auszahlungen__betrag")).filter(s__gt=F("betrag"))
        assert not ueberzahlt.exists()
        assert Personalkosten.objects.aggregate(Max("monat"))["monat__max"] == date(2026, 10, 1)
        sachkosten = Bescheid.objects.filter(mittel="sachkosten_im").values_list("stellenanteil__kuerzel", flat=True)
        assert set(sachkosten) == {"awo-im", "caritas-im"}


def test_bestaetigt_hat_immer_jemand_anderes_und_notizen_sind_verschluesselt(demo):
    with zahlen():
        assert Stunden.objects.filter(bestaetigt_am__isnull=False).exists()
        assert Kontakt.objects.filter(fall__isnull=True).exists()
    with im_namen_von(Traeger.objects.get(kuerzel="caritas").pk):
        notizen = [k.notiz for k in Kontakt.objects.all() if k.notiz]
        roh = [bytes(w) for w in Kontakt.objects.values_list("notiz", flat=True) if w]
    assert notizen
    assert not any(notiz.encode() in wert for notiz, wert in zip(notizen, roh, strict=True))


def test_namen_kommen_aus_vielen_sprachen_und_erreichen_niemanden(demo):
    herkunft: Counter[str] = Counter()
    for traeger in Traeger.objects.all():
        with im_namen_von(traeger.pk):
            for modell in (Person, Ehrenamtliche):
                for zeile in modell.objects.all():
                    assert not zeile.email or zeile.email.endswith("@beispiel.example")
                    assert not zeile.telefon or zeile.telefon.startswith("0176 040690")
            herkunft.update(Person.objects.values_list("staatsangehoerigkeit", flat=True))
    assert len(herkunft) >= 10


def test_arbeitsfelder_der_mitgliedschaft_gehoeren_zum_wortschatz(demo):
    with im_namen_von():
        felder = {feld for m in Mitgliedschaft.objects.all() for feld in m.arbeitsfelder}
    assert felder == set(Arbeitsfeld.values)
