"""Formular zur Warnung: quittieren mit Notiz."""

from django import forms

from arge.seite.formulare import ArgeForm


class QuittungForm(ArgeForm):
    """Wer quittiert, schreibt, was geschieht; sonst wäre die Warnung nur weggeklickt."""

    notiz = forms.CharField(
        label="Was geschieht nun?", max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zum Beispiel: „Antrag beim Land gestellt am 3.11., Antwort bis Januar.“ Koordination und Steuerung lesen mit;"
        " bitte keine Namen und nichts über die Gesundheit.",
    )  # fmt: skip
