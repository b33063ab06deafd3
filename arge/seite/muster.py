"""Musterseite: jeder Baustein in jedem Zustand mit festen Beispielen, Grundlage der axe-Prüfung und Bildschirmfotos."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest

from arge.seite.formulare import ArgeForm, Datumsfeld, Dezimalfeld, Mehrfachauswahl
from arge.zahlen.diagramm import Diagramm, Grenze, balken
from arge.zahlen.statistik import Tafel
from arge.zahlen.tabelle import Tabelle


class MusterForm(ArgeForm):
    """Alle Bedienelemente, die ein Formular des Hauses haben kann."""

    gruppen = [
        ("Wann und wie", ["am", "art", "dauer", "themen"]),
        ("Inhalt", ["fachkraft", "notiz", "email", "datei", "vertraulich"]),
    ]
    am = Datumsfeld(label="Datum des Kontakts")
    art = forms.ChoiceField(
        label="Art", choices=[("p", "Persönlich"), ("t", "Telefon"), ("o", "Online")], widget=forms.RadioSelect
    )
    dauer = Dezimalfeld(label="Dauer in Stunden", max_digits=4, decimal_places=2, help_text="Zum Beispiel 1,25")
    themen = forms.MultipleChoiceField(
        label="Themen", choices=[("a", "Aufenthalt"), ("b", "Arbeit und Beruf"), ("w", "Wohnen"), ("s", "Sprache")],
        widget=Mehrfachauswahl, required=False, help_text="Mehrere möglich",
    )  # fmt: skip
    fachkraft = forms.ChoiceField(
        label="Zuständig", choices=[("", "Bitte wählen"), ("1", "Anna Kern"), ("2", "Mehmet Aydın")]
    )
    notiz = forms.CharField(label="Notiz", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    email = forms.EmailField(
        label="E-Mail-Adresse", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    datei = forms.FileField(label="Bescheid als Datei", required=False, help_text="PDF, höchstens 10 MB")
    vertraulich = forms.BooleanField(label="Nur für mich und meine Leitung sichtbar", required=False)


def _form(request: HttpRequest) -> MusterForm:
    if request.GET.get("zustand") != "fehler":
        return MusterForm()
    form = MusterForm({"am": "31.2.2026", "art": "", "dauer": "viel", "email": "ohne-at", "themen": ["x"]})
    form.add_error(None, "Zu diesem Tag gibt es schon einen Kontakt.")
    form.konflikt = [("Notiz", "Wohnungssuche begonnen, Bescheid erwartet.", "Wohnungssuche begonnen.\nTermin am 3.3.2026.")]
    return form


def _auftrag(anteil: int) -> dict[str, Any]:
    return {"titel": "Verwendungsnachweis 2026", "anteil": anteil}


def _diagramm() -> Diagramm:
    quartale = {"1. Quartal": 310, "2. Quartal": 372, "3. Quartal": 233, "4. Quartal": 419}
    tafel = Tafel.liste(quartale, titel="Beratungen je Quartal 2026", zaehlgroesse="Beratungen", zeilenkopf="Quartal")
    return balken(tafel, grenze=Grenze(400, "Plan 400", "über Plan"))


def kontext(request: HttpRequest) -> dict[str, Any]:
    """Feste Beispiele; `?zustand=fehler` zeigt Fehlerübersicht und Konflikt."""
    return {
        "form": _form(request),
        "diagramm": _diagramm(),
        "auftrag": SimpleNamespace(**_auftrag(40)),
        "verlauf": [
            {"am": date(2026, 3, 12), "titel": "Gespräch", "zusatz": "Persönlich · 45 Minuten · Anna Kern",
             "ziel": "#verlauf", "text": "Bescheid des Jobcenters besprochen.\nWiderspruch bis 30.3. vorbereiten."},
            {"am": date(2026, 2, 27), "titel": "Frist eingehalten", "art": "still", "zusatz": "Plan fortgeschrieben"},
            {"am": date(2026, 1, 9), "titel": "Fall begonnen", "zusatz": "Vermittelt durch die Ausländerbehörde"},
        ],
        "tabelle": Tabelle(
            ["Stadtteil", "Fälle", "Anteil"],
            [["Böckingen", "128", "64,0 %"], ["Neckargartach", "41", "20,5 %"], ["Klingenberg", "·", "·"]],
            ["Fälle", "Anteil"], ["Zusammen", "200", "100 %"], "Fälle nach Stadtteil 2026", karten=True,
        ),
    }  # fmt: skip
