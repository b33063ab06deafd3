"""Dauer in Minuten mit Schnellwahl – für Gespräche und Netzwerkarbeit."""

from typing import Any

from django import forms


class Dauerwahl(forms.RadioSelect):
    """Häufige Dauern mit einem Griff, jede andere als Zahl daneben – auch ohne JavaScript."""

    template_name = "formulare/widgets/dauer.jinja"

    class Media:
        js = [forms.Script("js/dauer.js", defer=True)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Die getippte Zahl gilt vor der Auswahl: sie ist die genauere Angabe."""
        return (data.get(f"{name}_andere") or "").strip() or data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_andere" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        kontext = super().get_context(name, value, attrs)
        gewaehlt = {str(wert) for wert, _ in self.choices}
        kontext["widget"]["andere"] = "" if value is None or str(value) in gewaehlt else value
        return kontext


class Dauerfeld(forms.IntegerField):
    """Dauer in ganzen Minuten mit Schnellwahl."""

    def __init__(self, *, schnellwahl: tuple[int, ...], mindestens: int = 1, hoechstens: int = 600, **optionen: Any) -> None:
        optionen.setdefault("label", "Dauer in Minuten")
        optionen.setdefault("widget", Dauerwahl(choices=[(wert, str(wert)) for wert in schnellwahl]))
        meldung = f"Bitte geben Sie die Dauer in ganzen Minuten an, {mindestens} bis {hoechstens}."
        optionen.setdefault("error_messages", {"invalid": meldung, "required": "Bitte geben Sie die Dauer an."})
        super().__init__(min_value=mindestens, max_value=hoechstens, **optionen)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}
