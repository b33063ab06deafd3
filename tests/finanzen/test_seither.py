"""Was sich seit dem Einfrieren geändert hat: alles, woraus eine Zahl des Nachweises entsteht, und nur, was sie ändert."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils import timezone

from arge.zahlen.kennzahl import Differenz, Quote, nach_nummer
from arge.zahlen.seither import beobachtete
from arge.zahlen.zeitraum import Zeitraum
from beratung.begriffe import Finanzierung, Thema
from finanzen import vorgaenge
from finanzen.begriffe import Mittel
from finanzen.dokumente import nachweis_daten
from finanzen.kennzahlen import seither_geaendert
from finanzen.models import Fassung
from integrationsmanagement.begriffe import Wohnform
from tests.factories import (
    AuszahlungFactory,
    BelegFactory,
    BescheidFactory,
    BesetzungFactory,
    EhrenamtlicheFactory,
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    IntegrationsplanFactory,
    KontaktFactory,
    MitgliedschaftFactory,
    PersonalkostenFactory,
    ProjektFactory,
    StellenanteilFactory,
    StundenFactory,
    TraegerFactory,
    TreffenFactory,
)
from tests.factories.basis import im_namen_von
from tests.factories.beratung import abschliessen
from traeger.begriffe import Rolle
from traeger.models import MandantModell, Stellenanteil
from traeger.zugang import handeln, technisch, zugang_von

pytestmark = pytest.mark.django_db
JAHR = date(2026, 5, 4)


@pytest.fixture
def leitung():
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


def eingefroren(jahr=2026, **daten):
    with technisch():
        return vorgaenge.fassung_einfrieren(
            schluessel=f"seither-{Fassung.objects.count()}", jahr=jahr, daten={"stichtag": f"{jahr}-11-22", **daten},
            am=timezone.now(), durch=None,
        )  # fmt: skip


def gesehen(fassung, mitglied):
    with handeln(zugang_von(mitglied)):
        return seither_geaendert(fassung, zugang_von(mitglied))


def aendern(wer, zeile, **werte):
    """Wie jeder Vorgang: Der Stand steigt mit."""
    with im_namen_von(wer):
        for name, wert in werte.items():
            setattr(zeile, name, wert)
        if hasattr(zeile, "version"):
            zeile.version += 1
        zeile.save()


# -- angemeldet ist alles, woraus etwas entsteht --------------------------------------------------


def tabellen(nummer):
    """Die Modelle mit Zeilen eines Trägers, die hinter dieser Zahl stehen: gelesen aus ihrer Abfrage."""
    kennzahl = nach_nummer(nummer)
    if isinstance(kennzahl, Differenz):
        return tabellen(kennzahl.minuend.nummer) | tabellen(kennzahl.subtrahend.nummer)
    if isinstance(kennzahl, Quote):
        return tabellen(kennzahl.zaehler.nummer) | tabellen(kennzahl.nenner.nummer)
    sql = str(kennzahl.menge(Zeitraum.jahr(2026)).query)
    return {m for m in apps.get_models() if f'"{m._meta.db_table}"' in sql}


def test_jedes_modell_hinter_einer_zahl_des_nachweises_ist_angemeldet():
    with technisch():
        daten, _ = nachweis_daten(jahr=2026, heute=date(2027, 1, 10))
    nummern = {definition["nummer"] for definition in daten["definitionen"]} | set(
        re.findall(r"[A-Z]+-\d\d", str([k["tafeln"] for k in daten["kapitel"]]))
    )
    assert len(nummern) > 30
    gelesen = set().union(*map(tabellen, nummern))
    ohne_traeger = {"Parameter", "Traeger"}  # gelten für alle; ein Wert mit Gültigkeit ändert sich ab einem Tag
    assert {m.__name__ for m in gelesen} - ohne_traeger == {b.modell.__name__ for b in beobachtete()}


def test_gelesen_wird_nie_ein_name_oder_text():
    for beobachtet in beobachtete():
        modell = beobachtet.modell
        if issubclass(modell, MandantModell):
            assert set(beobachtet.zaehlt) - {"version"} <= set(modell.ZAHLEN_FELDER), modell.__name__
        assert not {"vorname", "nachname", "bemerkung", "brutto", "geburtsdatum"} & set(beobachtet.gelesen)


# -- jede Art Änderung ----------------------------------------------------------------------------


def kontakt(wer, **mehr):
    return KontaktFactory(
        traeger=wer,
        fall=mehr.pop("fall", None) or FallFactory(traeger=wer, begonnen_am=date(2025, 1, 5)),
        **{"am": JAHR} | mehr,
    )


def test_ohne_aenderung_steht_nichts_da(leitung):
    kontakt(leitung.traeger)
    seither = gesehen(eingefroren(), leitung)
    assert (seither.geaendert, seither.verschwiegen) == ({}, [])
    assert {"Kontakte", "MBE-Fälle", "Bescheide", "Ehrenamtliche"} <= set(seither.unveraendert)


def bearbeitet(wer):
    zeile = kontakt(wer)
    yield
    aendern(wer.pk, zeile, dauer_minuten=90)


def art_geaendert(wer):
    zeile = kontakt(wer)
    yield
    aendern(wer.pk, zeile, themen=[Thema.ARBEIT])


def im_jahr_davor(wer):
    zeile = kontakt(wer)
    yield
    aendern(wer.pk, zeile, am=date(2025, 5, 4))


def nur_notiz(wer):
    zeile = kontakt(wer)
    yield
    aendern(wer.pk, zeile, notiz="Anders gesagt.")


def hin_und_zurueck(wer):
    zeile = kontakt(wer)
    yield
    aendern(wer.pk, zeile, dauer_minuten=90)
    aendern(wer.pk, zeile, dauer_minuten=45)


def anderes_jahr(wer):
    zeile = kontakt(wer, am=date(2025, 5, 4))
    yield
    aendern(wer.pk, zeile, dauer_minuten=90)


def neuer_fall(wer):
    yield
    FallFactory(traeger=wer, begonnen_am=date(2025, 3, 1))


def alter_fall(wer):
    yield
    FallFactory(traeger=wer, begonnen_am=date(2024, 3, 1), zu=date(2025, 3, 1))


def berichtigt(wer):
    fall = IMFallFactory(traeger=wer, begonnen_am=JAHR)
    yield
    aendern(wer.pk, fall, begonnen_am=date(2026, 4, 1))


def abgeschlossen(wer):
    fall = FallFactory(traeger=wer, begonnen_am=date(2025, 3, 1))
    yield
    with im_namen_von(wer.pk):
        abschliessen(fall, date(2026, 3, 1))


def wieder_geoeffnet(wer):
    fall = FallFactory(traeger=wer, begonnen_am=date(2025, 3, 1), zu=date(2026, 3, 1))
    yield
    with im_namen_von(wer.pk):
        fall.abschluesse.all().delete()


def finanziert(wer):
    fall = FallFactory(traeger=wer, begonnen_am=JAHR)
    yield
    aendern(wer.pk, fall, finanzierung=Finanzierung.BUND)


def engagiert(wer):
    yield
    EhrenamtlicheFactory(traeger=wer, gewonnen_am=JAHR)


def umbenannt(wer):
    person = EhrenamtlicheFactory(traeger=wer, gewonnen_am=JAHR)
    yield
    aendern(wer.pk, person, nachname="Anders")


def stunden(wer):
    zeile = StundenFactory(traeger=wer, am=JAHR)
    yield
    aendern(wer.pk, zeile, minuten=200)


def treffen_und_plan(wer):
    yield
    TreffenFactory(traeger=wer, am=JAHR, projekt=ProjektFactory(traeger=wer))
    IntegrationsplanFactory(traeger=wer, fall=IMFallFactory(traeger=wer, begonnen_am=date(2025, 1, 1)), vereinbart_am=JAHR)


def gespraech(wer):
    fall = IMFallFactory(traeger=wer, begonnen_am=date(2025, 1, 1))
    yield
    GespraechFactory(traeger=wer, fall=fall, am=JAHR)


def geld(wer):
    bescheid = BescheidFactory(traeger=wer, von=date(2026, 1, 1), bis=date(2026, 12, 31), betrag=Decimal(5000))
    kosten = PersonalkostenFactory(traeger=wer, monat=date(2026, 3, 1))
    yield
    aendern(wer.pk, bescheid, betrag=Decimal(6000))
    aendern(wer.pk, kosten, brutto=Decimal(4711))
    AuszahlungFactory(traeger=wer, bescheid=bescheid, am=date(2026, 12, 20), betrag=Decimal(100))
    BelegFactory(traeger=wer, beleg_am=JAHR, bezahlt_am=JAHR)


def alter_bescheid_anderer_zweck(wer):
    """2024 bewilligt, 2026 gezahlt: Wofür, steht am Bescheid."""
    alt, ohne = (
        BescheidFactory(traeger=wer, von=date(2024, 1, 1), bis=date(2024, 12, 31), betrag=Decimal(5000)) for _ in range(2)
    )
    AuszahlungFactory(traeger=wer, bescheid=alt, am=date(2026, 2, 2), betrag=Decimal(100))
    yield
    for bescheid in (alt, ohne):
        aendern(wer.pk, bescheid, mittel=next(m for m in Mittel if m != bescheid.mittel))


def besetzt(wer):
    yield
    BesetzungFactory(traeger=wer, von=date(2026, 2, 1))


FAELLE = [
    (bearbeitet, {"Kontakte": "1 geändert"}), (art_geaendert, {"Kontakte": "1 geändert"}), (im_jahr_davor, {"Kontakte": "1 geändert"}),
    (nur_notiz, {}), (hin_und_zurueck, {}), (anderes_jahr, {}), (alter_fall, {}), (umbenannt, {}),
    (neuer_fall, {"MBE-Fälle": "1 neu"}), (berichtigt, {"IM-Fälle": "1 geändert"}), (finanziert, {"MBE-Fälle": "1 geändert"}),
    (abgeschlossen, {"Abschlüsse": "1 neu", "MBE-Fälle": "1 geändert"}),
    (wieder_geoeffnet, {"Abschlüsse": "1 storniert oder gelöscht", "MBE-Fälle": "1 geändert"}),
    (engagiert, {"Ehrenamtliche": "1 neu"}), (stunden, {"Stunden": "1 geändert"}), (gespraech, {"Gespräche": "1 neu"}),
    (treffen_und_plan, {"Treffen": "1 neu", "Integrationspläne": "1 neu"}),
    (geld, {"Auszahlungen": "1 neu", "Belege": "1 neu", "Bescheide": "1 geändert", "Personalkosten": "1 geändert"}),
    (besetzt, {"Besetzungen": "1 neu"}), (alter_bescheid_anderer_zweck, {"Bescheide": "1 geändert"}),
]  # fmt: skip


@pytest.mark.parametrize(("geschieht", "steht"), FAELLE, ids=lambda f: getattr(f, "__name__", ""))
def test_was_geschah_steht_da_und_sonst_nichts(leitung, geschieht, steht):
    ablauf = geschieht(leitung.traeger)
    next(ablauf)
    fassung = eingefroren()
    next(ablauf, None)
    geaendert = gesehen(fassung, leitung).geaendert
    # Was eine Zeile mitbringt (ein Fall seine Wohnung, eine Besetzung ihren Stellenanteil), zählt für sich.
    assert {art: wie for art, wie in geaendert.items() if art in steht or not steht} == steht


def test_was_erst_danach_geschieht_aendert_das_jahr_nicht(leitung):
    """Neue Fälle von 2026 mit einer Wohnung von jeher, ein Umzug, ein Ende, ein geteilter Anteil ab 2026: 2025 steht wie beim Einfrieren."""
    wer = leitung.traeger
    fall, person = (
        IMFallFactory(traeger=wer, begonnen_am=date(2024, 1, 1)),
        EhrenamtlicheFactory(traeger=wer, gewonnen_am=date(2024, 1, 1)),
    )
    anteil = StellenanteilFactory(traeger=wer, von=date(2024, 1, 1), bis=None)
    fassung = eingefroren(jahr=2025)
    IMFallFactory(traeger=wer, begonnen_am=date(2026, 3, 16), wohnen=(Wohnform.PRIVAT, None, None))
    EhrenamtlicheFactory(traeger=wer, gewonnen_am=date(2026, 10, 12))
    with im_namen_von(wer.pk):
        fall.wohnungen.filter(bis=None).update(bis=date(2026, 4, 30))
    aendern(wer.pk, person, ausgeschieden_am=date(2026, 11, 1))
    with technisch():
        Stellenanteil.objects.filter(pk=anteil.pk).update(bis=date(2026, 6, 30))
    assert gesehen(fassung, leitung).geaendert == {}
    with technisch():
        Stellenanteil.objects.filter(pk=anteil.pk).update(bis=date(2025, 6, 30))
    assert gesehen(fassung, leitung).geaendert == {"Stellenanteile": "1 geändert"}


def test_ein_stellenanteil_der_den_traeger_wechselt_fehlt_hier_und_ist_dort_neu(leitung):
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=TraegerFactory())
    anteil = StellenanteilFactory(traeger=leitung.traeger, von=date(2024, 1, 1), bis=None)
    fassung = eingefroren()
    for an, hier, dort in (
        (andere.traeger, {"Stellenanteile": "1 storniert oder gelöscht"}, {"Stellenanteile": "1 neu"}),
        (leitung.traeger, {}, {}),
    ):  # fmt: skip
        with technisch():
            Stellenanteil.objects.filter(pk=anteil.pk).update(traeger=an)
        assert gesehen(fassung, leitung).geaendert == hier
        assert gesehen(fassung, andere).geaendert == dort
