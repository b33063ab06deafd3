"""Jede Seite, die einen geschützten Text entschlüsselt, vermerkt die Einsicht – gemessen, nicht aufgezählt (qualitaet S4, S13)."""

import io
import re

import pytest
from django.apps import apps
from django.test import Client
from openpyxl import load_workbook

from arge.daten import verschluesselung
from beratung.models import Person
from beratung.views.fall import MBE
from integrationsmanagement.views.fall import IM
from tests.factories import GespraechFactory, IntegrationsplanFactory, KontaktFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.haus.test_urls import SEITEN, adresse, zeilen
from traeger.begriffe import Rolle
from traeger.models import Einsicht, MandantModell

GESCHUETZT = [
    (m, f.name) for m in apps.get_models() if issubclass(m, MandantModell)
    for f in m._meta.local_fields if isinstance(f, verschluesselung.VerschluesselterText)
]  # fmt: skip
#: Was jemand selbst schrieb und nur selbst wieder sieht.
EIGENES = {"traeger:entwurf-liste"}


@pytest.fixture
def entschluesselt(monkeypatch):
    """Zählt jeden Klartext, der in dieser Anfrage entsteht."""
    gelesen, echt = [], verschluesselung.entschluesseln
    monkeypatch.setattr(verschluesselung, "entschluesseln", lambda *a, **k: gelesen.append(1) or echt(*a, **k))
    return gelesen


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.LEITUNG])
def test_wer_entschluesselt_vermerkt(rolle, entschluesselt):
    traeger = TraegerFactory()
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle, traeger=traeger)
    eigene = zeilen(traeger, mitgliedschaft)
    KontaktFactory(traeger=traeger, fall=eigene["beratung:"])
    GespraechFactory(traeger=traeger, fall=eigene["integrationsmanagement:"])
    IntegrationsplanFactory(traeger=traeger, fall=eigene["integrationsmanagement:"])
    with im_namen_von(traeger.pk):
        for modell, feld in GESCHUETZT:
            for zeile in modell.objects.filter(traeger=traeger):
                setattr(zeile, feld, "Vertraulich")
                zeile.save()
    client = Client(raise_request_exception=False)
    client.force_login(mitgliedschaft.benutzer)
    geoeffnet = []
    for name in sorted(SEITEN):
        if name in EIGENES or rolle not in SEITEN[name].wer:
            continue
        with im_namen_von(traeger.pk):
            vorher = Einsicht.objects.count()
        entschluesselt.clear()
        client.get(adresse(name, eigene))
        with im_namen_von(traeger.pk):
            neu = Einsicht.objects.count() - vorher
        if entschluesselt:
            geoeffnet.append(name)
            assert neu, f"{name} zeigt einen geschützten Text, ohne die Einsicht zu vermerken"
    assert {"beratung:fall-detail", "integrationsmanagement:plan-neu", "integrationsmanagement:plan-detail"} <= set(
        geoeffnet
    )


@pytest.mark.django_db
@pytest.mark.parametrize("bereich", [MBE, IM], ids=lambda b: b.app)
def test_unter_gelesen_fehlt_kein_weg_in_die_akte(client, bereich):
    """Was eine Seite der Akte als gelesen vermerkt, zählt ihr Protokoll mit; eine neue Art gehört zu `teile` ihres Bereichs."""
    traeger = TraegerFactory()
    mitgliedschaft = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=traeger)
    eigene = zeilen(traeger, mitgliedschaft)
    client.force_login(mitgliedschaft.benutzer)
    for name in sorted(n for n in SEITEN if n.startswith(f"{bereich.app}:")):
        client.get(adresse(name, eigene))
    with im_namen_von(traeger.pk):
        arten = set(Einsicht.objects.filter(akte_id__isnull=False).values_list("akte_art", flat=True))
    assert arten == {bereich.wort, *(art for art, _ in bereich.teile)}


KANARIE = "Zwitscherlein"
#: Nur eine Seite, die einen Filter oder eine Datei anbietet, liest Angaben aus der Adresse.
NIMMT_ANGABEN = re.compile(rb'<form method="get"|export=')
#: Namen der Ratsuchenden, die diese Fachkraft eben selbst eintippt, sind keine Auskunft.
JE_FORM = ("?export=csv", "?export=xlsx", "?stand=alle&stand=", f"?suche={KANARIE[:6]}")


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.LEITUNG])
def test_wo_ein_name_steht_ist_es_vermerkt(rolle):
    """Kein Weg – Seite, Datei, Suche, Dublettenfrage – zeigt jemanden, ohne dass vermerkt ist, wer das gelesen hat."""
    traeger = TraegerFactory()
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle, traeger=traeger)
    eigene = zeilen(traeger, mitgliedschaft)
    fall = eigene["beratung:"]
    KontaktFactory(traeger=traeger, fall=fall)
    with im_namen_von(traeger.pk):
        Person.objects.filter(traeger=traeger).update(nachname=KANARIE)
    client = Client(raise_request_exception=False)
    client.force_login(mitgliedschaft.benutzer)

    def zaehle():
        with im_namen_von(traeger.pk):
            return Einsicht.objects.count()

    def steht_da(antwort):
        inhalt = b"".join(antwort.streaming_content) if antwort.streaming else antwort.content
        if "spreadsheet" in antwort.headers.get("Content-Type", ""):
            mappe = load_workbook(io.BytesIO(inhalt), read_only=True)
            return any(
                KANARIE in str(wert) for blatt in mappe for zeile in blatt.iter_rows(values_only=True) for wert in zeile
            )
        return KANARIE.encode() in inhalt

    gezeigt, stumm = set(), []

    def rufe(name, methode, ziel, daten=None):
        """Vermerkt, wo ein Name steht, ohne dass es vermerkt ist."""
        vorher = zaehle()
        antwort = getattr(client, methode)(ziel, daten or {})
        if steht_da(antwort):
            gezeigt.add(name)
            if zaehle() == vorher:
                stumm.append(f"{methode} {name} {ziel}")
        return antwort

    doppelt = {
        "person-nachname": KANARIE,
        "person-vorname": fall.person.vorname,
        "nachname": KANARIE,
        "vorname": fall.person.vorname,
    }
    for name in sorted(SEITEN):
        if rolle in SEITEN[name].wer:
            ziel = adresse(name, eigene)
            antwort = rufe(name, "get", ziel)
            for zusatz in JE_FORM if not antwort.streaming and NIMMT_ANGABEN.search(antwort.content) else ():
                rufe(name, "get", ziel + zusatz)
    for name in ("beratung:fall-neu", "integrationsmanagement:fall-neu"):
        if rolle in SEITEN[name].wer:
            rufe(name, "post", adresse(name, eigene), doppelt)
    rufe("beratung:person-dubletten", "get", adresse("beratung:person-dubletten", eigene), doppelt)
    assert stumm == []
    assert len(gezeigt) > 12
