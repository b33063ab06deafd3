"""Die Formulare zu „Fehler berichtigen“: Was nie so war, ändert niemand ohne Begründung (`arge.daten.zeitstand`)."""

from typing import Any

from django import forms

from arge.seite.formulare import ArgeForm, Datumsfeld

#: Was auf jeder Seite steht, die die Vergangenheit ändert.
NUR_FEHLER = "Nur für das, was nie so war."
#: Und wo daneben der andere Knopf steht.
NUR_FEHLER_IM_ZEITSTAND = (
    f"{NUR_FEHLER} Ändert sich etwas ab einem Tag, nehmen Sie „Ab einem Tag ändern“: Dann bleibt die Vergangenheit stehen."
)
AB_EINEM_TAG = (
    "Was bis zum Tag davor galt, bleibt stehen, auch in den Zahlen. War es nie so, nehmen Sie „Fehler berichtigen“."
)


def begruendung() -> forms.CharField:
    """Warum jemand die Vergangenheit ändert; Pflicht, und auf der Seite der Sache zu lesen."""
    return forms.CharField(
        label="Begründung", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Steht danach unter „Berichtigungen“, mit Ihrem Namen. Zahlen vergangener Tage können sich dadurch ändern.",
    )  # fmt: skip


class StandBerichtigungForm(ArgeForm):
    """Abstrakt: einen Zeitraum berichtigen; die Unterklasse nennt die Felder aus `WERTE`. Der erste hat keinen ersten Tag."""

    einmal = False

    von = Datumsfeld(label="Ab")
    entfaellt = forms.BooleanField(label="Diese Änderung gab es nicht.", required=False)
    begruendung = begruendung()

    def __init__(self, *args: Any, stand: Any, **optionen: Any) -> None:
        werte = {name: getattr(stand, stand._meta.get_field(name).attname) for name in ("von", *stand.WERTE)}
        super().__init__(*args, initial=werte, **optionen)
        self.order_fields(["von", *stand.WERTE, "entfaellt", "begruendung"])
        if stand.von is None:
            del self.fields["von"], self.fields["entfaellt"]

    @property
    def angaben(self) -> dict[str, Any]:
        """Argumente von `stand_berichtigen`."""
        return {"von": None, "entfaellt": False} | super().angaben
