"""Beschäftigung beenden: letzter Tag, und wer die Fälle übernimmt."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from arge.seite.formulare import Tageswahlfeld
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import tag_danach
from traeger.models import Fachkraft
from traeger.personal.forms.besetzung import LetzterTagForm
from traeger.personal.vorgaenge.uebergabe import offenes
from traeger.zugang import Zugang


class BeendenForm(LetzterTagForm):
    """Wer geht, hinterlässt keinen Fall: Laufende gehen am Tag danach an die gewählte Fachkraft, alle auf einmal.

    `offen` sagt, wie viele es am gewählten Tag sind; wer ein anderes Datum wählt, liest es für diesen. Gibt es keine, bleibt
    die Nachfolge frei.
    """

    tageswahl = {"letzter_tag": ("nachfolge",)}
    nachfolge = Tageswahlfeld(
        Fachkraft.objects.none(), label="Wer übernimmt die Fälle?", required=False, help_text="…", empty_label="Bitte wählen"
    )

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, initial={"letzter_tag": heute}, **optionen)
        self.zugang = zugang
        tag = self.tag_in("letzter_tag", heute)
        self.offen = offenes(fachkraft=self.gegenstand, ab=tag_danach(tag), zugang=zugang)
        andere = Fachkraft.objects.fuer(zugang).exclude(pk=self.gegenstand.pk)
        self.wer_da_war("nachfolge", andere, tag_danach(tag))
        self.fields[
            "nachfolge"
        ].help_text = f"Nach dem {datum(tag)} laufen bei {self.gegenstand} noch: {self.offen or 'keine Fälle'}."
        self.fields["nachfolge"].freiwillig = not self.offen

    def _wer_da_war_pruefen(self, daten: dict[str, Any]) -> None:
        """Gefragt ist nach dem Tag danach; das prüft der Vorgang beim Übergeben."""

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if self.offen and daten.get("letzter_tag") and not daten.get("nachfolge"):
            self.add_error("nachfolge", ValidationError("Bitte wählen Sie, wer diese Fälle übernimmt.", code="required"))
        return daten
