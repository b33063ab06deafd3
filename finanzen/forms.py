"""Formulare der Finanzen."""

from django import forms

from arge.seite.formulare import ArgeForm


class NachweisForm(ArgeForm):
    """Start eines Verwendungsnachweises für ein Jahr, das schon begonnen hat."""

    jahr = forms.TypedChoiceField(label="Berichtsjahr", coerce=int, help_text="Kalenderjahr, über das berichtet wird.")

    def __init__(self, *args, heute, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jahr"].choices = [(jahr, str(jahr)) for jahr in range(heute.year, 2024, -1)]
        self.fields["jahr"].initial = heute.year


class UebersichtForm(ArgeForm):
    """Jahr der Übersicht."""

    einmal = False
    jahr = forms.TypedChoiceField(label="Jahr", coerce=int)

    def __init__(self, *args, heute, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jahr"].choices = [(jahr, str(jahr)) for jahr in range(heute.year + 1, 2024, -1)]
