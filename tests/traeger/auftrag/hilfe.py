"""Was die Prüfungen der Aufträge gemeinsam haben: beauftragen, ausführen, nachsehen."""

import html
import re
from datetime import date

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from traeger.auftrag.vorgaenge import auftrag as vorgaenge
from traeger.auftrag.vorgaenge import auftragslauf
from traeger.begriffe import AuftragStatus, Bereich
from traeger.models import Auftrag, Entwurf
from traeger.zugang import handeln, technisch

HEUTE = date(2026, 3, 2)
AUSFUHR = "/traeger/auftraege/ausfuhr/"


def beauftragen(zugang, art="kurz", schluessel="eins", **parameter):
    with handeln(zugang):
        return vorgaenge.auftrag_anlegen(art=art, schluessel=schluessel, parameter=parameter, zugang=zugang)


def ausfuehren(auftrag, am=HEUTE):
    auftragslauf.auftrag_ausfuehren(auftrag_id=auftrag.pk, am=am)
    return stand(auftrag)


def stand(auftrag):
    with technisch(Bereich.AUFTRAEGE):
        return Auftrag.objects.get(pk=auftrag.pk)


def aendern(auftrag, **felder):
    with technisch(Bereich.AUFTRAEGE):
        Auftrag.objects.filter(pk=auftrag.pk).update(**felder)


def wirkungen(zugang):
    with handeln(zugang):
        return Entwurf.objects.filter(benutzer=zugang.benutzer_id).count()


def ablage():
    return default_storage.listdir("auftraege")[1] if default_storage.exists("auftraege") else []


# --- Ausfuhr einer Liste --------------------------------------------------------------------------------------------------


def formular(seite):
    """Verborgene Felder des Knopfes über der Liste, wie sie der Browser schickt."""
    (form,) = re.findall(rf'<form method="post" action="{AUSFUHR}".*?</form>', seite.content.decode(), re.DOTALL)
    felder = {
        name: html.unescape(wert) for name, wert in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    }
    assert re.findall(r'name="export" value="(\w+)"', form) == ["csv", "xlsx"]
    return felder


def druecken(browser, felder, art="csv"):
    antwort = browser.post(AUSFUHR, felder | {"export": art})
    assert antwort.status_code == 302
    return antwort


def auftrag_zu(antwort):
    nummer = re.fullmatch(r"/traeger/auftraege/(\d+)/", antwort.url)
    assert nummer, antwort.url
    with technisch(Bereich.AUFTRAEGE):
        return Auftrag.objects.get(pk=nummer[1])


def laeuft(auftrag):
    auftrag = ausfuehren(auftrag, timezone.localdate())
    assert (auftrag.status, auftrag.fehler) == (AuftragStatus.FERTIG, "")
    return auftrag


def inhalt(antwort):
    assert antwort.status_code == 200
    return b"".join(antwort.streaming_content)


def herunterladen(browser, auftrag):
    return inhalt(browser.get(reverse("traeger:auftrag-ergebnis", args=[auftrag.pk])))
