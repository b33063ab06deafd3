"""Formulare des Integrationsmanagements; Person und Gesprächsgrund kommen aus der Beratung."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Min

from arge.daten.suche import Deutsch
from arge.seite.formulare import ArgeModelForm, Datumsfeld, Tageswahlfeld
from beratung import regeln
from beratung.forms import KontaktBasisForm, ich, themen_auswahl
from integrationsmanagement.begriffe import Handlungsfeld, Intensitaet, Wohnform, ZielStatus
from integrationsmanagement.models import Gespraech, IMFall, Integrationsplan, Planziel
from traeger.models import Fachkraft, Stadtteil
from traeger.zugang import Zugang


class FallForm(ArgeModelForm):
    """Angaben eines IM-Falls; drei verschiedene Ereignisse haben drei Felder (Zuteilung, Beratungsbeginn, Auszug)."""

    gruppen = [
        ("Fall", ["begonnen_am", "fachkraft", "schwerpunkt", "intensitaet", "verlaengerung"]),
        ("Unterbringung", ["wohnform", "stadtteil", "au_zuteilung_am", "auszug_gu_am"]),
    ]
    tageswahl = {"begonnen_am": ("fachkraft",)}
    wohnform = forms.ChoiceField(
        label="Wohnform", choices=Wohnform.choices, widget=forms.RadioSelect, initial=Wohnform.PRIVAT,
        help_text="In der Gemeinschaftsunterkunft betreut die Stadt; diese Fälle zählen nicht zum Schlüssel 1:90.",
    )  # fmt: skip
    intensitaet = forms.ChoiceField(
        label="Intensität", choices=Intensitaet.choices, widget=forms.RadioSelect, initial=Intensitaet.MITTEL
    )
    fachkraft = Tageswahlfeld(Fachkraft.objects.none(), label="Zuständige Fachkraft")

    class Meta:
        model = IMFall
        fields = [
            "begonnen_am", "schwerpunkt", "intensitaet", "verlaengerung", "wohnform", "stadtteil", "au_zuteilung_am",
            "auszug_gu_am",
        ]  # fmt: skip
        help_texts = {
            "verlaengerung": "Nur, wenn die drei Jahre der VwV überschritten werden; höchstens vier.",
            "au_zuteilung_am": "Formaler Wechsel in die Anschlussunterbringung, auch ohne Umzug. Davon hängt die Frist ab.",
            "auszug_gu_am": "Umzug in privaten Wohnraum.",
        }
        labels = {"begonnen_am": "Beginn der Beratung"}

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        self.fields["stadtteil"].queryset = Stadtteil.objects.order_by(Deutsch("name"))
        if self.instance.pk is None:
            self.initial.setdefault("begonnen_am", heute)
            self.wer_da_war("fachkraft", Fachkraft.objects.fuer(zugang), self.tag_in("begonnen_am", heute))
            self.initial.setdefault("fachkraft", ich(zugang))

    def clean_begonnen_am(self) -> date:
        if satz := regeln.satz_zum_tag(am := self.cleaned_data["begonnen_am"], heute=self.heute):
            raise ValidationError(satz)
        return am

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        for name in ("au_zuteilung_am", "auszug_gu_am"):
            if daten.get(name) and daten[name] > self.heute:
                self.add_error(name, "Das Datum liegt in der Zukunft.")
        if daten.get("wohnform") == Wohnform.GU and daten.get("auszug_gu_am"):
            self.add_error("auszug_gu_am", "Wer ausgezogen ist, wohnt nicht mehr in der Gemeinschaftsunterkunft.")
        return daten


class FallAngabenForm(FallForm):
    """Angaben eines bestehenden Falls; die Zuständigkeit hat ihren eigenen Vorgang."""

    gruppen = [("Fall", ["begonnen_am", "schwerpunkt", "intensitaet", "verlaengerung"]), FallForm.gruppen[1]]
    tageswahl = {}
    fachkraft = None

    def clean_begonnen_am(self) -> date:
        am = super().clean_begonnen_am()
        erstes = self.instance.gespraeche.aggregate(am=Min("am"))["am"]
        if erstes and am > erstes:
            raise ValidationError(f"Das erste Gespräch war am {erstes:%d.%m.%Y}. Der Beginn kann nicht danach liegen.")
        return am


class GespraechForm(KontaktBasisForm):
    """Einzelgespräch mit Handlungsfeldern; die Pflichtfelder stehen oben, in der Reihenfolge der Tastatur."""

    gruppen = [
        ("Wann und wie", ["am", "dauer_minuten", "form", "mit_dolmetschen"]),
        ("Worum es ging", ["handlungsfelder"]),
        ("Notiz und Beteiligte", ["notiz", "anzahl_angehoerige", "fachkraft"]),
    ]
    handlungsfelder = themen_auswahl(
        Handlungsfeld, "Handlungsfelder", error_messages={"required": "Bitte wählen Sie mindestens ein Handlungsfeld."}
    )

    themenfeld = "handlungsfelder"

    class Meta(KontaktBasisForm.Meta):
        model = Gespraech
        fields = [*KontaktBasisForm.FELDER, "handlungsfelder"]


class PlanForm(ArgeModelForm):
    """Eine Fassung des Integrationsplans, vorbelegt aus der vorigen; die Ziele stehen darunter."""

    ausgangslage = forms.CharField(
        label="Ausgangslage", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Verschlüsselt gespeichert; lesbar nur für das Integrationsmanagement Ihres Trägers.",
    )  # fmt: skip

    class Meta:
        model = Integrationsplan
        fields = ["vereinbart_am", "ausgangslage"]

    def __init__(self, *args: Any, heute: date, voriger: Integrationsplan | None = None, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.initial |= {"vereinbart_am": heute, "ausgangslage": voriger.ausgangslage if voriger else ""}
        self.heute = heute

    def clean_vereinbart_am(self) -> date:
        if satz := regeln.satz_zum_tag(am := self.cleaned_data["vereinbart_am"], heute=self.heute):
            raise ValidationError(satz)
        return am


class ZielForm(ArgeModelForm):
    """Ziel → Maßnahme → Frist → Auswertung; eine leere Zeile ist kein Ziel."""

    einmal = False
    handlungsfeld = forms.ChoiceField(label="Handlungsfeld", choices=[("", "Bitte wählen"), *Handlungsfeld.choices])
    ziel = forms.CharField(label="Ziel", max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    massnahme = forms.CharField(label="Maßnahme", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    frist_am = Datumsfeld(label="Frist", required=False)
    status = forms.ChoiceField(label="Stand", choices=ZielStatus.choices, initial=ZielStatus.OFFEN)
    auswertung = forms.CharField(
        label="Auswertung", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Planziel
        fields = ["handlungsfeld", "ziel", "massnahme", "frist_am", "status", "auswertung"]

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **optionen: Any) -> None:
        super().__init__(*args, initial=initial, **optionen)
        if not initial:  # ein neues Ziel ist offen und hat noch nichts auszuwerten
            del self.fields["status"], self.fields["auswertung"]


def ziele_formulare(daten: Any, voriger: Integrationsplan | None) -> Any:
    """Die Ziele der vorigen Fassung zum Weiterführen, dazu zwei leere; leere fallen weg."""
    bisherige = list(voriger.ziele.order_by("pk")) if voriger else []
    vorbelegt = [{name: getattr(ziel, name) for name in ZielForm.Meta.fields} for ziel in bisherige]
    art = forms.formset_factory(ZielForm, extra=2, max_num=30, absolute_max=30, can_delete=True, can_delete_extra=False)
    ziele = art(daten, initial=vorbelegt, prefix="ziele")
    for ziel in ziele.initial_forms:
        ziel.fields["DELETE"].label = "Dieses Ziel nicht weiterführen"
    return ziele
