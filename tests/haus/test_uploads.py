"""Hochgeladenes hat einen Weg herein und einen hinaus; die Virenprüfung steht auf beiden (OWASP ASVS 5.0 V5.4, S7)."""

import ast

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.files.base import ContentFile
from django.db import models

from arge.betrieb import viren
from arge.daten.absage import Verboten
from arge.daten.upload import Uploadfeld
from arge.zusammensetzung import APPS
from tests.haus.test_quelltext import aufrufe, module
from traeger.auftrag.vorgaenge.virenpruefung import modelle
from traeger.models import Hochgeladen

#: Dateien, die das Haus selbst schreibt.
ERZEUGT = {("traeger.Auftrag", "ergebnis"): "Ergebnis eines Auftrags"}
#: Wer den Speicher der Ablage selbst öffnet, statt das Feld zu fragen.
OEFFNET_SELBST = {"traeger/auftrag/vorgaenge/virenpruefung:_eine": "die Prüfung selbst"}
#: Formulare mit Datei, und wohin sie geht.
FORMULARE = {
    "traeger.stellen.forms.vereinbarung.DokumentForm": "VereinbarungDokument",
    "traeger.personal.forms.besetzung.DateiForm": "Importlauf",
    "arge.seite.muster.MusterForm": None,
}


def test_jedes_dateifeld_ist_hochgeladen_und_geprueft_oder_vom_haus_erzeugt():
    felder = {
        (m._meta.label, f.name): isinstance(f, Uploadfeld) and issubclass(m, Hochgeladen)
        for m in apps.get_models() if not hasattr(m, "pgh_tracked_model")
        for f in m._meta.local_fields if isinstance(f, models.FileField)
    }  # fmt: skip
    assert {name for name, geprueft in felder.items() if not geprueft} == set(ERZEUGT)
    assert {m.__name__ for m in modelle()} == {"Importlauf", "VereinbarungDokument"}


def test_jedes_formular_mit_datei_steht_in_der_liste():
    def alle(art):
        for unter in art.__subclasses__():
            yield unter
            yield from alle(unter)

    mit_datei = {
        f"{f.__module__}.{f.__qualname__}" for f in alle(forms.BaseForm) if f.__module__.split(".")[0] in (*APPS, "arge")
        and any(isinstance(feld, forms.FileField) for feld in getattr(f, "base_fields", {}).values())
    }  # fmt: skip
    assert mit_datei <= set(FORMULARE)
    assert {w for w in FORMULARE.values() if w} == {m.__name__ for m in modelle()}


def test_hinaus_geht_eine_datei_nur_durch_eine_funktion():
    """Eine `FileResponse` außerhalb fragte niemanden."""
    wer = {
        f"{pfad}:{f.name}" for pfad, baum in module(ordner=(*APPS, "arge")) for f in ast.walk(baum)
        if isinstance(f, ast.FunctionDef) and list(aufrufe(f, "FileResponse"))
    }  # fmt: skip
    assert {w for w in wer if not w.startswith("arge/seite/ausgabe:")} == set()
    assert "arge/seite/ausgabe:als_download" in wer


def test_niemand_oeffnet_den_speicher_am_feld_vorbei():
    """`storage.open` kennt keine Zeile und fragt darum nicht, ob sie frei ist."""
    wer = {
        f"{pfad}:{f.name}" for pfad, baum in module(ordner=(*APPS, "arge")) for f in ast.walk(baum)
        if isinstance(f, ast.FunctionDef) for k in aufrufe(f, "open")
        if isinstance(k.func, ast.Attribute) and getattr(k.func.value, "attr", getattr(k.func.value, "id", "")) in
        {"storage", "default_storage", "ablage"}
    }  # fmt: skip
    assert wer == set(OEFFNET_SELBST)


@pytest.mark.parametrize("modell", modelle(), ids=lambda m: m.__name__)
@pytest.mark.parametrize("weg", ["open", "file", "read", "chunks", "iter"])
def test_auf_keinem_weg_gibt_das_feld_ungeprueftes_heraus(modell, weg, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    }
    settings.CLAMD = "unix:/irgendwo"
    zeile = modell()
    zeile.datei.save("x.pdf", ContentFile(b"Inhalt"), save=False)
    zeile = modell(datei=zeile.datei.name)
    wege = {
        "open": lambda: zeile.datei.open().read(), "file": lambda: zeile.datei.file.read(), "read": lambda: zeile.datei.read(),
        "chunks": lambda: b"".join(zeile.datei.chunks()), "iter": lambda: b"".join(zeile.datei),
    }  # fmt: skip
    with pytest.raises(Exception, match="wird noch auf Schadsoftware geprüft"):
        wege[weg]()
    with pytest.raises(Verboten):
        _ = zeile.datei.url
    zeile.viren_stand = "sauber"
    assert wege[weg]() == b"Inhalt"


def test_zu_grosses_hat_kein_urteil(pruefdienst):
    """Der Dienst bricht ab, während noch gesendet wird; das ist kein „sauber“."""
    with pytest.raises(viren.NichtPruefbar):
        viren.schadsoftware(ContentFile(b"x" * 13 * 1024 * 1024))
    assert viren.schadsoftware(ContentFile(b"x" * 11 * 1024 * 1024)) is None


@pytest.mark.parametrize(
    "adresse", ["clamd", "tcp://clamd", "unix:", "unix:relativ", "http://clamd:3310", "tcp://clamd:3310/x"]
)
def test_unbrauchbare_adresse_ist_ein_fehler_beim_pruefen(adresse, settings):
    settings.CLAMD = adresse
    (fehler,) = viren.viren_check()
    assert "ARGE_CLAMD" in fehler.msg


@pytest.mark.parametrize(("adresse", "sagt_es"), [("", True), ("tcp://clamd:3310", False)])
def test_ohne_pruefdienst_sagt_es_die_pruefung_vor_dem_betrieb(settings, adresse, sagt_es):
    settings.CLAMD = adresse
    befunde = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    assert (viren.OHNE in {befund.msg for befund in befunde}) is sagt_es


def test_was_sich_selbst_nachlaedt_haelt_niemanden_angemeldet():
    """Eine offene Seite, die auf etwas wartet, ist keine Eingabe: Der Leerlauf läuft weiter (S6)."""
    text = "".join(datei.read_text() for datei in settings.VORLAGEN.rglob("*.jinja"))
    assert text.count('hx-trigger="every') == text.count("X-Von-Selbst") > 0
