"""Beschäftigung beenden oder berichtigen: erster und letzter Tag, und wer die Fälle übernimmt."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from arge.seite.formulare import ArgeForm, Datumsfeld, Tageswahlfeld
from arge.seite.zeitstand import begruendung
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import tag_danach
from traeger.models import Fachkraft
from traeger.personal.forms.besetzung import LetzterTagForm
from traeger.personal.vorgaenge.uebergabe import offenes
from traeger.zugang import Zugang


class MitNachfolge(ArgeForm):
    """Abstrakt: Wer geht, hinterlässt keinen Fall. Laufende gehen am Tag danach an die gewählte Fachkraft, alle auf einmal.

    `offen` sagt, wie viele es nach dem Tag im Feld `ENDE` sind; wer ein anderes Datum wählt, liest es für diesen. Gibt es keine,
    bleibt die Nachfolge frei.
    """

    ENDE = ""
    offen = ""

    def nachfolge_fuellen(self, tag: date | None, zugang: Zugang) -> None:
        """Hinweis und Auswahl zum gewählten letzten Tag; ohne ihn, oder wenn sie ohnehin bis dahin da wäre, endet nichts."""
        feld, kraft = self.fields["nachfolge"], self.gegenstand
        andere = Fachkraft.objects.fuer(zugang).exclude(pk=kraft.pk)
        self.wer_da_war("nachfolge", andere, tag_danach(tag or date.max))
        if tag is None:
            feld.help_text = "Nur wenn die Beschäftigung früher endet als bisher und danach noch Fälle laufen."
        else:
            self.offen = offenes(fachkraft=kraft, ab=tag_danach(tag), zugang=zugang)
            feld.help_text = f"Nach dem {datum(tag)} laufen bei {kraft} noch: {self.offen or 'keine Fälle'}."
        feld.freiwillig = not self.offen

    def _wer_da_war_pruefen(self, daten: dict[str, Any]) -> None:
        """Gefragt ist nach dem Tag danach; das prüft der Vorgang beim Übergeben."""

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        if self.offen and daten.get(self.ENDE) and not daten.get("nachfolge"):
            self.add_error("nachfolge", ValidationError("Bitte wählen Sie, wer diese Fälle übernimmt.", code="required"))
        return daten


def nachfolge() -> Tageswahlfeld:
    """Wer übernimmt; Auswahl und Hinweis füllt `nachfolge_fuellen`."""
    return Tageswahlfeld(
        Fachkraft.objects.none(), label="Wer übernimmt die Fälle?", required=False, help_text="…", empty_label="Bitte wählen"
    )


class BeendenForm(MitNachfolge, LetzterTagForm):
    """Letzter Tag einer Beschäftigung."""

    ENDE = "letzter_tag"
    tageswahl = {"letzter_tag": ("nachfolge",)}
    nachfolge = nachfolge()

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        vorgabe = optionen["gegenstand"].beschaeftigt_bis or heute
        super().__init__(*args, initial={"letzter_tag": vorgabe}, **optionen)
        self.nachfolge_fuellen(self.tag_in("letzter_tag", vorgabe), zugang)


class BeschaeftigungForm(MitNachfolge):
    """Erster und letzter Tag, wenn einer falsch war oder eine Befristung verlängert ist; endet sie früher, mit Nachfolge."""

    ENDE = "bis"
    tageswahl = {"bis": ("nachfolge",)}
    von = Datumsfeld(label="Beschäftigt ab")
    bis = Datumsfeld(label="Beschäftigt bis einschließlich", required=False, help_text="TT.MM.JJJJ, leer: ohne Ende")
    nachfolge = nachfolge()
    begruendung = begruendung()

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        von, bis = optionen["gegenstand"].beschaeftigt_von, optionen["gegenstand"].beschaeftigt_bis
        super().__init__(*args, initial={"von": von, "bis": bis}, **optionen)
        tag = self.tag_in("bis", date.max)
        self.nachfolge_fuellen(tag if tag < (bis or date.max) else None, zugang)
