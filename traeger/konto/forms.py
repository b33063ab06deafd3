"""Formulare der Konten: einladen, annehmen, Mitgliedschaft ändern und beenden, eigener Name."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from arge.daten.suche import Deutsch
from arge.seite.felder import PASSWORT_HINWEIS
from arge.seite.formulare import ArgeForm, ArgeModelForm, Datumsfeld, Mehrfachauswahl
from arge.zahlen.zeitraum import tag_davor
from traeger.begriffe import (
    ROLLEN_DER_KOMMUNE,
    ROLLEN_OHNE_TRAEGER,
    ROLLEN_VERGIBT,
    Arbeitsfeld,
    Rolle,
    TraegerArt,
)
from traeger.konto.vorgaenge.mitgliedschaft import traeger_ohne_leitung
from traeger.models import Ansicht, Benutzer, Einladung, Mitgliedschaft, Traeger
from traeger.zugang import Zugang


class EinladungForm(ArgeForm):
    """Wen in welcher Rolle: die Leitung für ihren Träger, der Betrieb für die ARGE und die erste Leitung eines Trägers ohne eine."""

    zeige_freiwillig = False  # was gebraucht wird, hängt von der Rolle ab und steht im Hinweis
    name = forms.CharField(label="Vor- und Nachname", max_length=120)
    email = forms.EmailField(
        label="E-Mail-Adresse", help_text="Dienstliche Adresse; sie ist der Anmeldename.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    traeger = forms.ModelChoiceField(
        Traeger.objects.none(), label="Träger", required=False,
        help_text="Nur für die erste Leitung: Zur Wahl stehen Träger, die keine haben. Leer lassen bei Koordination und Betrieb.",
    )  # fmt: skip
    rolle = forms.ChoiceField(label="Rolle", widget=forms.RadioSelect)
    arbeitsfelder = forms.MultipleChoiceField(
        label="Arbeitsfelder", choices=Arbeitsfeld.choices, required=False, widget=Mehrfachauswahl,
        help_text="Nur bei Fachkräften: Sie sehen nur Akten dieser Felder. Die Leitung sieht alle Felder ihres Trägers.",
    )  # fmt: skip

    def __init__(self, *args: Any, zugang: Zugang, heute: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.zugang = zugang
        erlaubt, ohne = ROLLEN_VERGIBT.get(zugang.rolle, frozenset()), traeger_ohne_leitung(heute)
        self.eigener = Traeger.objects.filter(pk=zugang.traeger_id).first()
        if self.eigener is None:
            self.fields["traeger"].queryset = ohne.order_by(Deutsch("kurzname"))
            erlaubt = erlaubt if ohne.exists() else erlaubt - {Rolle.LEITUNG}
        elif self.eigener.art != TraegerArt.KOMMUNE:
            erlaubt = erlaubt - ROLLEN_DER_KOMMUNE
        if self.eigener or Rolle.LEITUNG not in erlaubt:
            del self.fields["traeger"]
        if Rolle.FACHKRAFT not in erlaubt:
            del self.fields["arbeitsfelder"]
        self.fields["rolle"].choices = [(rolle.value, rolle.label) for rolle in Rolle if rolle in erlaubt]

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        rolle = daten.get("rolle")
        if "traeger" not in self.fields or rolle in ROLLEN_OHNE_TRAEGER:
            daten["traeger"] = self.eigener
        elif rolle and "traeger" not in self.errors and not daten.get("traeger"):
            self.add_error("traeger", "Diese Rolle gehört zu einem Träger. Bitte wählen Sie ihn aus.")
        if rolle != Rolle.FACHKRAFT:
            daten["arbeitsfelder"] = []
        elif not daten.get("arbeitsfelder"):
            self.add_error("arbeitsfelder", "Bitte wählen Sie mindestens ein Arbeitsfeld.")
        return daten


class AnnahmeForm(ArgeForm):
    """Passwort für ein neues Konto; die Regeln stehen dabei, bevor jemand scheitert."""

    einmal = False
    name = forms.CharField(label="Ihr Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    passwort = forms.CharField(
        label="Neues Passwort", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    wiederholung = forms.CharField(
        label="Passwort wiederholen", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, einladung: Einladung, **optionen: Any) -> None:
        super().__init__(*args, initial={"name": einladung.name}, **optionen)
        self.einladung = einladung
        self.fields["passwort"].help_text = PASSWORT_HINWEIS

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        passwort = daten.get("passwort")
        if passwort and daten.get("wiederholung") and passwort != daten["wiederholung"]:
            self.add_error("wiederholung", "Die beiden Passwörter sind verschieden.")
        if passwort:
            try:
                validate_password(passwort, Benutzer(email=self.einladung.email, name=daten.get("name", "")))
            except ValidationError as fehler:
                self.add_error("passwort", fehler)
        return daten


class EndeForm(ArgeForm):
    """Wann eine Mitgliedschaft endet: sofort oder mit Ablauf eines Tages."""

    einmal = False
    zeige_freiwillig = False
    wann = forms.ChoiceField(
        label="Wann soll sie enden?", widget=forms.RadioSelect, initial="tag",
        choices=[("sofort", "Sofort: Schon die nächste Seite öffnet sich nicht mehr"), ("tag", "Mit Ablauf eines Tages")],
    )  # fmt: skip
    tag = Datumsfeld(label="Letzter Tag", required=False, help_text="TT.MM.JJJJ, nur wenn sie nicht sofort endet")

    def __init__(self, *args: Any, heute: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        daten["letzter_tag"] = tag_davor(self.heute) if daten.get("wann") == "sofort" else daten.get("tag")
        if daten.get("wann") == "tag" and "tag" not in self.errors:
            if not daten["letzter_tag"]:
                self.add_error("tag", "Bitte nennen Sie den letzten Tag.")
            elif daten["letzter_tag"] < self.heute:
                self.add_error("tag", "Der letzte Tag liegt in der Vergangenheit. Wählen Sie „Sofort“.")
        return daten


class FreigabeForm(ArgeForm):
    """Gibt frei, was auf der Seite stand: Ändert jemand die Rolle inzwischen, gilt die Zustimmung nicht."""

    stand = forms.CharField(widget=forms.HiddenInput)


class MitgliedschaftForm(ArgeForm):
    """Andere Rolle oder andere Arbeitsfelder ab einem Tag; der Sitz (Träger oder ARGE) bleibt."""

    einmal = False
    zeige_freiwillig = False
    rolle = forms.ChoiceField(label="Rolle", widget=forms.RadioSelect)
    arbeitsfelder = forms.MultipleChoiceField(
        label="Arbeitsfelder", choices=Arbeitsfeld.choices, required=False, widget=Mehrfachauswahl,
        help_text="Nur bei Fachkräften: Sie sehen nur Akten dieser Felder.",
    )  # fmt: skip
    ab = Datumsfeld(label="Gilt ab", help_text="TT.MM.JJJJ; die bisherige Mitgliedschaft endet am Tag davor")

    def __init__(self, *args: Any, mitglied: Mitgliedschaft, zugang: Zugang, heute: Any, **optionen: Any) -> None:
        optionen["initial"] = {
            "rolle": mitglied.rolle,
            "arbeitsfelder": mitglied.arbeitsfelder,
            "ab": max(heute, mitglied.von),
        }
        super().__init__(*args, **optionen)
        self.heute = heute
        erlaubt = ROLLEN_VERGIBT.get(zugang.rolle, frozenset())
        sitz = ROLLEN_OHNE_TRAEGER if mitglied.traeger_id is None else frozenset(Rolle) - ROLLEN_OHNE_TRAEGER
        if mitglied.traeger_id and mitglied.traeger.art != TraegerArt.KOMMUNE:
            sitz -= ROLLEN_DER_KOMMUNE
        self.fields["rolle"].choices = [(rolle.value, rolle.label) for rolle in Rolle if rolle in erlaubt & sitz]

    def clean_ab(self) -> Any:
        if (ab := self.cleaned_data["ab"]) < self.heute:
            raise ValidationError("Der Tag liegt in der Vergangenheit. Eine Mitgliedschaft ändert sich nicht rückwirkend.")
        return ab

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if daten.get("rolle") != Rolle.FACHKRAFT:
            daten["arbeitsfelder"] = []
        elif not daten.get("arbeitsfelder"):
            self.add_error("arbeitsfelder", "Bitte wählen Sie mindestens ein Arbeitsfeld.")
        return daten


class AnsichtForm(ArgeModelForm):
    """Name einer gemerkten Ansicht, und ob die Liste immer so aufgeht."""

    class Meta:
        model = Ansicht
        fields = ["name", "immer"]
        help_texts = {
            "name": "Zum Beispiel „Meine laufenden“ oder „Ohne Plan“. Bitte kein Name eines Menschen: Er stünde über der Liste."
        }


class NameForm(ArgeModelForm):
    """Der eigene Name, wie ihn andere lesen."""

    class Meta:
        model = Benutzer
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
