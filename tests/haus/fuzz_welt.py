"""Die Welt des Fuzz: Träger mit Zeilen von allem und angemeldeten Menschen; Seiten, Formulare und Exporte, die es gibt."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import FachkraftFactory, FallFactory, IMFallFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import AbwesenheitFactory, StellenanteilFactory, VertretungFactory
from tests.haus.boese_eingaben import Formular, Seite, route
from tests.haus.test_urls import SEITEN, adresse, angemeldet, zeilen
from traeger.begriffe import Rolle
from traeger.models import Traeger

#: Wer eine Seite darf, öffnet sie: die erste angemeldete dieser Rollen.
HEUTE = date(2026, 11, 22)
ROLLEN = (
    Rolle.LEITUNG,
    Rolle.STEUERUNG,
    Rolle.KOORDINATION,
    Rolle.BETRIEB,
    Rolle.FACHKRAFT,
    Rolle.VERWALTUNG,
    Rolle.PRUEFUNG,
)


@pytest.fixture(autouse=True)
def fester_tag(uhr, settings, tmp_path):
    """Derselbe Tag, eine eigene Ablage, keine Bremse von vorhin; gilt in jedem Modul, das sie einführt."""
    uhr(HEUTE)
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    cache.clear()


#: Womit ein Formular gilt, wo die erste Möglichkeit nicht reicht.
BASIS = {
    "beratung:fall-neu": {"person-nachname": "Probe"},
    "integrationsmanagement:fall-neu": {"person-nachname": "Probe"},
    "ehrenamt:person-neu": {"nachname": "Probe"},
    "ehrenamt:stunden-stornieren": {"grund": "nicht"},
    "traeger:fachkraft-neu": {"nachname": "Probe"},
    "traeger:anteilmeldung-neu": {"von": "01.07.2026", "bis": ""},
    "traeger:mitglied-aendern": {"rolle": "leitung"},
    "traeger:sitzung-niederschrift": {"niederschrift": "Einig."},
    "traeger:stellenanteil-aendern": {"bemerkung": "Probe"},
    # berichtigt wird nur, was danach anders ist
    "traeger:fachkraft-berichtigen": {"von": "01.01.2019", "bis": "", "begruendung": "laut Vertrag"},
    "traeger:besetzung-berichtigen": {"vzae": "0,05", "begruendung": "laut Vertrag"},
    "traeger:bewilligung-aendern": {"von": "01.07.2026", "vzae": "0,05"},
    "beratung:fall-berichtigen": {"begonnen_am": "14.01.2026"},
    "beratung:abschluss-berichtigen": {"von": "02.03.2026"},
    "integrationsmanagement:fall-berichtigen": {"begonnen_am": "14.01.2026"},
    "integrationsmanagement:abschluss-berichtigen": {"von": "02.03.2026"},
    "integrationsmanagement:umzug": {"ab": "01.03.2026", "wohnform": "gu"},
    "integrationsmanagement:wohnung-berichtigen": {"wohnform": "privat"},
    "ehrenamt:person-berichtigen": {"gewonnen_am": "02.04.2024"},
    "ehrenamt:ausscheiden-berichtigen": {"von": "02.03.2026"},
    "ehrenamt:erfahrung-berichtigen": {"erfahrung": "nein"},
    "ehrenamt:status-berichtigen": {"status": "beendet"},
}


def gueltige(traeger: Traeger, mitgliedschaft) -> dict:
    """Zeilen, an denen geht, was an den übrigen nicht geht: ein abgeschlossener Fall, ein Anteil ohne Bewilligung, Vertretungen."""
    ende = {"zu": HEUTE - timedelta(1)}
    anteil = StellenanteilFactory(traeger=traeger, aufgabe="EA")
    weg, da = (FachkraftFactory(traeger=traeger, benutzer=MitgliedschaftFactory(traeger=traeger).benutzer) for _ in range(2))
    fall = FallFactory(traeger=traeger, begonnen_am=HEUTE - timedelta(90))
    with im_namen_von(traeger.pk):
        fall.zustaendigkeiten.create(traeger=traeger, fachkraft=weg, von=fall.begonnen_am)
    laufend = AbwesenheitFactory(traeger=traeger, von=HEUTE - timedelta(3), bis=HEUTE + timedelta(20))
    return {
        "beratung:fall-wieder-aufnehmen": FallFactory(traeger=traeger, **ende),
        "integrationsmanagement:fall-wieder-aufnehmen": IMFallFactory(traeger=traeger, **ende),
        "traeger:stellenanteil-beenden": anteil,
        "traeger:bewilligung-neu": anteil,
        "traeger:vertretung-neu": AbwesenheitFactory(traeger=traeger, fachkraft=weg, von=HEUTE, bis=HEUTE + timedelta(20)),
        "traeger:vertretung-beenden": VertretungFactory(
            traeger=traeger, abwesenheit=laufend, fachkraft=da, benutzer=da.benutzer
        ),
    }


@dataclass
class Welt:
    """Ein Träger mit je einer Zeile von allem und einer angemeldeten Person je Rolle."""

    traeger: Traeger
    clients: dict = field(default_factory=dict)
    eigene: dict = field(default_factory=dict)

    @classmethod
    def neu(cls, *rollen):
        traeger = TraegerFactory()
        welt = cls(traeger)
        for rolle in rollen:
            welt.clients[rolle] = Client()
            mitgliedschaft = angemeldet(welt.clients[rolle], rolle, traeger)
            welt.eigene = welt.eigene or zeilen(traeger, mitgliedschaft) | gueltige(traeger, mitgliedschaft)
        return welt

    def wer(self, name: str) -> Client:
        seite = SEITEN[name]
        return next(client for rolle, client in self.clients.items() if seite.ist_offen or rolle in seite.wer)

    def seiten(self, namen) -> Iterator[tuple[str, str, Client, Seite]]:
        for name in namen:
            ziel, client = adresse(name, self.eigene), self.wer(name)
            antwort = client.get(ziel)
            if antwort.status_code == 200 and "html" in antwort.headers["Content-Type"]:
                yield name, ziel, client, Seite(antwort.content.decode(), ziel)

    def formulare(self, namen) -> dict[str, tuple[Client, Formular]]:
        """Je Route das ausführlichste Formular, das auf irgendeiner Seite dorthin führt."""
        gefunden: dict[str, tuple[Client, Formular]] = {}
        for _, _, client, seite in self.seiten(namen):
            for formular in seite.formulare:
                ziel = route(formular.ziel)
                if ziel in SEITEN and (ziel not in gefunden or len(gefunden[ziel][1].felder) < len(formular.felder)):
                    gefunden[ziel] = client, formular
        return gefunden
