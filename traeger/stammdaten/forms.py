"""Formulare der Stammdaten: Träger, Standorte mit Schreibweisen und Umzug, Quartiere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from arge.daten.suche import Deutsch
from arge.seite.formulare import ArgeModelForm, Datumsfeld, trotzdem
from traeger.models import Quartier, Stadtteil, Standort, StandortAlias, Traeger

PLZ = RegexValidator(r"^\d{5}$", "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 74072.")

#: So viele Schreibweisen eines Ortes merkt sich das Haus; gesucht wird in allen.
SCHREIBWEISEN = 50


class TraegerForm(ArgeModelForm):
    """Träger mit Datenschutz, Fristen und den Ansprechpersonen der Kommunikationsvereinbarung; Kürzel und Art bleiben fest."""

    gruppen = [
        ("Träger", ["name", "kurzname", "art"]),
        ("Kommunikationsvereinbarung", ["ansprechperson", "ansprechperson_vertretung", "telefon", "email"]),
        ("Datenschutz und Fristen", [
            "datenschutzregime", "aufsicht", "datenschutzbeauftragte", "auskunftsfrist_monate", "aufbewahrung_jahre",
        ]),
    ]  # fmt: skip

    class Meta:
        model = Traeger
        fields = [
            "name", "kurzname", "art", "ansprechperson", "ansprechperson_vertretung", "telefon", "email", "datenschutzregime",
            "aufsicht", "datenschutzbeauftragte", "auskunftsfrist_monate", "aufbewahrung_jahre",
        ]  # fmt: skip

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        if not self.instance._state.adding:  # an ihr hängen Rollen und Stellenplan; die Datenbank hält sie fest
            self.fields["art"].disabled = True
        for name in ("name", "ansprechperson", "ansprechperson_vertretung", "telefon", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # fremde Daten, nicht die eigenen
        for name in ("auskunftsfrist_monate", "aufbewahrung_jahre"):
            self.fields[name].widget.attrs |= {"class": "arge-kurz", "inputmode": "numeric"}

    def clean_kurzname(self) -> str:
        """Tabellen und Summen nennen den Träger mit seinem Kurznamen; zwei gleiche würden zu einer Zeile."""
        kurzname = self.cleaned_data["kurzname"]
        if Traeger.objects.filter(kurzname__iexact=kurzname).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Diesen Kurznamen hat schon ein anderer Träger.")
        return kurzname


class QuartierForm(ArgeModelForm):
    """Quartier unterhalb eines Stadtteils."""

    class Meta:
        model = Quartier
        fields = ["stadtteil", "name"]


class OrtForm(ArgeModelForm):
    """Anschrift eines Standorts; ein Quartier liegt in seinem Stadtteil."""

    class Meta:
        model = Standort
        fields = ["name", "strasse", "plz", "stadtteil", "quartier"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["plz"].validators.append(PLZ)
        self.fields["plz"].widget.attrs |= {"class": "arge-kurz", "inputmode": "numeric", "autocomplete": "off"}
        self.fields["strasse"].widget.attrs["autocomplete"] = "off"
        self.fields["stadtteil"].queryset = Stadtteil.objects.order_by(Deutsch("name"))
        self.fields["quartier"].queryset = Quartier.objects.order_by(Deutsch("name"))

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        quartier, stadtteil = daten.get("quartier"), daten.get("stadtteil")
        if quartier and stadtteil and quartier.stadtteil_id != stadtteil.pk:
            self.add_error("quartier", f"Dieses Quartier liegt nicht in {stadtteil}.")
        return daten


class StandortForm(OrtForm):
    """Standort mit Schreibweisen; ein geschlossener steht in Auswahlen neuer Zeilen nicht mehr."""

    gruppen = [
        ("Standort", ["name", "traeger", "ist_gu", "aliase"]),
        ("Anschrift", ["strasse", "plz", "stadtteil", "quartier"]),
        ("Nutzung", ["von", "bis"]),
    ]
    aliase = forms.CharField(
        label="Andere Schreibweisen", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Je Zeile eine, zum Beispiel „Mönchsestr. 83“. Suche und Import finden damit denselben Ort.",
    )  # fmt: skip

    trotzdem = trotzdem("Ja, der Standort schließt trotzdem.")

    class Meta(OrtForm.Meta):
        fields = ["name", "traeger", "ist_gu", *OrtForm.Meta.fields[1:], "von", "bis"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["bis"].help_text = "TT.MM.JJJJ, leer: wird weiter genutzt"
        if self.instance.pk:
            namen = self.instance.aliase.order_by(Deutsch("name")).values_list("name", flat=True)
            self.fields["aliase"].initial = "\n".join(namen)

    def clean_aliase(self) -> list[str]:
        namen = [" ".join(zeile.split()) for zeile in self.cleaned_data["aliase"].splitlines()]
        namen = list(dict.fromkeys(name for name in namen if name))
        if len(namen) > SCHREIBWEISEN:
            raise ValidationError(f"Höchstens {SCHREIBWEISEN} Schreibweisen; es sind {len(namen)}.")
        laenge = StandortAlias._meta.get_field("name").max_length or 0
        if zu_lang := [name for name in namen if len(name) > laenge]:
            raise ValidationError(f"„{zu_lang[0][:30]}…“ ist zu lang, höchstens {laenge} Zeichen je Schreibweise.")
        return namen


class UmzugForm(OrtForm):
    """Ab wann und wohin; der alte Ort endet am Tag davor und behält, was an ihm hängt."""

    gruppen = [("Umzug", ["am"]), ("Neuer Ort", ["name", "strasse", "plz", "stadtteil", "quartier"])]
    am = Datumsfeld(label="Erster Tag am neuen Ort")

    @property
    def anschrift(self) -> dict[str, Any]:
        """Die Angaben des neuen Orts."""
        return {name: self.cleaned_data[name] for name in OrtForm.Meta.fields}
