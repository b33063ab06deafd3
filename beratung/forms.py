"""Formulare der Beratung; `PersonForm` und `KontaktBasisForm` benutzt auch das Integrationsmanagement."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from arge.daten.dubletten import aehnliche
from arge.daten.schreiben import Rueckfrage
from arge.daten.suche import Deutsch
from arge.seite.dauer import Dauerfeld
from arge.seite.dubletten import Dublettenwarnung
from arge.seite.formulare import (
    ArgeForm,
    ArgeModelForm,
    Datumsfeld,
    Eingangsform,
    Mehrfachauswahl,
    Tageswahlfeld,
    trotzdem,
)
from arge.seite.mehrere import Mehrereform
from arge.seite.zeitstand import begruendung
from beratung import regeln
from beratung.begriffe import DAUER_SCHNELLWAHL, Finanzierung, Thema
from beratung.models import AbschlussBasis, Akte, Fall, Kontakt, Person
from beratung.vorgaenge import geschlossen
from traeger.models import Fachkraft, Partner, Quartier, Stadtteil
from traeger.zugang import Zugang
from traeger.zugang.einsicht import sammel_einsicht


def dubletten(zugang: Zugang, **angaben: Any) -> Any:
    """Personen des eigenen Trägers, die gemeint sein könnten; über Träger hinweg gibt es keinen Abgleich (Fachmodell 6)."""
    return aehnliche(Person.objects.fuer(zugang), **angaben)


def ich(zugang: Zugang) -> int | None:
    """Die Fachkraft hinter dem angemeldeten Konto, zum Vorbelegen."""
    return Fachkraft.objects.fuer(zugang).filter(benutzer=zugang.benutzer_id).values_list("pk", flat=True).first()


class PersonForm(Dublettenwarnung):
    """Person anlegen oder ändern; dieselben Treffer wie beim Absenden zeigt beim Tippen die Route `beratung:person-dubletten`.

    `prefix` erlaubt mehrere Formulare auf einer Seite.
    """

    gruppen = [
        ("Person", ["vorname", "nachname", "geburtsdatum", "geschlecht", "staatsangehoerigkeit"]),
        ("Sprache", ["sprachen", "deutschniveau", "dolmetschbedarf"]),
        ("Aufenthalt", ["aufenthaltsstatus", "einreise_am", "erster_titel_am"]),
        ("Wohnen und Erreichen", ["stadtteil", "quartier", "telefon", "email"]),
    ]
    geburtsdatum = Datumsfeld(label="Geburtsdatum", vergangen=True, required=False)
    trotzdem = trotzdem("Ja, der Titel lag vor der Einreise.")

    class Meta:
        model = Person
        fields = [
            "vorname", "nachname", "geburtsdatum", "geschlecht", "staatsangehoerigkeit", "sprachen", "deutschniveau",
            "dolmetschbedarf", "aufenthaltsstatus", "einreise_am", "erster_titel_am", "stadtteil", "quartier", "telefon",
            "email",
        ]  # fmt: skip

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, zugang=zugang, **optionen)
        self.heute = heute
        for name in ("vorname", "nachname", "telefon", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # fremde Daten, nicht die der Fachkraft
        self.fields["stadtteil"].queryset = Stadtteil.objects.order_by(Deutsch("name"))
        self.fields["quartier"].queryset = Quartier.objects.order_by(Deutsch("name"))

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        for name in ("geburtsdatum", "einreise_am", "erster_titel_am"):
            if daten.get(name) and daten[name] > self.heute:
                self.add_error(name, "Das Datum liegt in der Zukunft.")
        if daten.get("quartier") and daten.get("stadtteil") and daten["quartier"].stadtteil_id != daten["stadtteil"].pk:
            self.add_error("quartier", f"Dieses Quartier liegt nicht in {daten['stadtteil']}.")
        self._lebenslauf_pruefen(daten)
        return daten

    def _lebenslauf_pruefen(self, daten: dict[str, Any]) -> None:
        """Nichts vor der Geburt; ein Titel vor der Einreise nur auf Rückfrage, und nur, wenn jemand einen der Tage ändert."""
        geboren, einreise, titel = (daten.get(name) for name in ("geburtsdatum", "einreise_am", "erster_titel_am"))
        for name, satz in regeln.VOR_DER_GEBURT.items():
            if geboren and daten.get(name) and daten[name] < geboren:
                self.add_error(name, satz)
        if not (titel and einreise and {"einreise_am", "erster_titel_am"} & set(self.changed_data)):
            return
        satz = regeln.frage_zum_titel(titel, einreise_am=einreise)
        if satz and not self.ist_so_gemeint:
            self.fragen(Rueckfrage(satz))

    def gezeigt(self) -> None:
        sammel_einsicht(self.zugang, "Ähnliche Personen", len(self.treffer))

    @property
    def weiteres_offen(self) -> bool:
        """Ob im eingeklappten Teil schon etwas steht oder ein Fehler ist."""
        namen = [name for _, gruppe in self.gruppen[1:] for name in gruppe]
        return self.is_bound and any(self[name].errors or name in self.changed_data for name in namen)


class KontaktBasisForm(ArgeModelForm):
    """Gemeinsame Felder von MBE-Kontakt und IM-Gespräch; unterklassen mit `Meta.model` und den Themen des Bereichs.

    `fall` ist die Akte (oder None bei anonymer Kurzberatung), `heute` kommt aus der View. Vorbelegt: heute, ich.
    """

    zuerst = "am"
    tageswahl = {"am": ("fachkraft",)}
    FELDER = ["am", "dauer_minuten", "form", "fachkraft", "mit_dolmetschen", "anzahl_angehoerige", "notiz"]
    trotzdem = trotzdem("Ja, es waren zwei.")
    dauer_minuten = Dauerfeld(schnellwahl=DAUER_SCHNELLWAHL)
    anzahl_angehoerige = forms.IntegerField(
        label="Mitberatene Angehörige", min_value=0, max_value=30, initial=0, required=False,
        widget=forms.NumberInput(attrs={"class": "arge-kurz", "inputmode": "numeric"}),
    )  # fmt: skip
    notiz = forms.CharField(
        label="Notiz", required=False, strip=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Verschlüsselt gespeichert; lesbar nur für die Beratung Ihres Trägers.",
    )  # fmt: skip

    class Meta:
        field_classes = {"fachkraft": Tageswahlfeld}

    def __init__(self, *args: Any, zugang: Zugang, heute: date, fall: Akte | None = None, **optionen: Any) -> None:
        vorgabe = {"am": heute} | (optionen.pop("initial", None) or {})
        super().__init__(*args, initial=vorgabe if (optionen.get("instance") is None) else None, **optionen)
        self.zugang, self.heute, self.fall = zugang, heute, fall
        self.wer_da_war("fachkraft", Fachkraft.objects.fuer(zugang), self.tag_in("am", heute), self.instance.fachkraft_id)
        self.fields["fachkraft"].label = "Beratende Fachkraft"
        if self.instance.pk is None:
            self.initial.setdefault("fachkraft", ich(zugang))
        if not self.is_bound and self.instance.pk is None:
            self.fields[self.zuerst].widget.attrs["autofocus"] = True

    def clean_anzahl_angehoerige(self) -> int:
        return self.cleaned_data["anzahl_angehoerige"] or 0

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if am := daten.get("am"):
            satz = regeln.satz_zum_kontakt(
                am, heute=self.heute, begonnen_am=self.fall.begonnen_am if self.fall else None,
                abgeschlossen=geschlossen(self.fall, am),
            )  # fmt: skip
            if satz:
                self.add_error("am", satz)
        return daten


def themen_auswahl(begriff: Any, label: str, **optionen: Any) -> forms.TypedMultipleChoiceField:
    """Mehrfachauswahl als Kästchen für ein `themen_feld`."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=begriff.choices, widget=Mehrfachauswahl, coerce=str, empty_value=[], **optionen
    )


class KontaktForm(KontaktBasisForm):
    """MBE-Kontakt: neun Themen, Verweis an einen Partner."""

    gruppen = [
        ("Wann und wie", ["am", "dauer_minuten", "form", "mit_dolmetschen"]),
        ("Worum es ging", ["themen", "partner"]),
        ("Notiz und Beteiligte", ["notiz", "anzahl_angehoerige", "fachkraft"]),
    ]
    themen = themen_auswahl(Thema, "Themen", error_messages={"required": "Bitte wählen Sie mindestens ein Thema."})

    class Meta(KontaktBasisForm.Meta):
        model = Kontakt
        fields = [*KontaktBasisForm.FELDER, "themen", "partner"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["partner"].queryset = Partner.objects.filter(Q(ist_aktiv=True) | Q(pk=self.instance.partner_id))
        self.fields["partner"].empty_label = "kein Verweis"


class KurzberatungForm(KontaktForm):
    """Anonyme Kurzberatung in zehn Sekunden: ohne Namen und ohne Freitext, in den einer geraten könnte (Fachmodell 3)."""

    gruppen = []
    zuerst = "dauer_minuten"
    notiz = anzahl_angehoerige = None
    finanzierung = forms.ChoiceField(
        label="Finanzierung", choices=Finanzierung.choices, widget=forms.RadioSelect,
        help_text="Nur von der Stadt finanzierte Kurzberatungen zählen für die ARGE.",
    )  # fmt: skip

    class Meta(KontaktForm.Meta):
        fields = ["dauer_minuten", "themen", "am", "form", "partner", "finanzierung", "fachkraft"]

    def __init__(self, *args: Any, zugang: Zugang, **optionen: Any) -> None:
        super().__init__(*args, zugang=zugang, **optionen)
        if self.instance.pk is None:
            self.initial.setdefault("finanzierung", self._zuletzt(zugang))

    @staticmethod
    def _zuletzt(zugang: Zugang) -> str:
        """Wie in der letzten eigenen Kurzberatung: Wer vom Bund bezahlt berät, meldet der Stadt nichts aus Versehen."""
        kurze = Kontakt.objects.fuer(zugang).filter(fall__isnull=True, erfasst_von=zugang.benutzer_id)
        return kurze.order_by("-pk").values_list("finanzierung", flat=True).first() or Finanzierung.STADT


class FallForm(ArgeModelForm):
    """Angaben eines MBE-Falls; die Person steht schon fest oder kommt aus `PersonForm` auf derselben Seite."""

    gruppen = [("Fall", ["begonnen_am", "finanzierung", "zielgruppe", "arbeitsform", "nachholbedarf", "fachkraft"])]
    tageswahl = {"begonnen_am": ("fachkraft",)}
    finanzierung = forms.ChoiceField(
        label="Finanzierung", choices=Finanzierung.choices, widget=forms.RadioSelect, initial=Finanzierung.STADT,
        help_text="Nur von der Stadt finanzierte Fälle zählen für die ARGE. So wird kein Fall doppelt gefördert.",
    )  # fmt: skip
    fachkraft = Tageswahlfeld(Fachkraft.objects.none(), label="Zuständige Fachkraft", empty_label="Bitte wählen")

    class Meta:
        model = Fall
        fields = ["begonnen_am", "finanzierung", "zielgruppe", "arbeitsform", "nachholbedarf"]
        help_texts = {
            "nachholbedarf": "Nur, wenn Einreise und erster Aufenthaltstitel länger als drei Jahre zurückliegen.",
        }

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        if self.instance.pk is None:
            self.initial.setdefault("begonnen_am", heute)
            self.wer_da_war("fachkraft", Fachkraft.objects.fuer(zugang), self.tag_in("begonnen_am", heute))
            self.initial.setdefault("fachkraft", ich(zugang))

    #: Was der Vorgang außer Person, Fall und Fachkraft noch braucht.
    weiteres: dict[str, Any] = {}

    def clean_begonnen_am(self) -> date:
        if satz := regeln.satz_zum_tag(am := self.cleaned_data["begonnen_am"], heute=self.heute):
            raise ValidationError(satz)
        return am


class AbschlussForm(ArgeForm):
    """Fall abschließen: Datum und Grund, geprüft gegen Beginn und letzten Kontakt."""

    am = Datumsfeld(label="Abgeschlossen am")
    grund = forms.ChoiceField(label="Grund")

    def __init__(self, *args: Any, heute: date, letzter_kontakt_am: date | None, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["grund"].choices = [("", "Bitte wählen"), *self.gegenstand.GRUENDE]
        self.heute, self.letzter_kontakt_am = heute, letzter_kontakt_am
        self.fields["am"].initial = heute

    def clean_am(self) -> date:
        am = self.cleaned_data["am"]
        satz = regeln.satz_zum_abschluss(
            am, heute=self.heute, begonnen_am=self.gegenstand.begonnen_am, letzter_kontakt_am=self.letzter_kontakt_am
        )
        if satz:
            raise ValidationError(satz)
        return am


class AbschlussBerichtigungForm(ArgeForm):
    """Einen Abschluss berichtigen, der nie so war; ohne Begründung ändert niemand die Vergangenheit."""

    von = Datumsfeld(label="Abgeschlossen am")
    grund = forms.ChoiceField(label="Grund")
    entfaellt = forms.BooleanField(label="Diesen Abschluss gab es nicht: Der Fall lief weiter.", required=False)
    begruendung = begruendung()

    def __init__(self, *args: Any, abschluss: AbschlussBasis, **optionen: Any) -> None:
        super().__init__(*args, initial={"von": abschluss.von, "grund": abschluss.grund}, **optionen)
        self.fields["grund"].choices = abschluss.fall.GRUENDE


class ZustaendigkeitForm(ArgeForm):
    """Zuständigkeit übergeben oder bei Wiederaufnahme neu vergeben: wer, ab wann."""

    tageswahl = {"ab": ("fachkraft",)}
    fachkraft = Tageswahlfeld(Fachkraft.objects.none(), label="Zuständige Fachkraft", empty_label="Bitte wählen")
    ab = Datumsfeld(label="Ab")

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["ab"].initial = heute
        self.wer_da_war("fachkraft", Fachkraft.objects.fuer(zugang), self.tag_in("ab", heute))


class MehrereUebergebenForm(Mehrereform, ZustaendigkeitForm):
    """Mehrere Fälle einer Kollegin oder einem Kollegen übergeben: wer, ab wann."""


class AktenSucheForm(Eingangsform, forms.Form):
    """Wonach in den Akten gesucht wird; abgeschickt mit POST, denn ein Name gehört in keine Adresse."""

    zeige_freiwillig = False
    suche = forms.CharField(
        label="Name, Fallnummer oder Geburtsjahr", required=False, max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "autofocus": True}),
    )  # fmt: skip


class DublettenForm(Eingangsform, forms.Form):
    """Was beim Tippen schon dasteht; unvollständiges Datum zählt als keines."""

    vorname = forms.CharField(required=False, max_length=80)
    nachname = forms.CharField(required=False, max_length=80)
    geburtsdatum = forms.CharField(required=False)

    def clean_geburtsdatum(self) -> date | None:
        try:
            return Datumsfeld(vergangen=True, required=False).clean(self.cleaned_data["geburtsdatum"])
        except ValidationError:
            return None


class FallAngabenForm(ArgeModelForm):
    """Angaben eines bestehenden Falls, die keine vergangene Zahl ändern; alles andere hat seinen eigenen Vorgang."""

    class Meta:
        model = Fall
        fields = ["arbeitsform"]

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)


class FallBerichtigungForm(ArgeModelForm):
    """Beginn und Finanzierung berichtigen, mit Begründung."""

    finanzierung = forms.ChoiceField(label="Finanzierung", choices=Finanzierung.choices, widget=forms.RadioSelect)
    begruendung = begruendung()

    class Meta:
        model = Fall
        fields = ["begonnen_am", "finanzierung"]
