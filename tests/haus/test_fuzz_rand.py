"""Was nicht durch ein Feld kommt: Kopfzeilen, Cookies, Dateien, Adressen aus E-Mails – auch das ist ein Satz, nie ein Programmfehler."""

import re
import uuid

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arge.zahlen.format import datum
from tests.factories.traeger import PASSWORT
from tests.haus.boese_eingaben import WERTE, Seite, frage, gueltig
from tests.haus.fuzz_welt import BASIS, HEUTE, ROLLEN, Welt, fester_tag  # noqa: F401 – Fixture
from tests.haus.test_urls import ROUTEN
from tests.traeger.personal.mappe import mappe
from traeger.begriffe import Rolle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mappe_hier")]


UNSINN = (
    "",
    "\xff\xfe",
    "a" * 9000,
    "../../etc/passwd",
    "<script>",
    "=1+1",
    "%00",
    "\u202e",
    "1.2.3.4, ::1, unbekannt",
    "{{7*7}}",
)
KOPFZEILEN = (
    "Accept", "Accept-Language", "Accept-Encoding", "Content-Type", "Cookie", "Forwarded", "HX-Current-URL", "HX-Request",
    "HX-Target", "If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer", "User-Agent", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-ID", "X-Requested-With",
)  # fmt: skip


def test_keine_kopfzeile_bricht_eine_seite():
    """Alle zugleich, der Cookie allein (er meldet ab); Bytes kommen, wie WSGI sie gibt (Latin-1). Seite, Liste, Absendung, Anmeldung und Betriebsauskunft."""
    welt, funde = Welt.neu(Rolle.LEITUNG), []
    drin, draussen = welt.clients[Rolle.LEITUNG], Client()
    ziele = [
        (drin, reverse("start"), None), (drin, reverse("ehrenamt:person-liste"), None), (drin, reverse("ehrenamt:person-neu"), {}),
        (drin, reverse("traeger:entwurf"), {"schluessel": "probe"}), (draussen, reverse("account_login"), None),
        (draussen, reverse("account_login"), {"login": "a@b.example", "password": "x"}), (draussen, reverse("gesund-lebt"), None),
        (draussen, reverse("seiten:barriere-melden"), {}), (draussen, "/gibt/es/nicht/", None),
    ]  # fmt: skip
    for client, ziel, daten in ziele:
        for wert in UNSINN:
            for namen in (KOPFZEILEN, *((name,) for name in KOPFZEILEN if name == "Cookie")):
                kopf = {name: wert.encode().decode("latin-1") for name in namen if name != "Cookie" or len(namen) == 1}
                try:
                    antwort = client.get(ziel, headers=kopf) if daten is None else client.post(ziel, daten, headers=kopf)
                    status = antwort.status_code
                except Exception as fehler:  # noqa: BLE001 – jede Ausnahme ist ein Fund
                    status = f"{type(fehler).__name__}: {fehler}"
                if not isinstance(status, int) or status >= 500:
                    funde.append(f"{ziel} {'alle' if len(namen) > 1 else namen[0]} = {wert[:20]!r}: {status}")
    assert funde == []


@pytest.mark.parametrize("wert", ["fremd.example", "a b", "[::1", "\u00e4.example", "arge.example@fremd.example"])
def test_fremder_host_bekommt_nichts(client, wert):
    assert client.get(reverse("account_login"), headers={"Host": wert}).status_code == 400


#: Was in einem Feld für Dateien liegen kann: leer, abgeschnitten, etwas anderes unter richtigem Namen, kaputt im Inneren.
PDF_ANFANG, ZIP_ANFANG = b"%PDF-1.7\n1 0 obj<</Type/Catalog", b"PK\x03\x04" + b"\x00" * 40
DATEIEN = {
    "nichts": b"", "Text": b"Hallo", "halbes PDF": PDF_ANFANG, "halbes ZIP": ZIP_ANFANG, "HTML": b"<html><script>1</script>",
    "Mappe ohne Kopf": mappe([], kopf=[]), "Mappe mit Unsinn": mappe([[10**300, "=1+1", "\u202e", True], [None] * 40]),
    "abgeschnittene Mappe": mappe([["x"] * 9])[:-30], "lauter Nullen": b"\x00" * 5000,
}  # fmt: skip
NAMEN = ("probe.pdf", "probe.xlsx", "../../etc/passwd", "a" * 300 + ".pdf", "\u202efdp.exe", ".pdf")


def test_keine_datei_bricht_ein_formular():
    welt, funde, felder = Welt.neu(*ROLLEN), [], 0
    for name, (client, formular) in welt.formulare(sorted(ROUTEN)).items():
        for feld in [f.name for f in formular.felder.values() if f.art == "file"]:
            felder += 1
            basis, _ = gueltig(client, formular, datum(HEUTE), BASIS.get(name, {}))
            for nummer, (wort, inhalt) in enumerate(DATEIEN.items()):
                for datei in (NAMEN[0], NAMEN[1], NAMEN[2 + nummer % 4]):
                    anhang = SimpleUploadedFile("x", inhalt, "application/octet-stream")
                    anhang._name = datei  # wie es in der Anfrage steht; SimpleUploadedFile kürzte es schon
                    if falsch := frage(client, formular.ziel, basis | {feld: anhang}).falsch:
                        funde.append(f"{name}.{feld} = {wort} als {datei[:30]}: {falsch}")
    assert funde == []
    assert felder >= 2


def test_kein_wert_bricht_die_annahme_einer_einladung():
    """Die Adresse kommt aus einer E-Mail, wer sie öffnet, hat noch kein Konto."""
    welt, draussen, funde = Welt.neu(Rolle.LEITUNG), Client(), []
    neu = {
        "name": "Kim", "email": "kim@beispiel.example", "rolle": "fachkraft", "arbeitsfelder": ["MBE"], "absendung": str(uuid.uuid4())
    }  # fmt: skip
    assert frage(welt.clients[Rolle.LEITUNG], reverse("traeger:einladung-neu"), neu, bleibt=True).gespeichert
    ziel = re.search(r"https?://[^/]+(/traeger/einladung/\S+)", mail.outbox[-1].body)[1]
    (formular,) = [f for f in Seite(draussen.get(ziel).content.decode(), ziel).formulare if "passwort" in f.felder]
    basis = {"name": "Kim Neu", "passwort": PASSWORT, "wiederholung": PASSWORT}
    assert frage(draussen, ziel, basis).gespeichert
    for wort, wert in WERTE.items():
        for namen in (*((feld,) for feld in [*formular.sichtbar, *formular.versteckt]), ("passwort", "wiederholung")):
            antwort = frage(draussen, ziel, basis | dict.fromkeys(namen, wert))
            funde += [f"{' und '.join(namen)} = {wort}: {antwort.falsch}"] if antwort.falsch else []
    assert funde == []
