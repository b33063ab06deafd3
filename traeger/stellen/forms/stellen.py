"""Auswahl der Stellen-Übersicht: Stichtag, Jahre, Lesart und was gezeigt wird."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from arge.seite.formulare import ArgeForm, Datumsfeld
from arge.zahlen.format import datum
from traeger.begriffe import LESART_KREISE, Arbeitsfeld, Lesart, Quelle
from traeger.models import Traeger
from traeger.stellen.kennzahlen import Stellenplan, stellenplan
from traeger.stellen.tables.vzae import Blatt, blatt

#: Längste Kurve in Jahren; mehr passt weder ins Bild noch in den Kopf.
JAHRE = 15


class UebersichtForm(ArgeForm):
    """Was die Übersicht zeigt; alles steht in der Adresse und ist ein Lesezeichen."""

    einmal = False

    am = Datumsfeld(label="Stichtag")
    von = forms.IntegerField(label="Kurven ab Jahr", min_value=2000, max_value=2100)
    bis = forms.IntegerField(label="bis Jahr", min_value=2000, max_value=2100)
    lesart = forms.ChoiceField(label="Gezählt wird", choices=Lesart)
    traeger = forms.ModelChoiceField(
        Traeger.objects.all(), label="Träger", required=False, to_field_name="kuerzel", empty_label="Alle"
    )
    aufgabe = forms.ChoiceField(label="Aufgabe", choices=[("", "Alle"), *Arbeitsfeld.choices], required=False)
    quelle = forms.ChoiceField(label="Quelle", choices=[("", "Alle"), *Quelle.choices], required=False)
    zeige_freiwillig = False

    def __init__(self, data: Mapping[str, Any], *, heute: date) -> None:
        vorgabe = {
            "am": datum(heute),
            "von": str(heute.year - 1),
            "bis": str(heute.year + 4),
            "lesart": Lesart.KONTINGENT.value,
        }
        super().__init__(vorgabe | dict(data.items()))
        self.heute = heute

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        von, bis = daten.get("von"), daten.get("bis")
        if von and bis and bis < von:
            raise ValidationError({"bis": "Das letzte Jahr liegt vor dem ersten."})
        if von and bis and bis - von >= JAHRE:
            raise ValidationError({"bis": f"Wählen Sie höchstens {JAHRE} Jahre."})
        return daten

    @property
    def adresse(self) -> dict[str, str]:
        """Die Auswahl, wie sie in der Adresse steht, samt Vorgaben: Wer sie noch einmal liest, bekommt dieselbe Übersicht."""
        return {name: str(self.data.get(name) or "") for name in self.fields}

    def gezeigt(self) -> tuple[Stellenplan, Blatt]:
        """Plan und Blatt zu einer gültigen Auswahl: dieselben für Seite, Mappe und Druck."""
        daten, lesart = self.cleaned_data, Lesart(self.cleaned_data["lesart"])
        self.kuenftig = daten["am"] > self.heute
        plan = stellenplan(daten["am"], (daten["von"], daten["bis"]))
        wort = "im Kontingent" if lesart == Lesart.KONTINGENT else f"({lesart.label})"
        return plan, blatt(plan, self.kreise, wort, self.merkmale, self.heute)

    @property
    def merkmale(self) -> dict[str, str]:
        """Eingrenzung der Abschnitte: nur, was gewählt wurde."""
        daten = self.cleaned_data
        gewaehlt = {"aufgabe": daten.get("aufgabe"), "quelle": daten.get("quelle")}
        gewaehlt["traeger"] = daten["traeger"].kurzname if daten.get("traeger") else None
        return {name: wert for name, wert in gewaehlt.items() if wert}

    @property
    def kreise(self) -> frozenset[str]:
        return LESART_KREISE[Lesart(self.cleaned_data["lesart"])]

    @property
    def auswahl(self) -> list[tuple[str, str]]:
        """Was gewählt ist, in Worten – für Druck und Datei."""
        daten, felder = self.cleaned_data, self.fields
        return [
            ("Gezählt wird", str(Lesart(daten["lesart"]).label)),
            ("Träger", str(daten["traeger"] or "alle")),
            *[
                (str(felder[n].label), str(dict(felder[n].choices)[daten[n]] if daten[n] else "alle"))
                for n in ("aufgabe", "quelle")
            ],
        ]
