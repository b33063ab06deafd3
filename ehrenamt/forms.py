"""Formulare des Ehrenamts."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from arge.daten.suche import Deutsch
from arge.seite.dubletten import Dublettenwarnung
from arge.seite.formulare import (
    ArgeForm,
    ArgeModelForm,
    Datumsfeld,
    Eingangsform,
    Mehrfachauswahl,
    Tageswahlfeld,
    nachladen,
    trotzdem,
)
from arge.seite.zeitstand import StandBerichtigungForm, begruendung
from arge.zahlen.zeitraum import Zeitraum
from ehrenamt import regeln
from ehrenamt.begriffe import Erfahrung, ProjektStatus
from ehrenamt.models import Ehrenamtliche, Einsatz, Projekt, Stunden, Treffen
from traeger.zugang import Zugang

GRUND_FEHLT = "Bitte nennen Sie den Grund, auch „ohne Angabe“."


class TreffenForm(ArgeModelForm):
    """Treffen in zehn Sekunden: Teilnehmende als Zahl, Anwesende als Kästchen; der Rest ist vorbelegt.

    Vorbelegt sind heute, die übliche Dauer des Projekts und wer beim letzten Treffen da war. Weicht jemand ab, geht es
    je Person (`minuten_<Nummer>`); leer heißt: die ganze Dauer.
    """

    trotzdem = trotzdem("Ja, so war es.")
    anzahl_teilnehmende = forms.IntegerField(
        label="Teilnehmende", min_value=0, max_value=500, help_text="Gäste, ohne die Ehrenamtlichen",
        widget=forms.NumberInput(attrs={"class": "arge-gross", "inputmode": "numeric"}),
        error_messages={"required": "Wie viele waren da? 0 ist auch eine Antwort."},
    )  # fmt: skip
    dauer_minuten = forms.IntegerField(
        label="Dauer in Minuten", min_value=5, max_value=720,
        widget=forms.NumberInput(attrs={"class": "arge-kurz", "inputmode": "numeric"}),
    )  # fmt: skip
    anwesend = forms.MultipleChoiceField(label="Anwesende Ehrenamtliche", required=False, widget=Mehrfachauswahl)

    class Meta:
        model = Treffen
        fields = ["anzahl_teilnehmende", "am", "dauer_minuten"]

    def __init__(self, *args: Any, projekt: Projekt, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.projekt, self.heute, self.neu = projekt, heute, self.instance.pk is None
        if self.neu:
            self.initial |= {"am": heute, "dauer_minuten": projekt.treffen_dauer_minuten}
        self.tag = self.tag_in("am", heute)
        self.fields["am"].widget.attrs |= nachladen("anwesende")
        bisher = self._bisher()
        self.personen = self._auswaehlbar(bisher)
        self.fields["anwesend"].choices = [(str(p.pk), str(p)) for p in self.personen.values()]
        if not self.is_bound:
            self.initial |= {"anwesend": [str(nummer) for nummer in bisher if nummer in self.personen]}
        if self.neu:
            self.fields["anzahl_teilnehmende"].widget.attrs["autofocus"] = not self.is_bound
        ganze = self.instance.dauer_minuten
        for person in self.personen.values():
            eigene = None if self.neu or bisher.get(person.pk) == ganze else bisher.get(person.pk)
            self.fields[f"minuten_{person.pk}"] = forms.IntegerField(
                label=str(person), required=False, min_value=5, max_value=1440, initial=eigene,
                widget=forms.NumberInput(attrs={"class": "arge-kurz", "inputmode": "numeric"}),
            )  # fmt: skip

    def _bisher(self) -> dict[int, int]:
        """Wer da war: bei diesem Treffen, sonst beim letzten des Projekts vor diesem Tag (Person → Minuten)."""
        treffen = self.projekt.treffen.filter(am__lte=self.tag).first() if self.neu else self.instance
        stunden = Stunden.objects.filter(traeger=self.projekt.traeger_id, treffen=treffen)
        return dict(stunden.values_list("ehrenamtliche", "minuten")) if treffen else {}

    def _auswaehlbar(self, bisher: dict[int, int]) -> dict[int, Ehrenamtliche]:
        """Wer am Tag des Treffens in diesem Projekt war – nicht heute; dazu, wer angekreuzt ist, damit ein Satz ihn nennt."""
        eigene = Ehrenamtliche.objects.filter(traeger=self.projekt.traeger_id)
        dabei = eigene.da_am(self.tag).mit_einsatz(self.projekt, Zeitraum(self.tag, self.tag))
        genannt = self.data.getlist("anwesend") if self.is_bound and hasattr(self.data, "getlist") else []
        schon_da = {int(n) for n in genannt if n.isdecimal() and len(n) < 19} | (set() if self.neu else set(bisher))
        personen = (dabei | eigene.filter(pk__in=schon_da)).order_by("suchname", "pk")
        # Wer letztes Mal da war, steht oben: meist ist nichts zu ändern.
        return {person.pk: person for person in sorted(personen, key=lambda person: person.pk not in bisher)}

    @property
    def weicht_ab(self) -> bool:
        """Ob jemand eigene Minuten oder dort einen Fehler hat: dann steht der Abschnitt offen."""
        return any(self[name].value() not in (None, "") or self[name].errors for name in self.minutenfelder)

    @property
    def minutenfelder(self) -> list[str]:
        return [f"minuten_{nummer}" for nummer in self.personen]

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        am = daten.get("am")
        if am and (satz := regeln.satz_zum_treffen(am, heute=self.heute, projekt=self.projekt.dabei)):
            self.add_error("am", satz)
        return daten

    @property
    def minuten(self) -> dict[int, int]:
        """Person → Minuten, wie der Vorgang sie schreibt."""
        daten = self.cleaned_data
        return {int(n): daten.get(f"minuten_{n}") or daten["dauer_minuten"] for n in daten["anwesend"]}


class BestaetigungForm(Eingangsform, forms.Form):
    """Genau die angekreuzten Stundenzeilen, wie sie dastanden (`Stunden.stand`): nie welche, die dazukamen oder sich geändert haben."""

    def clean(self) -> dict[str, Any]:
        gewaehlt = self.data.getlist("stunden")
        staende = [stand for stand in gewaehlt if re.fullmatch(r"[0-9]{1,18}(-[0-9]{1,18}){4}", stand)]
        if not staende:
            raise ValidationError("Bitte kreuzen Sie mindestens einen Eintrag an.")
        return {"staende": staende}


class AngabenForm(Dublettenwarnung):
    """Angaben einer ehrenamtlichen Person, die keine vergangene Zahl ändern; nur, was nötig ist (Datensparsamkeit)."""

    gruppen = [
        ("Person", ["vorname", "nachname", "sprachen"]),
        ("Erreichen", ["telefon", "email"]),
        ("Engagement", ["gewonnen_ueber", "anbindung", "verfuegbarkeit"]),
    ]

    class Meta:
        model = Ehrenamtliche
        fields = ["vorname", "nachname", "sprachen", "telefon", "email", "gewonnen_ueber", "anbindung", "verfuegbarkeit"]

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, zugang=zugang, **optionen)
        self.heute = heute
        for name in ("vorname", "nachname", "telefon", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # fremde Daten, nicht die der Fachkraft


def erfahrung_feld(**optionen: Any) -> forms.ChoiceField:
    """Freiwillige Angabe."""
    return forms.ChoiceField(
        label="Eigene Flucht- oder Migrationserfahrung (freiwillig)", choices=Erfahrung.choices, **optionen
    )


class PersonForm(AngabenForm):
    """Ehrenamtliche Person anlegen."""

    gruppen = [
        ("Person", ["vorname", "nachname", "geburtsdatum", "sprachen", "erfahrung"]),
        AngabenForm.gruppen[1],
        ("Engagement", ["gewonnen_am", "gewonnen_ueber", "anbindung", "verfuegbarkeit"]),
    ]
    geburtsdatum = Datumsfeld(label="Geburtsdatum", vergangen=True, required=False)
    erfahrung = erfahrung_feld(initial=Erfahrung.KEINE_ANGABE)

    class Meta(AngabenForm.Meta):
        fields = [*AngabenForm.Meta.fields, "geburtsdatum", "gewonnen_am"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.initial.setdefault("gewonnen_am", self.heute)

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        for name in ("geburtsdatum", "gewonnen_am"):
            if daten.get(name) and daten[name] > self.heute:
                self.add_error(name, "Das Datum liegt in der Zukunft.")
        return daten


class PersonBerichtigungForm(ArgeModelForm):
    """Beginn und Geburtsdatum berichtigen oder nachtragen, mit Begründung."""

    geburtsdatum = Datumsfeld(label="Geburtsdatum", vergangen=True, required=False)
    begruendung = begruendung()

    class Meta:
        model = Ehrenamtliche
        fields = ["gewonnen_am", "geburtsdatum"]


class AusscheidenForm(ArgeForm):
    """Letzter Tag eines Engagements."""

    einmal = False

    am = Datumsfeld(label="Letzter Tag")
    grund = forms.CharField(label="Grund", max_length=120, error_messages={"required": GRUND_FEHLT})

    def __init__(self, *args: Any, gegenstand: Ehrenamtliche, heute: date, **optionen: Any) -> None:
        super().__init__(*args, gegenstand=gegenstand, **optionen)
        self.fields["am"].initial = heute
        if offene := list(gegenstand.einsaetze.offen_ab(heute).select_related("projekt")):
            namen = ", ".join(str(einsatz.projekt) for einsatz in offene)
            self.fields["am"].help_text = f"TT.MM.JJJJ. An diesem Tag enden auch die Einsätze: {namen}."


class RueckkehrForm(ArgeForm):
    """Erster Tag nach einer Pause."""

    einmal = False

    ab = Datumsfeld(label="Wieder dabei ab")

    def __init__(self, *args: Any, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["ab"].initial = heute


class AusscheidenBerichtigungForm(ArgeForm):
    """Ein Ausscheiden berichtigen, das nie so war."""

    einmal = False

    von = Datumsfeld(label="Letzter Tag")
    grund = forms.CharField(label="Grund", max_length=120, error_messages={"required": GRUND_FEHLT})
    entfaellt = forms.BooleanField(label="Die Person ist nicht ausgeschieden.", required=False)
    begruendung = begruendung()


class _AbForm(ArgeForm):
    """Eine neue Angabe ab einem Tag."""

    einmal = False

    ab = Datumsfeld(label="Ab")

    def __init__(self, *args: Any, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.fields["ab"].initial = heute


class ErfahrungForm(_AbForm):
    """Eigene Flucht- oder Migrationserfahrung, ab einem Tag."""

    erfahrung = erfahrung_feld()


class ErfahrungBerichtigungForm(StandBerichtigungForm):
    """Eine Angabe berichtigen, die nie so war."""

    erfahrung = erfahrung_feld()


class StatusForm(_AbForm):
    """Status eines Projekts, ab einem Tag."""

    status = forms.ChoiceField(label="Status", choices=ProjektStatus.choices)


class StatusBerichtigungForm(StandBerichtigungForm):
    """Einen Status berichtigen, der nie so war."""

    status = forms.ChoiceField(label="Status", choices=ProjektStatus.choices)


class EinsatzForm(ArgeForm):
    """Einsatz in einem Projekt des eigenen Trägers."""

    einmal = False
    tageswahl = {"ab": ("projekt",)}
    projekt = Tageswahlfeld(Projekt.objects.none(), label="Projekt", empty_label="Bitte wählen")
    ab = Datumsfeld(label="Ab")
    bis = Datumsfeld(
        label="Bis einschließlich", required=False, offen=True,
        help_text="TT.MM.JJJJ. Leer heißt: bis die Person ausscheidet oder das Projekt endet.",
    )  # fmt: skip

    def __init__(self, *args: Any, person: Ehrenamtliche, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.person = person
        self.fields["ab"].initial = heute
        self.wer_da_war("projekt", Projekt.objects.fuer(zugang).order_by(Deutsch("name")), self.tag_in("ab", heute))


class EinsatzEndeForm(ArgeForm):
    """Letzter Tag eines Einsatzes."""

    einmal = False
    bis = Datumsfeld(label="Letzter Tag")

    def __init__(self, *args: Any, einsatz: Einsatz, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.einsatz = einsatz
        self.fields["bis"].initial = heute

    def clean_bis(self) -> date:
        if (bis := self.cleaned_data["bis"]) < self.einsatz.von:
            raise ValidationError(f"Der Einsatz begann erst am {self.einsatz.von:%d.%m.%Y}.")
        return bis
