"""Formular der Mitteilungen: was in die Glocke und was per E-Mail kommt."""

from django import forms

from arge.seite.formulare import ArgeForm, Mehrfachauswahl
from traeger.begriffe import Anlass
from traeger.mitteilung.briefe import ERKLAERT

_WAHL = [(anlass.value, ERKLAERT[anlass]) for anlass in Anlass]


class WahlForm(ArgeForm):
    """Je Anlass Glocke und E-Mail, jedes für sich."""

    einmal = False
    zeige_freiwillig = False
    glocke = forms.MultipleChoiceField(label="In der Glocke", choices=_WAHL, required=False, widget=Mehrfachauswahl)
    email = forms.MultipleChoiceField(
        label="Per E-Mail", choices=_WAHL, required=False, widget=Mehrfachauswahl,
        help_text="Fälliges und Überfälliges kommt zusammen, höchstens einmal am Tag. Eine E-Mail nennt nie einen Namen.",
    )  # fmt: skip
