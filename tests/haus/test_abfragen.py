"""Jede Seite stellt höchstens zwölf Abfragen, gezählt wie im Betrieb: angemeldet, jede Middleware, festgeschriebene Daten.

Es zählt jede Anweisung, die Django erfasst, auch `set_config`, `set local role`, Sicherungspunkte, BEGIN und COMMIT
(qualitaet 2).
"""

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from arge.zahlen.kennzahl import Kennzahl, Zaehlung, alle, gemeinsam, werte
from arge.zahlen.zeitraum import Zeitraum
from beratung.models import Fall, Kontakt
from ehrenamt.models import Ehrenamtliche, Einsatz, Projekt, Treffen
from integrationsmanagement.models import Gespraech, IMFall, Integrationsplan
from tests.factories import MitgliedschaftFactory
from tests.factories.basis import im_namen_von, zahlen
from tests.haus.test_urls import SEITEN as TABELLE
from tests.haus.test_urls import adresse, zeilen
from tests.uhr import gestellt
from tests.vorlage import DEMO_HEUTE
from traeger.begriffe import Rolle
from traeger.models import Benutzer, Mitgliedschaft, Traeger
from traeger.zugang import handeln, mitgliedschaften, zugang_von

HOECHSTENS = 12
ANMELDUNG = {
    Rolle.FACHKRAFT: "fachkraft@caritas.example", Rolle.LEITUNG: "leitung@caritas.example",
    Rolle.VERWALTUNG: "verwaltung@caritas.example", Rolle.KOORDINATION: "koordination@arge.example",
    Rolle.STEUERUNG: "steuerung@stadt.example", Rolle.PRUEFUNG: "pruefung@stadt.example", Rolle.BETRIEB: "betrieb@arge.example",
}  # fmt: skip
#: Keine Seiten: nur zum Abschicken (auch Angekreuztes einer Liste), für das Skript der Seite, Dateien, Überwachung ohne Anmeldung, fremder Schlüssel; was nur einer
#: Person gehört und nie mehr als eine Zeile zeigt.
KEINE_SEITE = {
    *(name for name, seite in TABELLE.items() if seite.get in (302, 405)), "traeger:entwurf", "traeger:auftrag-ergebnis",
    "traeger:einladung-annehmen", "gesund", "gesund-lebt", "traeger:vereinbarung-dokument", "traeger:import-vorlage",
    "traeger:import-fehler", "traeger:warnung-detail", "traeger:kalender-datei",
    "traeger:ansicht-neu", "traeger:ansicht-aendern", "traeger:anmeldung-gilt",
}  # fmt: skip
SEITEN = [(name, rolle) for name in sorted(TABELLE.keys() - KEINE_SEITE) for rolle in Rolle if rolle in TABELLE[name].wer]


def _viele(traeger):
    """{Anfang des Routennamens: die Zeile dieses Trägers, an der am meisten hängt}."""

    def meiste(zeilen, *wege):
        zahl = sum((Count(weg, distinct=True) for weg in wege[1:]), Count(wege[0], distinct=True))
        return zeilen.filter(traeger=traeger).annotate(n=zahl).order_by("-n", "pk").first()

    return {
        "beratung:": meiste(Fall.objects.filter(abgeschlossen_am=None), "kontakte", "zustaendigkeiten"),
        "beratung:fall-wieder": meiste(Fall.objects.exclude(abgeschlossen_am=None), "kontakte"),
        "beratung:kontakt-bearbeiten": meiste(Kontakt.objects.exclude(fall=None), "fall"),
        "integrationsmanagement:": meiste(IMFall.objects.filter(abgeschlossen_am=None), "gespraeche", "plaene"),
        "integrationsmanagement:fall-wieder": meiste(IMFall.objects.exclude(abgeschlossen_am=None), "gespraeche"),
        "integrationsmanagement:gespraech-bearbeiten": meiste(Gespraech.objects.all(), "fall"),
        "integrationsmanagement:plan-detail": meiste(Integrationsplan.objects.all(), "ziele"),
        "ehrenamt:": meiste(Ehrenamtliche.objects.all(), "einsaetze", "stunden"),
        "ehrenamt:projekt": meiste(Projekt.objects.all(), "einsaetze", "treffen"),
        "ehrenamt:treffen-neu": meiste(Projekt.objects.all(), "einsaetze", "treffen"),
        "ehrenamt:treffen-bearbeiten": meiste(Treffen.objects.all(), "stunden"),
        "ehrenamt:einsatz-beenden": meiste(Einsatz.objects.filter(bis=None), "projekt"),
    }


def _ohne_leitung_der_caritas(rolle, konto):
    """Was die Steuerung freigibt und der Betrieb ändert, liegt nicht bei einem Träger, der selbst eine andere Leitung hat."""
    mitglieder = Mitgliedschaft.objects.exclude(benutzer=konto)
    return {
        Rolle.STEUERUNG: {"traeger:mitglied-freigeben": mitglieder.wartend().first()},
        Rolle.BETRIEB: {"traeger:mitglied-aendern": mitglieder.filter(rolle=Rolle.KOORDINATION).first()},
    }.get(rolle, {})


def _browser(konto):
    browser = Client()
    browser.force_login(konto)
    return browser


def _viel(rolle):
    """(Browser, Zeilen) der Demo, wie sie diese Rolle im Betrieb hat."""
    konto, caritas = Benutzer.objects.get(email=ANMELDUNG[rolle]), Traeger.objects.get(kuerzel="caritas")
    with im_namen_von(caritas.pk, konto.pk):
        mitgliedschaft = mitgliedschaften(konto.pk, timezone.localdate())[0]
        viele = _viele(caritas) | _ohne_leitung_der_caritas(rolle, konto)
    return _browser(konto), zeilen(caritas, mitgliedschaft) | viele


def _wenig():
    """(Browser, Zeilen) eines Trägers, der von allem eine Zeile hat."""
    mitgliedschaft = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    return _browser(mitgliedschaft.benutzer), zeilen(mitgliedschaft.traeger, mitgliedschaft)


@pytest.fixture(scope="module")
def demo(demodaten, django_db_blocker):
    """{Rolle oder „wenig“: (Browser, Zeilen)} in den Demodaten."""
    with django_db_blocker.unblock():
        yield {rolle: _viel(rolle) for rolle in Rolle} | {"wenig": _wenig()}


def _abfragen(browser, name, eigene, *, reichen=-1):
    """Die Abfragen einer Seite. Der erste Aufruf füllt, was Prozess und Anmeldung sich merken; `reichen` ihm so viele, genügt er."""
    ziel = adresse(name, eigene)
    # dass die Anmeldung lebt, wird einmal je Minute vermerkt: nicht zwischen den beiden Aufrufen
    with gestellt(timezone.localtime(), laeuft=False):
        for _ in range(2):
            connection.queries_log.clear()  # Django merkt sich neuntausend, und dieser Prozess stellt mehr
            with CaptureQueriesContext(connection) as abfragen:
                assert browser.get(ziel).status_code == 200
            if len(abfragen) <= reichen:
                break
    return [abfrage["sql"] for abfrage in abfragen]


@pytest.mark.parametrize(("name", "rolle"), [(name, rolle) for name, rolle in SEITEN if rolle != Rolle.LEITUNG])
def test_seite_bleibt_im_budget(demo, name, rolle):
    browser, eigene = demo[rolle]
    abfragen = _abfragen(browser, name, eigene, reichen=HOECHSTENS)
    assert len(abfragen) <= HOECHSTENS, "\n".join(abfragen)


@pytest.mark.parametrize("name", [name for name, rolle in SEITEN if rolle == Rolle.LEITUNG])
def test_viele_zeilen_kosten_keine_abfrage_mehr(demo, name):
    """Auch die Leitung bleibt im Budget. Eine mehr ist erlaubt: Wo es nichts gibt (keinen Plan, keine Einsätze), wird danach auch nicht gefragt."""
    wenig, viel = (len(_abfragen(browser, name, eigene)) for browser, eigene in (demo["wenig"], demo[Rolle.LEITUNG]))
    assert viel <= HOECHSTENS
    assert wenig <= viel <= wenig + 1


def test_gemeinsame_abfrage_ergibt_dieselben_zahlen(demo):
    """Alle Kennzahlen des Hauses, auch Nennungen und Stunden neben Anzahlen."""
    jahr = Zeitraum.jahr(2026)
    zahl = [k for k in alle() if isinstance(k, Kennzahl)]
    with zahlen():
        assert gemeinsam(*(Zaehlung(k, jahr, ("traeger",)) for k in zahl)) == [k.je(jahr, "traeger") for k in zahl]
        einzeln = [k.wert(jahr) for k in zahl]
        assert werte(*(Zaehlung(k, jahr) for k in zahl)) == einzeln
        assert [type(w) for w in werte(*(Zaehlung(k, jahr) for k in zahl))] == [type(w) for w in einzeln]
    ohne = {k.nummer for k, wert in zip(zahl, einzeln, strict=True) if not wert}
    assert ohne == {"EA-08", "IM-13", "MBE-11"}, "in der Demo kommt niemand nach einem Jahreswechsel wieder; alles andere ja"


def test_gemeinsame_abfrage_sieht_nur_was_der_zugang_sieht(demo):
    jahr = Zeitraum.jahr(2026)
    konto = Benutzer.objects.get(email=ANMELDUNG[Rolle.FACHKRAFT])
    with im_namen_von(benutzer_id=konto.pk):
        zugang = zugang_von(mitgliedschaften(konto.pk, DEMO_HEUTE)[0])
    zahl = [k for k in alle() if isinstance(k, Kennzahl)]
    with handeln(zugang):
        assert werte(*(Zaehlung(k, jahr, zugang=zugang) for k in zahl)) == [k.fuer(zugang, jahr) for k in zahl]
