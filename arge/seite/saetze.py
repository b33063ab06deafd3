"""Die Sätze über Fehlern, für jedes Feld jedes Formulars (oberflaeche: ein Satz sagt, was zu tun ist).

Djangos Vorgaben sagen, was falsch ist („Dieser Wert muss kleiner oder gleich 500 sein“); diese sagen, was hilft. Was ein Feld selbst
genauer weiß, bleibt. Gesetzt werden sie in `arge.seite.felder.durch_den_eingang`, durch das jedes Feld geht.
"""

from __future__ import annotations

from functools import cache

from django import forms

AUSWAHL = "Bitte wählen Sie eine der Möglichkeiten aus."

#: Art des Feldes → was zu tun ist, wenn es leer ist; die erste passende gilt.
LEER: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.FileField, "Bitte wählen Sie eine Datei aus."),
    (forms.BooleanField, "Bitte kreuzen Sie das an, wenn es so ist."),
    (forms.MultipleChoiceField, "Bitte wählen Sie mindestens eine Möglichkeit aus."),
    (forms.ModelMultipleChoiceField, "Bitte wählen Sie mindestens eine Möglichkeit aus."),
    (forms.ChoiceField, "Bitte wählen Sie etwas aus."),
    (forms.ModelChoiceField, "Bitte wählen Sie etwas aus."),
    (forms.DateField, "Bitte geben Sie ein Datum ein, zum Beispiel 1.3.2026."),
    (forms.TimeField, "Bitte geben Sie eine Uhrzeit ein, zum Beispiel 14:30."),
    (forms.IntegerField, "Bitte geben Sie eine Zahl ein."),
    (forms.EmailField, "Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
    (forms.Field, "Bitte füllen Sie das aus."),
)
#: Was es an Fehlern sonst gibt; `%(…)s` füllt Django.
SAETZE: dict[str, str] = {
    "max_value": "Bitte geben Sie höchstens %(limit_value)s ein.",
    "min_value": "Bitte geben Sie mindestens %(limit_value)s ein.",
    "step_size": "Bitte geben Sie ein Vielfaches von %(limit_value)s ein.",
    "max_length": "Bitte kürzen Sie auf höchstens %(limit_value)s Zeichen; es sind %(show_value)s.",
    "min_length": "Bitte geben Sie mindestens %(limit_value)s Zeichen ein; es sind %(show_value)s.",
    "max_digits": "Bitte geben Sie höchstens %(max)s Ziffern ein.",
    "max_decimal_places": "Bitte geben Sie höchstens %(max)s Stellen nach dem Komma ein.",
    "max_whole_digits": "Bitte geben Sie höchstens %(max)s Stellen vor dem Komma ein.",
    "invalid_choice": AUSWAHL, "invalid_pk_value": AUSWAHL, "invalid_list": AUSWAHL,
    "null_characters_not_allowed": "Bitte tippen Sie das neu ein: Es enthält unsichtbare Zeichen.",
    "empty": "Die Datei ist leer. Bitte wählen Sie eine andere aus.",
    "missing": "Bitte wählen Sie eine Datei aus.",
    "contradiction": "Bitte wählen Sie entweder eine Datei aus oder „Löschen“, nicht beides.",
}  # fmt: skip
#: Dateien messen ihren Namen, nicht ihren Inhalt.
DATEINAME = "Der Name der Datei ist zu lang. Bitte benennen Sie sie um, höchstens %(max)s Zeichen."


@cache
def _vorgaben(art: type[forms.Field]) -> frozenset[int]:
    """Kennung jedes Satzes, den Django dieser Art Feld mitgibt; die Sätze leben so lange wie ihre Klassen."""
    return frozenset(
        id(satz)
        for klasse in art.__mro__
        if klasse.__module__.startswith("django.")
        for satz in vars(klasse).get("default_error_messages", {}).values()
    )


def saetze_setzen(feld: forms.Field) -> None:
    """Ersetzt Djangos Vorgaben am Feld; zweimal gerufen, ändert sich nichts mehr."""
    saetze = SAETZE | {"required": next(satz for art, satz in LEER if isinstance(feld, art))}
    if isinstance(feld, forms.FileField):
        saetze |= {"max_length": DATEINAME, "invalid": saetze["missing"]}
    elif isinstance(feld, forms.UUIDField):  # steht nur in versteckten Feldern
        saetze["invalid"] = "Bitte laden Sie die Seite neu."
    elif isinstance(feld, forms.URLField):
        saetze["invalid"] = "Bitte geben Sie eine Adresse ein, zum Beispiel https://www.beispiel.de."
    elif isinstance(feld, forms.EmailField):
        saetze["invalid"] = saetze["required"]
    vorgaben = _vorgaben(type(feld))
    for art, satz in saetze.items():
        bisher = feld.error_messages.get(art)
        if bisher is None or id(bisher) in vorgaben:
            feld.error_messages[art] = satz
