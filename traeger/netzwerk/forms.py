"""Formulare: Netzwerkarbeit in unter einer Minute, Partner mit Hinweis auf ähnliche Namen."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from arge.seite.dauer import Dauerfeld
from arge.seite.formulare import ArgeModelForm, Mehrfachauswahl
from traeger.begriffe import NetzwerkArt
from traeger.models import Netzwerkarbeit, Partner
from traeger.netzwerk.regeln import aehnlich

DAUER_SCHNELLWAHL = (30, 45, 60, 90, 120, 180)


class NetzwerkForm(ArgeModelForm):
    """Heute steht schon da; Partner sind Kästchen, stillgelegte nur, wenn sie in dieser Zeile schon stehen."""

    gruppen = [
        ("Was war", ["am", "art", "thema"]),
        ("Wie viel", ["dauer_minuten", "anzahl_erreicht"]),
        ("Mit wem", ["partner"]),
    ]
    art = forms.ChoiceField(label="Art", choices=NetzwerkArt.choices, widget=forms.RadioSelect)
    dauer_minuten = Dauerfeld(schnellwahl=DAUER_SCHNELLWAHL, mindestens=5, hoechstens=1440)
    anzahl_erreicht = forms.IntegerField(
        label="Erreichte Menschen", min_value=0, max_value=100_000, initial=0, required=False, help_text="Geschätzt genügt.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "arge-kurz"}),
    )  # fmt: skip
    partner = forms.ModelMultipleChoiceField(Partner.objects.none(), label="Partner", required=False, widget=Mehrfachauswahl)

    class Meta:
        model = Netzwerkarbeit
        fields = ["am", "art", "thema", "dauer_minuten", "anzahl_erreicht", "partner"]

    def __init__(self, *args: Any, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        self.fields["thema"].help_text = "Nie Namen von Ratsuchenden."
        angeboten = Q(ist_aktiv=True)
        if self.instance.pk is None:
            self.initial.setdefault("am", heute)
        else:
            angeboten |= Q(pk__in=[partner.pk for partner in self.initial.get("partner", [])])
        self.fields["partner"].queryset = Partner.objects.filter(angeboten)
        if not self.is_bound and self.instance.pk is None:
            self.fields["am"].widget.attrs["autofocus"] = True

    def clean_am(self) -> date:
        if (am := self.cleaned_data["am"]) > self.heute:
            raise ValidationError("Das Datum liegt in der Zukunft.")
        return am

    def clean_anzahl_erreicht(self) -> int:
        return self.cleaned_data["anzahl_erreicht"] or 0


class PartnerForm(ArgeModelForm):
    """Partner anlegen oder ändern; warnt vor Dubletten, entscheidet sie aber nicht.

    Nach dem Absenden mit Treffern stehen sie in `form.treffer` und das Kästchen „anderer Partner“ dabei: Der vorhandene
    Eintrag ist der leichtere Klick, denn zwei Einträge für eine Stelle zerreißen ihre Nutzungszahl.
    """

    gruppen = [
        ("Stelle", ["name", "beschreibung"]),
        ("Erreichen", ["ansprechperson", "telefon", "email", "webseite"]),
    ]
    webseite = forms.URLField(label="Webseite", required=False, max_length=200, assume_scheme="https")
    anderer = forms.BooleanField(
        label="Es ist eine andere Stelle. Trotzdem anlegen.", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Partner
        fields = ["name", "beschreibung", "ansprechperson", "telefon", "email", "webseite"]

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.treffer: list[Partner] = []
        self.fields["beschreibung"].help_text = "In einem Satz: Womit hilft diese Stelle?"
        self.fields["ansprechperson"].help_text = "Dienstlich. Nie Namen von Ratsuchenden."
        for name in ("name", "ansprechperson", "telefon", "email", "webseite"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if (name := daten.get("name")) and "name" in self.changed_data:
            self.treffer = [p for p in Partner.objects.exclude(pk=self.instance.pk) if aehnlich(name, p.name)]
            if self.treffer:
                self.fields["anderer"].widget = forms.CheckboxInput()
                self.gruppen = [*self.gruppen, ("Gibt es die Stelle schon?", ["anderer"])]
                if not daten.get("anderer"):
                    namen = ", ".join(f"„{partner.name}“" for partner in self.treffer)
                    self.add_error("anderer", f"Das Verzeichnis kennt schon {namen}. Ist es wirklich eine andere Stelle?")
        return daten
