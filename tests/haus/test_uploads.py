"""Hochgeladenes hat einen Weg herein und einen hinaus; die Virenprüfung steht auf beiden (OWASP ASVS 5.0 V5.4, S7)."""

import ast

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction

from arge.betrieb import viren
from arge.daten.absage import Verboten
from arge.daten.upload import Uploadfeld
from arge.zusammensetzung import APPS
from tests.factories import traeger as factories
from tests.factories.basis import im_namen_von
from tests.haus.test_quelltext import aufrufe, module
from traeger.auftrag.vorgaenge.auftrag import dateifelder
from traeger.auftrag.vorgaenge.virenpruefung import modelle
from traeger.models import Hochgeladen

#: Dateien, die das Haus selbst schreibt.
ERZEUGT = {("traeger.Auftrag", "ergebnis"): "Ergebnis eines Auftrags"}
#: Ein Ort, wie ihn das Haus dafür vergibt.
ERZEUGT_ORT = {"traeger.Auftrag": f"auftraege/{'0' * 32}"}
#: Wer eine Datei löscht, die er eben selbst abgelegt hat: Scheitert das, soll es auffallen.
RAEUMT_SELBST_AUF = {
    "arge/daten/upload:ersetzen", "traeger/auftrag/vorgaenge/virenpruefung:ablegen", "traeger/auftrag/vorgaenge/auftragslauf:_arbeiten",
}  # fmt: skip
#: Was fremde Formate auseinandernimmt.
OEFFNER = {
    "zipfile", "tarfile", "gzip", "zlib", "bz2", "lzma", "xml", "lxml", "defusedxml", "et_xmlfile", "load_workbook", "pikepdf", "pypdf", "PIL",
    "pickle",
}  # fmt: skip
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


def dateien_des_hauses():
    """Je Dateifeld ein Ort, wie ihn das Haus vergibt, für eine Zeile, die der Nummer 7 gehört."""
    return {
        (modell, feld): ERZEUGT_ORT[modell._meta.label] if modell._meta.label in ERZEUGT_ORT
        else modell._meta.get_field(feld).generate_filename(modell(**{f"{modell.GEHOERT}_id": 7}), "Vertrag.PDF")
        for modell, feld in dateifelder()
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("modell", "feld"), dateifelder(), ids=lambda w: getattr(w, "__name__", w))
def test_eine_zeile_nennt_nur_dateien_aus_ihrem_ordner(modell, feld):
    """Gelöscht und ausgeliefert wird, was die Zeile nennt: nie die Datei einer anderen Tabelle, eines anderen Trägers, der Maschine."""
    name = "auftrag_ergebnis" if modell._meta.label in ERZEUGT_ORT else f"{modell._meta.model_name}_datei"
    (regel,) = (c for c in modell._meta.constraints if c.name == name)
    eigen = f"{getattr(modell, 'GEHOERT', 'traeger')}_id"
    orte = dateien_des_hauses()

    def erlaubt(ort, besitzer=7):
        return regel.condition.check({feld: ort, eigen: besitzer}, using=modell._default_manager.db)

    assert {(m, f) for (m, f), ort in orte.items() if erlaubt(ort)} == {(modell, feld)}
    hier = orte[modell, feld]
    assert erlaubt("")
    assert modell._meta.label in ERZEUGT_ORT or not erlaubt(hier, 77)
    ordner, _, letzter = hier.rpartition("/")
    for ort in ("../../../tmp/x", f"/{hier}", f"{ordner}/../{letzter}", f"{hier}/x", f"{hier}\n", f"x/{hier}", f"{ordner}/", "/etc/passwd",
                f"hochgeladen/{letzter}", letzter, hier.upper()):  # fmt: skip
        assert not erlaubt(ort), ort


@pytest.mark.django_db
@pytest.mark.parametrize("modell", modelle(), ids=lambda m: m.__name__)
def test_nach_dem_anlegen_wird_eine_datei_nur_geleert(modell):
    """Auch innerhalb des Ordners tauscht niemand eine Datei aus, und keine gehört zwei Zeilen: Ablaufen löschte sonst die andere."""
    (fabrik,) = (f for f in vars(factories).values() if getattr(getattr(f, "_meta", None), "model", None) is modell)
    zeile = fabrik()
    andere = fabrik(**{modell.GEHOERT: getattr(zeile, modell.GEHOERT)})
    hier = zeile.datei.name

    def setzen(nummer, ort):
        with im_namen_von(getattr(zeile, "traeger_id", None)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update {modell._meta.db_table} set datei = %s where id = %s returning datei", [ort, nummer])
            return cursor.fetchone()

    for ort in (andere.datei.name, zeile.ablageordner() + "0" * 32, *dateien_des_hauses().values(), "../../../tmp/x"):
        with pytest.raises(IntegrityError, match="nie durch eine andere ersetzt"):
            setzen(zeile.pk, ort)
    assert setzen(zeile.pk, f"{hier.rpartition('.')[0]}.json")
    assert setzen(zeile.pk, "")
    with pytest.raises(IntegrityError, match="nie durch eine andere ersetzt"):
        setzen(zeile.pk, hier)
    with pytest.raises(IntegrityError, match="_eine_datei"), transaction.atomic():
        fabrik(**{modell.GEHOERT: getattr(andere, modell.GEHOERT), "datei": andere.datei.name})
    with pytest.raises(IntegrityError, match="_datei"), transaction.atomic():
        fabrik(datei=andere.datei.name)


def test_wer_dateien_loescht_faellt_ueber_keine():
    """Ein Name, der hinausführt, oder ein Speicher, der nicht antwortet, bricht keinen Lauf ab (`arge.betrieb.ablage.loeschen`)."""
    wer = {
        f"{pfad}:{f.name}" for pfad, baum in module(ordner=(*APPS, "arge")) for f in ast.walk(baum)
        if isinstance(f, ast.FunctionDef) for k in aufrufe(f, "delete")
        if isinstance(k.func, ast.Attribute) and getattr(k.func.value, "attr", getattr(k.func.value, "id", "")) in
        {"storage", "default_storage", "ablage"}
    }  # fmt: skip
    assert wer == {"arge/betrieb/ablage:loeschen", *RAEUMT_SELBST_AUF}


def test_fremde_formate_oeffnet_nur_ein_eigener_prozess():
    """Was XML, Zip oder PDF auseinandernimmt, läuft mit Grenzen neben der Anwendung (`arge.seite.fremd`); eigene Dateien schreibt sie selbst."""
    wer = {
        pfad for pfad, baum in module(ordner=(*APPS, "arge")) for k in ast.walk(baum)
        if (isinstance(k, ast.Import) and {n.name.split(".")[0] for n in k.names} & OEFFNER)
        or (isinstance(k, ast.ImportFrom) and ({(k.module or "").split(".")[0]} | {n.name for n in k.names}) & OEFFNER)
    }  # fmt: skip
    assert wer == {"arge/seite/pdf_lesen", "arge/seite/xlsx_lesen"}
    rufen = {
        pfad for pfad, baum in module(ordner=(*APPS, "arge")) for k in aufrufe(baum, "gelesen")
        if getattr(getattr(k.func, "value", None), "id", "") == "fremd"
    }  # fmt: skip
    assert rufen == {"arge/seite/pdf_pruefen", "arge/seite/einlesen"}


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
