"""Was von bösen Eingaben gespeichert ist, bricht niemandem etwas: Seiten, Listen, Dateien, Kalender, PDF und Mails aller (haus 3)."""

import io
import re
import uuid
from collections import defaultdict
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from arge.daten.eingang import JAHRE
from arge.zahlen.format import datum
from arge.zusammensetzung import APPS
from finanzen.dokumente import nachweis_daten, nachweis_pdf
from tests.factories.basis import im_namen_von
from tests.haus.boese_eingaben import BLEIBENDE, STEUERZEICHEN, Antwort, Seite, frage, gueltig, route, sende_wo_es_gilt
from tests.haus.fuzz_welt import BASIS, HEUTE, ROLLEN, Welt, fester_tag  # noqa: F401 – Fixture
from tests.haus.test_urls import ROUTEN, SEITEN, adresse
from traeger.begriffe import Rolle
from traeger.models import Einladung, Mitgliedschaft, Vertretung

pytestmark = pytest.mark.django_db

#: Beendet, was andere noch beschreiben sollen; kommt zuletzt.
ENDEN = re.compile(
    "beenden|abschliessen|uebergeben|kuendigen|absagen|streichen|zurueck|verwerfen|umziehen|aendern|erledigen|abbrechen"
)


#: Zeilen, aus denen entsteht, was jemand darf.
GIBT_ZUGANG = (Mitgliedschaft, Einladung, Vertretung)
#: Nimmt oder kürzt nur, und das als Folge von etwas anderem.
NIMMT_NUR = {"traeger:fachkraft-beenden", "traeger:abwesenheit-bearbeiten", "traeger:abwesenheit-zuruecknehmen"}


def view(name):
    return resolve(reverse(name, args=[1] if ROUTEN[name] else [])).func


def zugangszeilen(traeger) -> list:
    with im_namen_von(traeger.pk):
        return [sorted(modell._base_manager.values_list(), key=str) for modell in GIBT_ZUGANG]


def haengen_lassen(welt) -> dict[str, set[str]]:
    """Speichert über jedes Formular jeden bleibenden Wert, wo er gilt: {Wert: Routen, die ihn annahmen}.

    Nebenbei: Was dabei an einer Zeile ändert, aus der Zugang entsteht, verlangt, sich frisch auszuweisen.
    """
    angenommen = {wort: set() for wort in BLEIBENDE}
    zugang, aendern_zugang = zugangszeilen(welt.traeger), set()
    formulare = welt.formulare(sorted(ROUTEN))
    reihe = sorted(formulare, key=lambda name: (bool(ENDEN.search(name)), not name.endswith("-neu"), name))
    for name in reihe:
        client, formular = formulare[name]
        basis, _ = gueltig(client, formular, datum(HEUTE), BASIS.get(name, {}))
        antwort = Antwort()
        for wort, tag in BLEIBENDE.items():
            if any(v.endswith("absendung") for v in formular.versteckt):
                basis |= {v: str(uuid.uuid4()) for v in formular.versteckt if v.endswith("absendung")}
            if "version" in formular.versteckt and antwort.gespeichert:  # der Stand ist jetzt ein anderer
                seite = Seite(client.get(formular.ziel).content.decode(), formular.ziel)
                basis |= {n: f.werte for ff in seite.formulare for n, f in ff.felder.items() if n == "version"}
            antwort, felder = sende_wo_es_gilt(client, formular, basis, wort, tag, bleibt=True)
            if antwort.gespeichert and felder:
                angenommen[wort].add(name)
        if not any(name in routen for routen in angenommen.values()):
            frage(client, formular.ziel, basis, bleibt=True)  # kein böser Wert gilt hier: gespeichert wird, was gilt
        vorher, zugang = zugang, zugangszeilen(welt.traeger)
        aendern_zugang |= {name} if zugang != vorher else set()
    assert {"traeger:vertretung-neu", "traeger:einladung-neu", "traeger:mitglied-aendern"} <= aendern_zugang
    assert {n for n in aendern_zugang if not getattr(view(n), "frisch_ausgewiesen", False)} <= NIMMT_NUR
    return angenommen


def gespeichertes(traeger) -> list[str]:
    """Texte mit Unsichtbarem und Tage außerhalb des Kalenders, in allen Tabellen, die dieser Träger sieht."""
    funde = []
    with im_namen_von(traeger.pk):
        for modell in apps.get_models():
            if modell.__module__.split(".")[0] not in APPS or hasattr(modell, "pgh_tracked_model"):
                continue
            felder = [
                f
                for f in modell._meta.concrete_fields
                if isinstance(f, models.CharField | models.TextField | models.DateField)
            ]
            for zeile in modell._base_manager.values_list(*(f.name for f in felder)) if felder else ():
                for f, wert in zip(felder, zeile, strict=True):
                    if isinstance(wert, str) and STEUERZEICHEN.search(wert):
                        funde.append(f"{modell.__name__}.{f.name} = {wert[:20]!r}")
                    elif isinstance(wert, date) and wert.year not in JAHRE:
                        funde.append(f"{modell.__name__}.{f.name} = {wert}")
    return funde


def gehe(client, wer: str, ziele) -> tuple[list[str], dict[str, str]]:
    """Öffnet die Adressen und die Dateien der Listen; nennt, was bricht, und je Route eine neueste Zeile, auf die verwiesen wird."""
    funde, weiter = [], {}
    for ziel in ziele:
        antwort = frage(client, ziel)
        if antwort.bruch or antwort.status not in (200, 204, 302, 404, 405, 410):
            funde.append(f"{wer} {ziel}: {antwort.bruch or antwort.status}")
        for verweis in Seite(antwort.text, ziel).verweise:
            if "export=" in verweis:
                funde += datei(client, wer, ziel.split("?")[0] + verweis)
            elif (name := route(verweis)) in SEITEN and urlsplit(verweis).path not in ziele:
                weiter.setdefault(f"{name} {len([1 for w in weiter if w.startswith(name)]) % 4}", urlsplit(verweis).path)
    return funde, weiter


def datei(client, wer, ziel) -> list[str]:
    try:
        antwort = client.get(ziel)
        inhalt = b"".join(antwort.streaming_content) if antwort.streaming else antwort.content
        if "xlsx" in ziel:
            for blatt in load_workbook(io.BytesIO(inhalt)):
                for zellen in blatt.iter_rows():
                    assert not [z for z in zellen if z.data_type == "f"], "eine Formel"
        else:
            text = inhalt.decode("utf-8-sig")
            assert not STEUERZEICHEN.search(text.replace("\r\n", "\n")), "Steuerzeichen"
    except Exception as fehler:  # noqa: BLE001 – jede Ausnahme ist ein Fund
        return [f"{wer} {ziel}: {type(fehler).__name__}: {str(fehler)[:160]}"]
    return []


def kalender(client) -> list[str]:
    seite = client.post(reverse("traeger:kalender"), {"absendung": str(uuid.uuid4())}).content.decode()
    inhalt = Client().get(re.search(r'value="https?://[^/]+(/traeger/kalender/\w+\.ics)"', seite)[1]).content.decode()
    assert not STEUERZEICHEN.search(inhalt.replace("\r\n", "\n"))
    return [str(t["summary"]) for t in Calendar.from_ical(inhalt).walk("VEVENT")]


def test_was_haengen_bleibt_bricht_niemandem_etwas():
    welt, andere = Welt.neu(*ROLLEN), Welt.neu(Rolle.LEITUNG, Rolle.FACHKRAFT)
    angenommen = haengen_lassen(welt)
    assert {wort[:20]: len(routen) for wort, routen in angenommen.items() if len(routen) < 20} == {}
    assert gespeichertes(welt.traeger) == []
    funde, gezeigt = [], defaultdict(set)
    for wer, w, rolle in (
        *(("eigener Träger", welt, rolle) for rolle in (Rolle.LEITUNG, Rolle.KOORDINATION, Rolle.STEUERUNG, Rolle.BETRIEB)),
        ("anderer Träger", andere, Rolle.LEITUNG), ("anderer Träger", andere, Rolle.FACHKRAFT),
    ):  # fmt: skip
        client = w.clients[rolle]
        ziele = [
            adresse(n, w.eigene)
            for n in sorted(ROUTEN)
            if n != "traeger:entwurf"
            and not SEITEN[n].ist_offen
            and rolle in SEITEN[n].wer
            # Die eigene Leitung geht überall hin, alle anderen auf Start und Listen, einmal je Träger auf Seiten ohne Nummer und wo noch
            # niemand war: Unter einer eigenen Nummer steht Eigenes; was andere eintippen, steht hinter den Verweisen der Listen.
            and (
                (w, rolle) == (welt, Rolle.LEITUNG)
                or n == "start"
                or n.endswith("-liste")
                or (n not in gezeigt[wer] and not ROUTEN[n])
                or n not in set().union(*gezeigt.values())
            )
        ]
        gezeigt[wer] |= {n for n in ROUTEN if rolle in SEITEN[n].wer}
        mehr, weiter = gehe(client, f"{wer}, {rolle.label}:", ziele)
        funde += mehr + gehe(client, f"{wer}, {rolle.label}:", list(weiter.values()))[0]
    assert funde == []
    assert any(
        "1+1" in titel for titel in kalender(welt.clients[Rolle.LEITUNG]) + kalender(welt.clients[Rolle.KOORDINATION])
    )
    kalender(andere.clients[Rolle.LEITUNG])
    call_command("warnungen_melden", stdout=io.StringIO())
    assert [m.message().as_bytes() for m in mail.outbox]
    daten = nachweis_daten(jahr=HEUTE.year, heute=HEUTE)[0]
    assert nachweis_pdf(daten=daten, nummer=1, pruefsumme="0", erstellt_am=timezone.now()).startswith(b"%PDF")
