"""Das Suchfeld."""

from django import forms

from arge.daten.anfrage import LAENGE
from arge.seite.formulare import Eingangsform


class SucheForm(Eingangsform, forms.Form):
    """Ein Wort, ein Name, eine Nummer, ein Tag; ohne Knopf genügt die Eingabetaste."""

    use_required_attribute = False

    suche = forms.CharField(
        label="Suchen", max_length=LAENGE, error_messages={"required": "Bitte geben Sie ein, wen oder was Sie suchen."}, help_text="Name, Geburtsdatum, Telefon, Nummer, Projekt, Partner oder Seite",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )  # fmt: skip
