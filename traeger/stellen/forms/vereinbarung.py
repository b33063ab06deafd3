"""Formulare der Vereinbarungen, ihrer Dokumente, der Stellenanteile und Bewilligungen."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from arge.daten.suche import Deutsch
from arge.seite.formulare import ArgeForm, ArgeModelForm, Datumsfeld, Tageswahlfeld
from arge.seite.pdf_pruefen import KEIN_PDF, pruefe_pdf
from traeger.models import Bewilligung, Standort, Stellenanteil, Traeger, Vereinbarung, VereinbarungDokument

VZAE_SATZ = "VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben."
DOKUMENT_MEGABYTE = 10
ANNAHME = "Was hier nicht belegt ist; steht auf der Seite, bis Sie es löschen."
#: Felder, die sich ab einem Tag ändern können; Träger, Aufgabe und Quelle machen die Stelle aus.
AENDERBAR = [
    "vereinbarung", "standort", "vzae", "ist_obergrenze", "mindestanteil_stadt", "zaehlt_zum_kontingent", "bis",
    "befristet_bis", "bemerkung", "annahme",
]  # fmt: skip


class VereinbarungForm(ArgeModelForm):
    """Laufzeit und Titel einer Vereinbarung; gekündigt wird auf einer eigenen Seite."""

    class Meta:
        model = Vereinbarung
        fields = ["art", "titel", "von", "bis", "bemerkung", "annahme"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["bis"].help_text = "TT.MM.JJJJ, leer: ohne Ende"
        self.fields["annahme"].help_text = ANNAHME


class KuendigungForm(ArgeForm):
    """Wann gekündigt wurde und wann die Vereinbarung dadurch endet."""

    gekuendigt_am = Datumsfeld(label="Gekündigt am")
    bis = Datumsfeld(label="Letzter Tag der Vereinbarung")

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if daten.get("bis") and daten["bis"] < self.gegenstand.von:  # type: ignore[union-attr]
            self.add_error("bis", "Das Ende liegt vor dem Beginn.")
        return daten


class DokumentForm(ArgeModelForm):
    """Ein PDF zur Vereinbarung; geprüft wird seine Struktur, nicht nur der Name (`arge.seite.pdf_pruefen`)."""

    datei = forms.FileField(
        label="Datei", max_length=120, help_text=f"PDF, höchstens {DOKUMENT_MEGABYTE} MB",
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": "Bitte wählen Sie eine PDF-Datei.", "empty": "Die Datei ist leer.",
            "max_length": "Der Dateiname hat höchstens 120 Zeichen.",
        },
    )  # fmt: skip

    class Meta:
        model = VereinbarungDokument
        fields = ["titel"]  # die Datei schreibt der Vorgang, zusammen mit der Zeile

    def clean_datei(self) -> Any:
        datei = self.cleaned_data["datei"]
        if datei.size > DOKUMENT_MEGABYTE * 1024 * 1024:
            raise ValidationError(f"Die Datei ist größer als {DOKUMENT_MEGABYTE} MB.")
        if not datei.name.lower().endswith(".pdf"):
            raise ValidationError(KEIN_PDF)
        pruefe_pdf(datei.read())
        datei.seek(0)
        return datei


class _StellenForm(ArgeModelForm):
    """Worte und Grenzen, die jedes Formular eines Stellenanteils teilt."""

    HINWEISE = {
        "vzae": "In Schritten von 0,05.",
        "ist_obergrenze": "Vereinbart ist höchstens so viel, nicht genau so viel.",
        "mindestanteil_stadt": "Was von einem kirchlichen Anteil mindestens auf die Stadt entfällt; leer: noch nicht festgelegt.",
        "zaehlt_zum_kontingent": "Ohne Haken steht der Anteil im Stellenplan unter „offen“, mit beiden Lesarten (1,5 oder 2,0 VZÄ).",
        "bis": "TT.MM.JJJJ, leer: ohne Ende",
        "befristet_bis": "TT.MM.JJJJ. Ende der Finanzierung; davor warnt der Stellenplan.",
        "annahme": ANNAHME,
    }

    def __init__(self, *args: Any, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        for name, text in self.HINWEISE.items():
            if name in self.fields:
                self.fields[name].help_text = text
        for name in ("vzae", "mindestanteil_stadt"):
            if name in self.fields:
                self.fields[name].error_messages["min_value"] = VZAE_SATZ
        (tag,) = self.tageswahl
        orte = Standort.objects.order_by(Deutsch("name"))
        self.wer_da_war("standort", orte, self.tag_in(tag, heute), self.instance.standort_id)
        if "traeger" in self.fields:
            self.fields["traeger"].queryset = Traeger.objects.order_by(Deutsch("kurzname"))

    def clean_mindestanteil_stadt(self) -> Any:
        anteil = self.cleaned_data["mindestanteil_stadt"]
        if anteil is not None and anteil < 0:
            raise ValidationError("Der Mindestanteil ist nicht negativ.")
        return anteil


class StellenanteilForm(_StellenForm):
    """Neuer Stellenanteil."""

    tageswahl = {"von": ("standort",)}

    gruppen = [
        ("Stelle", ["vereinbarung", "traeger", "aufgabe", "quelle", "standort"]),
        ("Umfang", ["vzae", "ist_obergrenze", "mindestanteil_stadt", "zaehlt_zum_kontingent"]),
        ("Zeitraum", ["von", "bis", "befristet_bis", "bemerkung", "annahme"]),
    ]

    class Meta:
        model = Stellenanteil
        fields = ["traeger", "aufgabe", "quelle", "von", *AENDERBAR]
        field_classes = {"standort": Tageswahlfeld}


def _schreibfehler(beispiel: str) -> forms.CharField:
    return forms.CharField(
        label="Was war falsch geschrieben?", max_length=160,
        help_text=f"Zum Beispiel „{beispiel}“ Steht danach in der Bemerkung.",
    )  # fmt: skip


class KorrekturForm(StellenanteilForm):
    """Ein Schreibfehler; warum, gehört dazu und steht danach in der Bemerkung."""

    gruppen = [("Warum", ["grund"]), *StellenanteilForm.gruppen]
    grund = _schreibfehler("Beginn laut Vertrag 1.1., nicht 1.2.")


class AenderungForm(_StellenForm):
    """Neue Werte ab einem Tag; der bisherige Zeitraum endet am Tag davor."""

    gruppen = [
        ("Ab wann", ["ab"]),
        ("Was ab diesem Tag gilt", AENDERBAR),
    ]
    tageswahl = {"ab": ("standort",)}
    ab = Datumsfeld(label="Gilt ab", help_text="TT.MM.JJJJ, der erste Tag mit den neuen Werten")

    class Meta:
        model = Stellenanteil
        fields = AENDERBAR
        field_classes = {"standort": Tageswahlfeld}

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if daten.get("ab") and daten.get("bis") and daten["bis"] < daten["ab"]:
            self.add_error("bis", "Das Ende liegt vor dem Beginn.")
        return daten

    @property
    def werte(self) -> dict[str, Any]:
        """Die neuen Werte für den Vorgang."""
        return {name: self.cleaned_data[name] for name in AENDERBAR}


class EndeForm(ArgeForm):
    """Letzter Tag eines Stellenanteils oder einer Bewilligung."""

    am = Datumsfeld(label="Letzter Tag")


class BewilligungForm(ArgeModelForm):
    """Umfang eines Bescheids für einen Stellenanteil."""

    class Meta:
        model = Bewilligung
        fields = ["aktenzeichen", "bewilligt_am", "vzae", "von", "bis"]

    def __init__(self, *args: Any, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        self.fields["vzae"].error_messages["min_value"] = VZAE_SATZ
        self.fields["bis"].help_text = "TT.MM.JJJJ, leer: solange der Stellenanteil gilt"
        self.fields["aktenzeichen"].widget.attrs["autocomplete"] = "off"

    def clean_bewilligt_am(self) -> date:
        tag: date = self.cleaned_data["bewilligt_am"]
        if tag > self.heute:
            raise ValidationError("Das Datum liegt in der Zukunft.")
        return tag


class BewilligungAbForm(BewilligungForm):
    """Ein Änderungsbescheid: `von` ist der erste Tag, an dem er gilt."""

    class Meta(BewilligungForm.Meta):
        labels = {"von": "Gilt ab"}
        help_texts = {"von": "Der bisherige Bescheid gilt bis zum Tag davor und bleibt lesbar."}

    @property
    def angaben(self) -> dict[str, Any]:
        """Argumente von `bewilligung_aendern`."""
        felder = ("aktenzeichen", "bewilligt_am", "vzae", "bis")
        return {"ab": self.cleaned_data["von"], **{name: self.cleaned_data[name] for name in felder}}


class BewilligungKorrekturForm(BewilligungForm):
    """Falsch abgeschrieben; warum, gehört dazu und steht danach in der Bemerkung."""

    gruppen = [("Warum", ["grund"]), ("Bescheid", ["aktenzeichen", "bewilligt_am", "vzae", "von", "bis"])]
    grund = _schreibfehler("Umfang laut Bescheid 0,5, nicht 0,6.")
