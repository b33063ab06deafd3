"""Jedes Feld jedes Formulars liest durch den Eingang; niemand muss daran denken (haus 3, Eingang)."""

import importlib
import pkgutil
import unicodedata
from datetime import date

import django_filters
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseModelForm
from django.utils.module_loading import import_string

from arge.seite.felder import PASSWORT_HINWEIS, Eingang, Texteingang, durch_den_eingang
from arge.seite.formulare import Eingangsform, formularfeld
from arge.seite.saetze import AUSWAHL
from arge.zusammensetzung import APPS

HAUS = ("arge", *APPS)
#: Felder, in die niemand frei tippt: Auswahl aus Vorgegebenem, Datei, Haken, Uhrzeit (prüft Django), Maschinentext.
OHNE_TIPPEN = (
    forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.NullBooleanField, forms.FileField, forms.TimeField,
    forms.JSONField,
)  # fmt: skip


def unterklassen(klasse):
    for kind in klasse.__subclasses__():
        yield kind
        yield from unterklassen(kind)


def laden():
    for name in HAUS:
        paket = importlib.import_module(name)
        for modul in pkgutil.walk_packages(paket.__path__, f"{name}."):
            if any(
                teil in modul.name
                for teil in (".forms", ".filters", ".formulare", ".muster", ".resources", ".views", ".zugang")
            ):
                importlib.import_module(modul.name)


laden()
FORMULARE = sorted(
    {k for k in unterklassen(forms.BaseForm) if k.__module__.split(".")[0] in HAUS},
    key=lambda k: (k.__module__, k.__qualname__),
)
FILTER = sorted(
    {k for k in unterklassen(django_filters.FilterSet) if k.__module__.split(".")[0] in HAUS},
    key=lambda k: (k.__module__, k.__qualname__),
)
ALLAUTH = {
    "ACCOUNT_FORMS": [
        ("login", "account.forms.LoginForm"), ("add_email", "account.forms.AddEmailForm"), ("change_password", "account.forms.ChangePasswordForm"),
        ("reset_password", "account.forms.ResetPasswordForm"), ("reset_password_from_key", "account.forms.ResetPasswordKeyForm"),
        ("set_password", "account.forms.SetPasswordForm"), ("reauthenticate", "account.forms.ReauthenticateForm"), ("change_email", "account.forms.ChangeEmailForm"),
    ],
    "MFA_FORMS": [
        ("authenticate", "mfa.base.forms.AuthenticateForm"), ("reauthenticate", "mfa.base.forms.ReauthenticateForm"),
        ("activate_totp", "mfa.totp.forms.ActivateTOTPForm"), ("add_webauthn", "mfa.webauthn.forms.AddWebAuthnForm"),
        ("edit_webauthn", "mfa.webauthn.forms.EditWebAuthnForm"),
    ],
}  # fmt: skip


def liest_durch_den_eingang(feld):
    durch_den_eingang(feld)
    return isinstance(feld, (Eingang, *OHNE_TIPPEN))


def test_es_gibt_formulare_zu_pruefen():
    assert len(FORMULARE) > 50
    assert len(FILTER) > 10


@pytest.mark.parametrize("klasse", FORMULARE, ids=lambda k: f"{k.__module__}.{k.__qualname__}")
def test_jedes_formular_steht_hinter_dem_eingang(klasse):
    assert issubclass(klasse, Eingangsform)
    felder = dict(getattr(klasse, "base_fields", {}))
    assert [name for name, feld in felder.items() if not liest_durch_den_eingang(feld)] == []


@pytest.mark.parametrize("klasse", FILTER, ids=lambda k: f"{k.__module__}.{k.__qualname__}")
def test_jeder_filter_steht_hinter_dem_eingang(klasse):
    formular = klasse.get_form_class(_bloss(klasse))
    assert issubclass(formular, Eingangsform)
    assert [name for name, feld in formular.base_fields.items() if not liest_durch_den_eingang(feld)] == []


def _bloss(klasse):
    """Ein Filter ohne Anfrage: nur, was `get_form_class` braucht."""
    filterset = klasse.__new__(klasse)
    filterset.filters = {
        name: filter_
        for name, filter_ in klasse.base_filters.items()
        if not isinstance(filter_, django_filters.ModelChoiceFilter)
    }
    return filterset


@pytest.mark.parametrize(
    ("einstellung", "name", "pfad"),
    [(e, name, pfad) for e, paare in ALLAUTH.items() for name, pfad in paare],
    ids=lambda w: w.split(".")[-1],
)
def test_formulare_von_allauth_stehen_hinter_dem_eingang(einstellung, name, pfad):
    klasse = getattr(settings, einstellung).get(name, f"allauth.{pfad}")
    assert issubclass(klasse, Eingangsform)
    assert issubclass(klasse, import_string(f"allauth.{pfad}"))
    assert [n for n, feld in klasse.base_fields.items() if not liest_durch_den_eingang(feld)] == []


ALLE = {f"{k.__module__}.{k.__qualname__}": k for k in FORMULARE} | {
    f"allauth.{pfad}": getattr(settings, einstellung).get(name, f"allauth.{pfad}")
    for einstellung, paare in ALLAUTH.items() for name, pfad in paare
}  # fmt: skip
OHNE_ZEILE = (forms.Textarea, forms.PasswordInput)
UMBRUECHE = "a\n\r\x0bb\x0cc\x1cd\x85e\u2028f\u2029g\x00h\x1bi\x7fj\u202ek"


@pytest.mark.parametrize("klasse", ALLE.values(), ids=ALLE)
def test_einzeilige_felder_tragen_keine_steuerzeichen_und_adressen_passen_in_ihre_spalte(klasse):
    """Was ein Feld annimmt, steht in Mails, Listen und Dateien anderer; die Datenbank ist nicht die erste, die „zu lang“ sagt."""
    for name, feld in getattr(klasse, "base_fields", {}).items():
        durch_den_eingang(feld)
        if isinstance(feld, forms.EmailField):
            with pytest.raises(ValidationError, match="254"):
                feld.clean("a" * 60 + ("@" + "b" * 50) + ".cccc" * 50)
        if isinstance(feld, Texteingang) and not isinstance(feld.widget, OHNE_ZEILE):
            gelesen = feld.to_python(UMBRUECHE)
            assert not [z for z in str(gelesen) if unicodedata.category(z) in ("Cc", "Zl", "Zp") or z == "\u202e"], name


@pytest.mark.parametrize(
    "modell", [m for m in apps.get_models() if m.__module__.split(".")[0] in HAUS], ids=lambda m: m.__name__
)
def test_jedes_modellfeld_hat_ein_formularfeld_hinter_dem_eingang(modell):
    """Auch ein Feld, das noch in keinem Formular steht."""
    adresse = {"assume_scheme": "https"}
    felder = {
        f.name: f.formfield(**(adresse if isinstance(f, models.URLField) else {}))
        for f in modell._meta.fields
        if f.editable and not f.is_relation
    }
    ohne = [
        name
        for name, feld in felder.items()
        if feld and not isinstance(feld, forms.DateTimeField) and not liest_durch_den_eingang(feld)
    ]
    assert ohne == []


def test_ein_feld_das_ein_formular_spaeter_hinzufuegt_liest_auch_durch_den_eingang():
    class Spaet(Eingangsform, forms.Form):
        def __init__(self, *args):
            super().__init__(*args)
            self.fields["anzahl"] = forms.IntegerField()
            self.fields["name"] = forms.CharField()

    form = Spaet({"anzahl": "1.000", "name": "Ko\u0308hler\u200b\x0b"})
    assert form.is_valid()
    assert form.cleaned_data == {"anzahl": 1000, "name": "Köhler"}
    assert 'type="number"' not in str(Spaet())
    assert not issubclass(Spaet, BaseModelForm)


TAGE = [
    (m, f) for m in apps.get_models() if m.__module__.split(".")[0] in HAUS and not hasattr(m, "pgh_tracked_model")
    for f in m._meta.local_fields if type(f) is models.DateField and f.editable
]  # fmt: skip


@pytest.mark.parametrize(("modell", "feld"), TAGE, ids=lambda w: getattr(w, "name", None) or w.__name__)
def test_31_12_9999_heisst_ohne_ende_oder_ist_ein_satz(modell, feld):
    """Nie ein Tag: Er legte Startseiten, Kalender und Mails aller anderen lahm."""
    formfeld = formularfeld(feld)
    if feld.null and (feld.name == "bis" or feld.name.endswith("_bis")):
        assert formfeld.clean("31.12.9999") is None
    else:
        with pytest.raises(ValidationError, match=r"31\.12\.9999 ist hier kein Tag"):
            formfeld.clean("31.12.9999")
    for jahr in ("0102", "1899", "2101"):
        with pytest.raises(ValidationError, match="liegt nicht zwischen"):
            formfeld.clean(f"20.01.{jahr}")
    assert formfeld.clean("20010102") == date(2001, 1, 2)


@pytest.mark.parametrize(
    "feld",
    [
        forms.ChoiceField(choices=[("a", "A")]),
        forms.TypedChoiceField(choices=[("a", "A")]),
        forms.MultipleChoiceField(choices=[("a", "A")]),
        django_filters.fields.ChoiceField(choices=[("a", "A")]),
    ],
    ids=lambda feld: type(feld).__name__,
)
@pytest.mark.parametrize("wert", ["\x00", "1e5"])
def test_abgewiesene_auswahl_wiederholt_nicht_was_kam(feld, wert):
    """Auch eine Auswahl sagt einen Satz; was ein Programm statt einer Möglichkeit schickt, liest niemand zurück."""
    with pytest.raises(ValidationError) as fehler:
        durch_den_eingang(feld).clean([wert] if isinstance(feld, forms.MultipleChoiceField) else wert)
    assert fehler.value.messages == [AUSWAHL]


def test_ein_hinweis_ist_text_nie_html():
    feld = durch_den_eingang(forms.CharField(help_text="<ul><li>Zwölf Zeichen.</li><li>Kein Name.</li></ul>"))
    assert feld.help_text == "Zwölf Zeichen. Kein Name."
    verbote = forms.CharField(help_text="<ul><li>Nicht kurz.</li></ul>", widget=forms.PasswordInput)
    assert durch_den_eingang(verbote).help_text == PASSWORT_HINWEIS


@pytest.mark.parametrize("form", FORMULARE, ids=lambda form: form.__qualname__)
def test_kein_satz_setzt_den_wert_ein(form):
    for feld in getattr(form, "base_fields", {}).values():
        durch_den_eingang(feld)
        assert [art for art, satz in feld.error_messages.items() if "%(value)" in str(satz) or "%(pk)" in str(satz)] == []
