"""Formulare: deutsche Eingaben verlustfrei, Versionsstand und Einmal-Schlüssel, eine Feldvorlage für jedes Bedienelement."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from arge.daten.eingang import lies_datum, lies_dezimal
from arge.daten.schreiben import Veraltet, aendern, gesperrt, saetze_im
from arge.seite.formulare import ArgeForm, ArgeModelForm, Datumsfeld, Dezimalfeld
from arge.seite.muster import MusterForm
from beratung.models import Person
from tests.factories import MitgliedschaftFactory, PersonFactory
from traeger.zugang import handeln, zugang_von

HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text", ["1.3.26", "1.3.2026", "01.03.2026", "010326", "01032026", "2026-03-01", " 1 3 2026 ", "1/3/26"]
)
def test_datum_in_jeder_ueblichen_schreibweise(text):
    assert lies_datum(text, HEUTE) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["", "31.2.2026", "1.3", "heute", "1.3.026", "2026-13-01", "1.3.20266", "²1.3.2026"])
def test_was_kein_tag_ist_wird_nicht_geraten(text):
    with pytest.raises(ValueError):  # noqa: PT011 – jede Meldung ist recht, nur kein Datum
        lies_datum(text, HEUTE)


@pytest.mark.parametrize(
    ("text", "vergangen", "jahr"),
    [("1.3.55", False, 1955), ("1.3.46", False, 2046), ("1.3.47", False, 1947), ("1.3.26", True, 2026),
     ("1.12.26", True, 1926), ("1.3.27", True, 1927)],
)  # fmt: skip
def test_zwei_jahresziffern_meinen_das_naechstliegende_jahrhundert(text, vergangen, jahr):
    assert lies_datum(text, HEUTE, vergangen=vergangen).year == jahr


@given(st.dates())
def test_datum_hin_und_zurueck(tag):
    assert lies_datum(f"{tag.day}.{tag.month}.{tag.year:04d}", HEUTE) == tag


@pytest.mark.parametrize(
    ("text", "wert"),
    [("1,5", "1.5"), ("1.5", "1.5"), ("1.234", "1234"), ("1.234,50 €", "1234.50"), ("0.125", "0.125"), ("-3,2", "-3.2"),
     ("1 234,5", "1234.5"), ("12", "12"), ("−4", "-4"), ("1.234.567", "1234567")],
)  # fmt: skip
def test_dezimalkomma_und_tausenderpunkt(text, wert):
    assert lies_dezimal(text) == Decimal(wert)


@pytest.mark.parametrize("text", ["", "viel", "1,2,3", "1.23,4", "12.34.5", "NaN", "Infinity", "1e5,", "--"])
def test_unklare_zahlen_werden_abgewiesen(text):
    with pytest.raises(ValueError):  # noqa: PT011 – jede Meldung ist recht, nur keine Zahl
        lies_dezimal(text)


class _Betrag(ArgeForm):
    am = Datumsfeld(label="Am")
    betrag = Dezimalfeld(label="Betrag", max_digits=12, decimal_places=2)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_zahl_im_feld_hin_und_zurueck(wert):
    feld = Dezimalfeld(max_digits=12, decimal_places=2)
    assert feld.clean(feld.prepare_value(wert)) == wert


def test_vorbelegung_steht_deutsch_im_feld():
    html = str(_Betrag(initial={"am": date(2026, 3, 1), "betrag": Decimal("1234.5")}))
    assert 'value="01.03.2026"' in html
    assert 'value="1234,50"' in html


def test_fehler_behaelt_den_getippten_text():
    form = _Betrag({"am": "31.2.26", "betrag": "viel"})
    assert not form.is_valid()
    assert 'value="31.2.26"' in str(form)
    assert 'value="viel"' in str(form)


def baustein(name, *args):
    return str(getattr(engines["jinja2"].env.globals["b"], name)(*args))


def test_feldvorlage_verbindet_hinweis_und_fehler():
    form = MusterForm({"dauer": "viel"})
    html = baustein("formular", form, "")
    assert 'aria-describedby="id_dauer_helptext id_dauer_error"' in html
    assert 'id="id_dauer_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'href="#id_dauer"' in html
    assert 'href="#id_art_0"' in html
    assert '<fieldset class="kern-fieldset arge-feld" id="id_themen" aria-describedby="id_themen_helptext">' in html


def test_freiwillige_felder_sind_benannt_pflichtfelder_technisch():
    html = baustein("formular", MusterForm(), "")
    assert "Notiz <span class=" in html
    assert html.count("(freiwillig)") == 4
    assert 'name="am" inputmode="numeric" autocomplete="off"' in html
    assert 'id="id_am"' in html.split('name="am"')[1][:300]


def test_kein_inline_stil_und_kein_inline_skript():
    html = baustein("formular", MusterForm({}), "")
    assert "style=" not in html
    assert " on" + "click" not in html


def test_datei_macht_das_formular_mehrteilig():
    assert 'enctype="multipart/form-data"' in baustein("formular", MusterForm(), "")


def test_einmal_schluessel_bleibt_nach_fehler_derselbe():
    schluessel = str(uuid.uuid4())
    form = _Betrag({"absendung": schluessel, "am": "", "betrag": "1"})
    assert not form.is_valid()
    assert f'value="{schluessel}"' in str(form)
    assert _Betrag()["absendung"].value() != _Betrag()["absendung"].value()


class PersonForm(ArgeModelForm):
    class Meta:
        model = Person
        fields = ("vorname", "nachname", "geburtsdatum")
        widgets = {"vorname": forms.TextInput()}


@pytest.fixture
def person(db):
    person = PersonFactory(vorname="Amal")
    with handeln(zugang_von(MitgliedschaftFactory(traeger=person.traeger))):
        yield Person.objects.get(pk=person.pk)


def eingabe(person, **aendern):
    grund = {"version": person.version, "vorname": person.vorname, "nachname": person.nachname, "geburtsdatum": "17.5.90"}
    daten = QueryDict(mutable=True)
    daten.update({name: str(wert) for name, wert in (grund | aendern).items()})
    return daten


def speichern(form):
    """Wie eine Seite: prüfen, Vorgang, Sätze im Formular."""
    if form.is_valid():
        with saetze_im(form):
            aendern(form.instance)
    return not form.errors


def test_speichern_zaehlt_die_version_weiter(person):
    assert speichern(PersonForm(eingabe(person, vorname="Amina"), instance=person))
    assert Person.objects.get(pk=person.pk).version == 2


def test_veralteter_stand_zeigt_beide_und_verliert_nichts(person):
    Person.objects.filter(pk=person.pk).update(vorname="Amira", version=2)
    form = PersonForm(eingabe(person, vorname="Amina", version=1), instance=person)
    assert not speichern(form)
    assert form.konflikt == [("Vorname", "Amira", "Amina")]
    assert Person.objects.get(pk=person.pk).vorname == "Amira"
    html = baustein("formular", form, "")
    assert 'value="Amina"' in html
    assert "Amira" in html
    assert '<input type="hidden" name="version" value="2"' in html


def test_nach_dem_vergleich_gilt_die_zweite_eingabe(person):
    Person.objects.filter(pk=person.pk).update(vorname="Amira", version=2)
    assert speichern(PersonForm(eingabe(person, vorname="Amina", version=2), instance=person))
    zeile = Person.objects.get(pk=person.pk)
    assert (zeile.vorname, zeile.version) == ("Amina", 3)


def test_aendern_sperrt_und_vergleicht_selbst_auch_ohne_formular(person, django_assert_num_queries):
    """Ein Import oder Befehl kann es nicht vergessen: Wer auf altem Stand ändert, scheitert."""
    alt = Person.objects.get(pk=person.pk)
    with django_assert_num_queries(2) as abfragen:
        aendern(person, vorname="Amina")
    assert "FOR NO KEY UPDATE" in abfragen.captured_queries[0]["sql"]
    with pytest.raises(Veraltet):
        aendern(alt, vorname="Amal")
    assert Person.objects.get(pk=person.pk).vorname == "Amina"


def test_gesperrte_zeile_wird_nicht_noch_einmal_gelesen(person, django_assert_num_queries):
    with django_assert_num_queries(2):
        aendern(gesperrt(person), vorname="Amina")


def test_geloeschte_zeile_ist_ein_satz(person):
    form = PersonForm(eingabe(person), instance=person)
    Person.objects.filter(pk=person.pk).delete()
    assert not speichern(form)
    assert form.non_field_errors() == ["Dieser Eintrag wurde inzwischen gelöscht."]


def test_fehlende_version_ist_ein_veralteter_stand_kein_freibrief(person):
    daten = eingabe(person)
    del daten["version"]
    assert not speichern(PersonForm(daten, instance=person))


def test_neue_zeile_traegt_den_einmal_schluessel_der_absendung(person):
    schluessel = uuid.uuid4()
    form = PersonForm(eingabe(person, absendung=schluessel))
    assert form.is_valid(), form.errors
    assert form.instance.absendung == schluessel
    assert "version" not in form.fields
