"""Formulare der Zusammenarbeit: Sitzung, Tagesordnung, Niederschrift, Beschluss, Aufgabe."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONArray
from django.utils import timezone

from arge.daten.suche import Deutsch
from arge.seite.formulare import ArgeForm, ArgeModelForm, Datumsfeld, Mehrfachauswahl
from traeger.begriffe import SitzungArt, VereinbarungArt
from traeger.models import Aufgabe, Beschluss, Ladung, Sitzung, Tagesordnungspunkt, Traeger, Vereinbarung
from traeger.sitzung.regeln import satz_zur_frist
from traeger.sitzung.vorgaenge import PUNKTE_HOECHSTENS

#: Alle Träger und die Stadt lesen mit; darum steht dieser Satz an jedem freien Text.
OHNE_NAMEN = "Alle Träger und die Stadt lesen mit: bitte nie Namen oder Angaben von Ratsuchenden."
KOORDINATION = "Koordination der ARGE"


class Uhrzeitfeld(forms.TimeField):
    """Uhrzeit, wie man sie tippt: „14:30“, „14.30“ oder „14“."""

    widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "class": "arge-kurz"})

    def __init__(self, **optionen: Any) -> None:
        meldung = {"invalid": "Bitte geben Sie eine Uhrzeit ein, zum Beispiel 14:30."}
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%H", "%H:%M:%S"], required=False, error_messages=meldung, **optionen
        )


class SitzungForm(ArgeModelForm):
    """Termin und Ort; beim Einladen dazu die Tagesordnung, ein Punkt je Zeile."""

    gruppen = [
        ("Wann und wo", ["art", "am", "beginn", "ende", "ort"]),
        ("Worum es geht", ["tagesordnung", "teilnehmende", "vereinbarung"]),
    ]
    art = forms.ChoiceField(label="Art", choices=SitzungArt.choices, widget=forms.RadioSelect, initial=SitzungArt.JOUR_FIXE)
    beginn = Uhrzeitfeld(label="Beginn", help_text="zum Beispiel 14:30")
    ende = Uhrzeitfeld(label="Ende")
    tagesordnung = forms.CharField(
        label="Tagesordnung", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ein Punkt je Zeile. Später lassen sich Punkte ergänzen und umordnen.",
    )  # fmt: skip

    class Meta:
        model = Sitzung
        fields = ["art", "am", "beginn", "ende", "ort", "teilnehmende", "vereinbarung"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        vereinbarungen = Vereinbarung.objects.filter(art=VereinbarungArt.KOMMUNIKATION).order_by("-von", "pk")
        self.fields["vereinbarung"].queryset = vereinbarungen
        self.fields["teilnehmende"].help_text = "Wer außerdem kommt und hier kein Konto hat. " + OHNE_NAMEN
        if self.instance.pk is None:
            erste = vereinbarungen.first() if not self.is_bound else None
            self.initial.setdefault("vereinbarung", erste and erste.pk)
        else:
            del self.fields["tagesordnung"]
            self.gruppen = [(t, [n for n in namen if n != "tagesordnung"]) for t, namen in self.gruppen]

    def clean_tagesordnung(self) -> list[str]:
        """Zeilen ohne Leeres; eigene Nummerierung („1.“, „-“) fällt weg, die Nummern vergibt das Haus."""
        zeilen = [zeile.strip().lstrip("-–•").strip() for zeile in self.cleaned_data["tagesordnung"].splitlines()]
        punkte = [_ohne_nummer(zeile) for zeile in zeilen if zeile]
        if len(punkte) > PUNKTE_HOECHSTENS:
            raise ValidationError(f"Mehr als {PUNKTE_HOECHSTENS} Punkte hat keine Tagesordnung.")
        if any(len(punkt) > 200 for punkt in punkte):
            raise ValidationError("Ein Punkt ist länger als 200 Zeichen. Bitte kürzen oder auf zwei Zeilen verteilen.")
        return punkte

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if daten.get("ende") and not daten.get("beginn"):
            self.add_error("beginn", "Bitte nennen Sie auch den Beginn.")
        elif daten.get("ende") and daten["ende"] <= daten["beginn"]:
            self.add_error("ende", "Die Sitzung endet nach ihrem Beginn.")
        return daten


def _ohne_nummer(zeile: str) -> str:
    kopf, trenner, rest = zeile.removeprefix("TOP ").partition(" ")
    ist_nummer = trenner and kopf.rstrip(".):").isdecimal() and kopf[-1] in ".):"
    return rest.strip() if ist_nummer else zeile


class EingeladeneForm(ArgeForm):
    """Wer eingeladen ist. Ist noch niemand gewählt, sind es vorgeschlagen die der letzten Sitzung derselben Art."""

    zeige_freiwillig = False
    personen = forms.TypedMultipleChoiceField(
        label="Wer eingeladen ist", coerce=int, required=False, widget=Mehrfachauswahl,
        help_text="Wer die Einladung schon hat und hier wegfällt, bekommt gleich eine Absage.",
    )  # fmt: skip

    def __init__(self, *args: Any, gegenstand: Sitzung, einladbare: dict[int, str], **optionen: Any) -> None:
        super().__init__(*args, gegenstand=gegenstand, initial={"personen": self._vorschlag(gegenstand.zuletzt)}, **optionen)
        self.fields["personen"].choices = list(einladbare.items())

    @staticmethod
    def sitzungen() -> QuerySet[Sitzung]:
        """Sitzungen mit `zuletzt`: (Sitzung, Konto) der eigenen Auswahl und der früheren derselben Art, die späteste zuerst."""
        vorher = Q(sitzung__art=OuterRef("art"), sitzung__am__lt=OuterRef("am"))
        zeilen = Ladung.objects.filter(Q(sitzung=OuterRef("pk")) | vorher).order_by("-sitzung__am", "-sitzung")
        return Sitzung.objects.annotate(zuletzt=ArraySubquery(zeilen.values_list(JSONArray("sitzung", "benutzer"))[:1000]))

    @staticmethod
    def _vorschlag(zuletzt: list[list[int]]) -> list[int]:
        return [person for sitzung, person in zuletzt if sitzung == zuletzt[0][0]]


class PunktForm(ArgeModelForm):
    """Ein Punkt der Tagesordnung und wer ihn einbringt."""

    class Meta:
        model = Tagesordnungspunkt
        fields = ["titel", "traeger"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["titel"].help_text = OHNE_NAMEN
        self.fields["traeger"].empty_label = "alle gemeinsam"


class NiederschriftForm(ArgeForm):
    """Ergebnis je Punkt und freie Niederschrift einer Sitzung; der Stand der Sitzung gilt für alle Felder zugleich."""

    teilnehmende = forms.CharField(label="Anwesend", required=False, max_length=500, widget=forms.TextInput)
    niederschrift = forms.CharField(
        label="Niederschrift", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Was zu keinem Punkt gehört. " + OHNE_NAMEN,
    )  # fmt: skip

    def __init__(self, *args: Any, gegenstand: Sitzung, punkte: list[Tagesordnungspunkt], **optionen: Any) -> None:
        self.punkte = punkte
        optionen["initial"] = {"teilnehmende": gegenstand.teilnehmende, "niederschrift": gegenstand.niederschrift}
        optionen["initial"] |= {f"ergebnis_{p.pk}": p.ergebnis for p in punkte}
        super().__init__(*args, gegenstand=gegenstand, **optionen)
        felder = {
            f"ergebnis_{p.pk}": forms.CharField(
                label=f"{p.nummer}. {p.titel}", required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
            )
            for p in punkte
        }
        self.fields = {"teilnehmende": self.fields.pop("teilnehmende"), **felder, **self.fields}

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if self.errors:
            return daten
        if not daten.get("niederschrift") and not any(self.ergebnisse(daten).values()):
            raise ValidationError("Bitte halten Sie zu einem Punkt ein Ergebnis fest oder schreiben Sie eine Niederschrift.")
        self.gegenstand.niederschrift, self.gegenstand.teilnehmende = daten["niederschrift"], daten["teilnehmende"]
        return daten

    def ergebnisse(self, daten: dict[str, Any]) -> dict[int, str]:
        """Eingegebene Ergebnisse je Punkt."""
        return {p.pk: daten.get(f"ergebnis_{p.pk}") or "" for p in self.punkte}

    def zwei_staende(self, fehler: Any) -> None:
        """Bei veraltetem Stand stehen auch die Ergebnisse beider Fassungen nebeneinander."""
        super().zwei_staende(fehler)
        eingabe = self.ergebnisse(self.cleaned_data)
        self.konflikt += [
            (
                f"{p.nummer}. {p.titel}",
                self._lesbar("niederschrift", p.ergebnis),
                self._lesbar("niederschrift", eingabe[p.pk]),
            )
            for p in Tagesordnungspunkt.objects.filter(sitzung=self.gegenstand)
            if p.pk in eingabe and p.ergebnis != eingabe[p.pk]
        ]


class BeschlussForm(ArgeModelForm):
    """Wortlaut eines Beschlusses und zu welchem Punkt er gehört."""

    class Meta:
        model = Beschluss
        fields = ["text", "punkt"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, sitzung: Sitzung, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["text"].help_text = OHNE_NAMEN
        self.fields["punkt"].queryset = Tagesordnungspunkt.objects.filter(sitzung=sitzung).order_by("nummer")
        self.fields["punkt"].empty_label = "zu keinem Punkt"


class AufgabeForm(ArgeModelForm):
    """Wer bis wann was tut. Die Frist gibt es hier nur beim Anlegen; berichtigt wird sie mit Begründung (`FristForm`)."""

    class Meta:
        model = Aufgabe
        fields = ["titel", "traeger", "ansprechperson", "faellig_am", "punkt", "beschluss", "beschreibung"]
        widgets = {"beschreibung": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, heute: date, sitzung: Sitzung | None = None, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        self.fields["traeger"].queryset = Traeger.objects.order_by(Deutsch("kurzname"))
        self.fields["traeger"].empty_label = KOORDINATION
        self.fields["ansprechperson"].help_text = "Wer sich beim Träger kümmert."
        self.fields["beschreibung"].help_text = OHNE_NAMEN
        if self.instance.pk is not None or sitzung is None:
            del self.fields["beschluss"], self.fields["punkt"]
        else:
            self.fields["punkt"].queryset = Tagesordnungspunkt.objects.filter(sitzung=sitzung).order_by("nummer")
            self.fields["punkt"].empty_label = "zu keinem Punkt"
            self.fields["beschluss"].queryset = Beschluss.objects.filter(sitzung=sitzung).order_by("nummer")
            self.fields["beschluss"].empty_label = "aus keinem Beschluss"
        if self.instance.pk is not None:
            del self.fields["faellig_am"]
        else:
            self.fields["faellig_am"].help_text = "TT.MM.JJJJ. Ändern lässt sie sich später nur mit Begründung."

    def clean_faellig_am(self) -> date:
        if (tag := self.cleaned_data["faellig_am"]) < self.heute:
            raise ValidationError("Die Frist liegt in der Vergangenheit.")
        return tag


class ErledigenForm(ArgeForm):
    """Was herausgekommen ist, in einem Satz."""

    ergebnis = forms.CharField(
        label="Was ist herausgekommen?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=OHNE_NAMEN
    )


class FristForm(ArgeForm):
    """Die neue Frist einer offenen Aufgabe und warum."""

    faellig_am = Datumsfeld(label="Neue Frist")
    begruendung = forms.CharField(
        label="Begründung", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Steht danach unter „Berichtigungen“, mit Ihrem Namen. " + OHNE_NAMEN,
    )  # fmt: skip

    def clean_faellig_am(self) -> date:
        neu, aufgabe = self.cleaned_data["faellig_am"], self.gegenstand
        if satz := satz_zur_frist(neu, bisher=aufgabe.faellig_am, verteilt=timezone.localdate(aufgabe.angelegt_am)):
            raise ValidationError(satz)
        return neu
