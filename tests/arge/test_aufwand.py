"""Was jemand schickt, kostet nie mehr als seine Länge: Kein Leser im Eingang und keiner der Suche rechnet quadratisch.

Gezählt wird im eigenen Prozess mit begrenzter Rechenzeit: Was quadratisch rechnet, brauchte für 200 KB Minuten, was linear rechnet,
Millisekunden. Der Prozess stirbt daran, kein Test misst eine Zeit.
"""

import subprocess
import sys
import unicodedata

import pytest
from django import forms
from django.urls import reverse

from arge.daten import eingang
from arge.seite.felder import durch_den_eingang
from arge.zusammensetzung import APPS
from tests.haus.test_quelltext import WURZEL

LANG = 50_000
#: Zeichen, die selbst nicht als gestapelt gelten und es in ihrer Zerlegung sind, alle, die es gibt.
VERSTECKT = [
    z for z in map(chr, range(sys.maxunicode + 1))
    if not unicodedata.combining(z) and all(map(unicodedata.combining, unicodedata.normalize("NFKD", z)))
]  # fmt: skip
ZERRBILDER = {
    "gestapelt": "a" + "\u0301\u0323" * LANG,
    "gestapelt, ungeordnet": "a" + "\u0301" * LANG + "\u0323" * LANG,
    **{f"gestapelt U+{ord(z):04X}": z * LANG for z in VERSTECKT},
    "gestapelt im Wechsel": "\uff9e\u0301" * LANG,
    "Ziffern und ein Buchstabe": "1" * 2 * LANG + "x",
    "Punkte": "1." * LANG,
    "Tausender": "1" + ".000" * LANG,
    "Leerzeichen": " " * LANG + "x" + " \u00a0" * LANG,
    "Vorsätze": "von " * LANG + "\n",
    "Uhrzeit": " 11:11:11." * LANG,
    "Bindestriche": "a-" * LANG,
    "unsichtbar": "a\u200b" * LANG,
    "Excel": "_x000D" * LANG,
    "eines für viele": "ﷺ" * (LANG // 20),
}
LESER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
import django; django.setup()
from datetime import date
from django import forms
from arge.daten import anfrage, eingang, suche
from arge.seite.felder import durch_den_eingang
from tests.arge.test_aufwand import ZERRBILDER
felder = [forms.CharField(), forms.CharField(max_length=80), forms.CharField(widget=forms.Textarea), forms.CharField(strip=False, widget=forms.PasswordInput),
          forms.EmailField(), forms.URLField(assume_scheme="https"), forms.DateField(), forms.IntegerField(), forms.DecimalField(), forms.SlugField()]
leser = {
    "text": eingang.text, "mehrzeilig": lambda w: eingang.text(w, mehrzeilig=True), "passwort": eingang.passwort,
    "datum": lambda w: eingang.lies_datum(w, date(2026, 11, 28)), "ganz": eingang.lies_ganzzahl, "dezimal": eingang.lies_dezimal,
    "suchform": suche.suchform, "schluessel": lambda w: suche.namensschluessel(w, w), "ausgeblendet": eingang.hat_buchstaben,
    "anfrage": lambda w: [(wort.klang, wort.vertippt, wort.rang([w[:160]])) for wort in anfrage.lies_anfrage(w, date(2026, 11, 28)).worte],
    **{f"{type(f).__name__} {type(f.widget).__name__} {getattr(f, 'max_length', '')}": durch_den_eingang(f).clean for f in felder},
}
for art, lesen in leser.items():
    for name, wert in ZERRBILDER.items():
        print(f"{art}: {name}", flush=True)
        try:
            lesen(wert)
        except (eingang.Unlesbar, forms.ValidationError):
            pass
print("alle", flush=True)
"""


def test_kein_leser_rechnet_quadratisch():
    lauf = subprocess.run([sys.executable, "-c", LESER], capture_output=True, text=True, check=False)
    assert lauf.stdout.splitlines()[-1:] == ["alle"], lauf.stdout.splitlines()[-1:] + lauf.stderr.splitlines()[-3:]


def test_was_sich_versteckt_stapelt_ist_gefunden():
    assert {"\u0f73", "\u0f75", "\u0f81", "\uff9e", "\uff9f"} <= set(VERSTECKT)


def test_unicode_normalisiert_nur_eine_funktion():
    """`unicodedata.normalize` rechnet quadratisch, wo sich Zeichen stapeln; `eingang.normal` begrenzt den Stapel vorher."""
    dateien = (datei for app in (*APPS, "arge") for datei in (WURZEL / app).rglob("*.py"))
    wer = {str(datei.relative_to(WURZEL)) for datei in dateien if "unicodedata.normalize(" in datei.read_text()}
    assert wer == {"arge/daten/eingang.py"}


def test_gestapeltes_wird_gekappt_und_alles_andere_bleibt():
    assert eingang.text("Đặng Thị Ngọc") == "Đặng Thị Ngọc"
    assert eingang.text("e" + "\u0301" * 200) == "é" + "\u0301" * (eingang.STAPEL - 1)
    einmal = eingang.text("x" + "\u0323\u0301" * 200 + "y")
    assert eingang.text(einmal) == einmal
    assert einmal.startswith("x")
    assert einmal.endswith("y")


@pytest.mark.parametrize(("feld", "grenze"), [(forms.CharField(), 1_000), (forms.CharField(widget=forms.Textarea), 100_000)])
def test_auch_ein_feld_ohne_grenze_hat_eine(feld, grenze):
    feld = durch_den_eingang(feld)
    assert feld.clean("x" * grenze) == "x" * grenze
    for laenge in (grenze + 1, 4 * grenze + 1):  # einmal nach dem Lesen gemessen, einmal davor
        with pytest.raises(forms.ValidationError, match=f"höchstens {grenze} Zeichen; es sind {laenge}"):
            feld.clean("x" * laenge)


@pytest.mark.django_db
@pytest.mark.parametrize("feld", ["login", "password"])
def test_eine_anmeldung_mit_hundert_kilobyte_ist_ein_satz(client, feld):
    """Ohne Anmeldung und vor jeder Bremse: Gelesen wird davon nichts."""
    daten = {"login": "wer@beispiel.example", "password": "geheim"} | {feld: ZERRBILDER["gestapelt, ungeordnet"]}
    antwort = client.post(reverse("account_login"), daten)
    assert antwort.status_code == 200
    assert "Bitte kürzen Sie auf höchstens" in antwort.content.decode()
