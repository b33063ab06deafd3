"""Formular des Partnerverzeichnisses mit Hinweis auf ähnliche Namen."""

from typing import Any

from django import forms

from arge.seite.formulare import ArgeModelForm
from traeger.models import Partner
from traeger.netzwerk.regeln import aehnlich


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
