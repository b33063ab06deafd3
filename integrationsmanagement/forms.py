"""Formulare des Integrationsmanagements; Person und Gesprächsgrund kommen aus der Beratung."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from arge.daten.suche import Deutsch
from arge.seite.formulare import ArgeForm, ArgeModelForm, Datumsfeld, Tageswahlfeld, Zeilenformulare
from arge.seite.zeitstand import StandBerichtigungForm, begruendung
from beratung import regeln
from beratung.forms import KontaktBasisForm, ich, themen_auswahl
from integrationsmanagement.begriffe import Handlungsfeld, Intensitaet, Wohnform, ZielStatus
from integrationsmanagement.models import Gespraech, IMFall, Integrationsplan, Planziel
from integrationsmanagement.regeln import Wohnen, satz_zum_auszug
from traeger.models import Fachkraft, Stadtteil
from traeger.zugang import Zugang

VERLAENGERUNG = "Nur, wenn die drei Jahre der VwV überschritten werden; höchstens vier."
ZUTEILUNG = "TT.MM.JJJJ. Formaler Wechsel in die Anschlussunterbringung, auch ohne Umzug. Davon hängt die Frist ab."
AUSZUG_FEHLT = "Wann ist die Person ausgezogen? Nennen Sie den Tag, oder kreuzen Sie an, dass sie nie dort wohnte."


def wohnform_feld(**optionen: Any) -> forms.ChoiceField:
    """In der Gemeinschaftsunterkunft oder privat."""
    return forms.ChoiceField(
        label="Wohnform", choices=Wohnform.choices, widget=forms.RadioSelect,
        help_text="In der Gemeinschaftsunterkunft betreut die Stadt; diese Fälle zählen nicht zum Schlüssel 1:90.", **optionen,
    )  # fmt: skip


def stadtteil_feld() -> forms.ModelChoiceField:
    """Die Stadtteile in deutscher Ordnung."""
    return forms.ModelChoiceField(
        Stadtteil.objects.order_by(Deutsch("name")), label="Stadtteil", required=False, empty_label="Bitte wählen"
    )


class FallForm(ArgeModelForm):
    """Angaben eines IM-Falls; drei verschiedene Ereignisse haben drei Felder (Zuteilung, Beratungsbeginn, Auszug)."""

    gruppen = [
        ("Fall", ["begonnen_am", "herkunft", "fachkraft", "schwerpunkt", "intensitaet", "verlaengerung"]),
        ("Unterbringung", ["wohnform", "auszug_gu_am", "nie_in_gu", "stadtteil", "au_zuteilung_am"]),
    ]
    tageswahl = {"begonnen_am": ("fachkraft",)}
    wohnform = wohnform_feld(initial=Wohnform.PRIVAT)
    auszug_gu_am = Datumsfeld(
        label="Auszug aus der Gemeinschaftsunterkunft am", required=False,
        help_text="TT.MM.JJJJ. Bei privatem Wohnraum nötig: Von diesem Tag an zählt der Fall zum Schlüssel.",
    )  # fmt: skip
    auszug_gu_am.freiwillig = False  # eins von beiden, wenn die Person privat wohnt
    nie_in_gu = forms.BooleanField(label="War nie in einer Gemeinschaftsunterkunft", required=False)
    stadtteil = stadtteil_feld()
    intensitaet = forms.ChoiceField(
        label="Intensität", choices=Intensitaet.choices, widget=forms.RadioSelect, initial=Intensitaet.MITTEL
    )
    fachkraft = Tageswahlfeld(Fachkraft.objects.none(), label="Zuständige Fachkraft")

    class Meta:
        model = IMFall
        fields = ["begonnen_am", "herkunft", "schwerpunkt", "intensitaet", "verlaengerung", "au_zuteilung_am"]
        help_texts = {"au_zuteilung_am": ZUTEILUNG, "verlaengerung": VERLAENGERUNG}
        labels = {"begonnen_am": "Beginn der Beratung"}

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        self.initial.setdefault("begonnen_am", heute)
        self.wer_da_war("fachkraft", Fachkraft.objects.fuer(zugang), self.tag_in("begonnen_am", heute))
        self.initial.setdefault("fachkraft", ich(zugang))

    def clean_begonnen_am(self) -> date:
        if satz := regeln.satz_zum_tag(am := self.cleaned_data["begonnen_am"], heute=self.heute):
            raise ValidationError(satz)
        return am

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        zuteilung, auszug, nie = daten.get("au_zuteilung_am"), daten.get("auszug_gu_am"), daten.get("nie_in_gu")
        if zuteilung and zuteilung > self.heute:
            self.add_error("au_zuteilung_am", "Das Datum liegt in der Zukunft.")
        if satz := satz_zum_auszug(auszug, heute=self.heute, au_zuteilung_am=zuteilung):
            self.add_error("auszug_gu_am", satz)
        if daten.get("wohnform") == Wohnform.GU and (auszug or nie):
            self.add_error("auszug_gu_am", "Wer ausgezogen ist, wohnt nicht mehr in der Gemeinschaftsunterkunft.")
        if daten.get("wohnform") == Wohnform.PRIVAT and bool(auszug) == bool(nie) and "auszug_gu_am" not in self.errors:
            self.add_error("auszug_gu_am", AUSZUG_FEHLT)
        return daten

    @property
    def weiteres(self) -> dict[str, Any]:
        """Wo die Person bei Beginn wohnt."""
        daten = self.cleaned_data
        stadtteil = daten["stadtteil"].pk if daten["stadtteil"] else None
        return {"wohnen": Wohnen(daten["wohnform"], stadtteil, daten["auszug_gu_am"])}


class FallAngabenForm(ArgeModelForm):
    """Angaben eines bestehenden Falls, die keine vergangene Zahl ändern; alles andere hat seinen eigenen Vorgang."""

    intensitaet = FallForm.declared_fields["intensitaet"]

    class Meta:
        model = IMFall
        fields = ["schwerpunkt", "intensitaet", "verlaengerung", "au_zuteilung_am"]
        help_texts = {"au_zuteilung_am": ZUTEILUNG, "verlaengerung": VERLAENGERUNG}

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute

    def clean_au_zuteilung_am(self) -> date | None:
        if (am := self.cleaned_data["au_zuteilung_am"]) and am > self.heute:
            raise ValidationError("Das Datum liegt in der Zukunft.")
        if satz := satz_zum_auszug(self.instance.ausgezogen_am, heute=self.heute, au_zuteilung_am=am):
            raise ValidationError(satz)
        return am


class FallBerichtigungForm(ArgeModelForm):
    """Beginn und Herkunft berichtigen, mit Begründung."""

    begruendung = begruendung()

    class Meta:
        model = IMFall
        fields = ["begonnen_am", "herkunft"]
        labels = {"begonnen_am": "Beginn der Beratung"}


class UmzugForm(ArgeForm):
    """Neue Wohnung ab einem Tag. Der Tag ist nicht vorbelegt: Einen Umzug trägt man selten am selben Tag ein."""

    einmal = False

    ab = Datumsfeld(
        label="Umzug am",
        help_text="TT.MM.JJJJ. Beim Auszug aus der Gemeinschaftsunterkunft der Tag, ab dem der Fall extern zählt.",
    )
    wohnform = wohnform_feld()
    stadtteil = stadtteil_feld()


class WohnungBerichtigungForm(StandBerichtigungForm):
    """Eine Wohnung berichtigen, die nie so war."""

    von = Datumsfeld(label="Umzug am")
    wohnform = wohnform_feld()
    stadtteil = stadtteil_feld()


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
    art = forms.formset_factory(
        ZielForm, Zeilenformulare, extra=2, max_num=30, absolute_max=30, can_delete=True, can_delete_extra=False
    )
    ziele = art(daten, initial=vorbelegt, prefix="ziele")
    for ziel in ziele.initial_forms:
        ziel.fields["DELETE"].label = "Dieses Ziel nicht weiterführen"
    return ziele
