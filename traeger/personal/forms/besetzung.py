"""Formulare der Fachkräfte, ihrer Besetzung und der Meldung des Stadtanteils."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from arge.daten.suche import Deutsch
from arge.seite.formulare import ArgeForm, ArgeModelForm, Datumsfeld, Dezimalfeld
from arge.seite.zeitstand import begruendung
from arge.zahlen.format import datum, spanne, vzae
from traeger.begriffe import KIRCHLICHE_QUELLEN
from traeger.models import Anteilmeldung, Benutzer, Besetzung, Fachkraft, Stellenanteil
from traeger.zugang import Zugang


def anteil_etikett(anteil: Stellenanteil) -> str:
    """„Integrationsmanagement · Land … · 1,0 VZÄ, ab 01.01.2026“."""
    was = f"{anteil.get_aufgabe_display()} · {anteil.get_quelle_display()}"
    return f"{was} · {vzae(anteil.vzae)} VZÄ, {spanne(anteil.von, anteil.bis)}"


class FachkraftForm(ArgeModelForm):
    """Angaben zur Person; ein Konto nur, wenn es beim Träger eine Mitgliedschaft hat und noch frei ist.

    Von wann bis wann jemand da ist, steht nur im ersten Formular: Daran hängen Fälle, und darum haben Ende und Berichtigung
    ihren eigenen Vorgang, der nach ihnen fragt.
    """

    gruppen = [
        ("Person", ["vorname", "nachname", "qualifikation"]),
        ("Beschäftigung", ["beschaeftigt_von", "beschaeftigt_bis"]),
        ("Konto", ["benutzer"]),
    ]

    class Meta:
        model = Fachkraft
        fields = ["vorname", "nachname", "qualifikation", "beschaeftigt_von", "beschaeftigt_bis", "benutzer"]
        help_texts = {
            "benutzer": "Mit dem Konto meldet sich die Person an; nur Konten Ihres Trägers stehen zur Wahl.",
        }

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        if self.instance.pk:
            self.gruppen = [gruppe for gruppe in self.gruppen if gruppe[0] != "Beschäftigung"]
            del self.fields["beschaeftigt_von"], self.fields["beschaeftigt_bis"]
        gueltig = Q(mitgliedschaften__bis__isnull=True) | Q(mitgliedschaften__bis__gte=heute)
        konten = Benutzer.objects.filter(gueltig, mitgliedschaften__traeger=zugang.traeger_id, is_active=True)
        vergeben = Fachkraft.objects.fuer(zugang).filter(benutzer__isnull=False).exclude(pk=self.instance.pk)
        frei = konten.exclude(pk__in=vergeben.values("benutzer"))
        if self.instance.benutzer_id:  # das eigene Konto bleibt wählbar, auch wenn die Mitgliedschaft beendet ist
            frei = Benutzer.objects.filter(Q(pk__in=frei.values("pk")) | Q(pk=self.instance.benutzer_id))
        self.fields["benutzer"].queryset = frei.distinct().order_by(Deutsch("name"))
        self.fields["benutzer"].label_from_instance = lambda konto: f"{konto.name} ({konto.email})"


class BesetzungForm(ArgeModelForm):
    """Welcher Stellenanteil, wie viel, von wann bis wann. `instance` trägt die Fachkraft."""

    class Meta:
        model = Besetzung
        fields = ["stellenanteil", "vzae", "von", "bis"]
        help_texts = {"vzae": "Zum Beispiel 0,5 – in Schritten von 0,05, höchstens 1,0 je Person."}

    def __init__(self, *args: Any, zugang: Zugang, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        anteile = Stellenanteil.objects.filter(traeger=zugang.traeger_id).order_by("-von", "aufgabe", "quelle")
        self.fields["stellenanteil"].queryset = anteile
        self.fields["stellenanteil"].label_from_instance = anteil_etikett
        self.fields["stellenanteil"].error_messages["invalid_choice"] = "Dieser Stellenanteil gehört nicht zu Ihrem Träger."
        self.fields["bis"].help_text = "Leer: so lange, wie Stellenanteil und Beschäftigung gelten."
        for name, satz in (("min_value", "VZÄ sind größer als 0, mindestens 0,05."),):
            self.fields["vzae"].error_messages[name] = satz

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        anteil = daten.get("stellenanteil")
        if anteil and daten.get("bis") is None and "bis" not in self.errors:
            enden = [tag for tag in (anteil.bis, self.instance.fachkraft.beschaeftigt_bis) if tag]
            daten["bis"] = min(enden, default=None)
        return daten


class BesetzungBerichtigenForm(BesetzungForm):
    """Was falsch eingetragen war; ohne Begründung ändert niemand die Vergangenheit."""

    begruendung = begruendung()


class UmfangAbForm(ArgeForm):
    """Anderer Umfang ab einem Tag; `gegenstand` ist die Besetzung."""

    ab = Datumsfeld(label="Ab")
    vzae = Dezimalfeld(label="Neuer Umfang in VZÄ", max_digits=4, decimal_places=2)


class LetzterTagForm(ArgeForm):
    """Ein Ende: der letzte Tag, an dem etwas noch gilt."""

    letzter_tag = Datumsfeld(label="Letzter Tag")


class AnteilmeldungForm(ArgeModelForm):
    """Meldung je kirchlichem Stellenanteil; nicht mehr als er hat und nur in seiner Zeit."""

    class Meta:
        model = Anteilmeldung
        fields = ["stellenanteil", "vzae", "von", "bis"]
        help_texts = {"vzae": "Was von diesem Stellenanteil auf die Stadt Heilbronn entfiel, zum Beispiel 0,2."}

    def __init__(self, *args: Any, zugang: Zugang, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        anteile = Stellenanteil.objects.filter(traeger=zugang.traeger_id, quelle__in=sorted(KIRCHLICHE_QUELLEN))
        self.fields["stellenanteil"].queryset = anteile.order_by("-von")
        self.fields["stellenanteil"].label_from_instance = anteil_etikett

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        anteil, von, bis = (daten.get(name) for name in ("stellenanteil", "von", "bis"))
        if anteil and daten.get("vzae") is not None and daten["vzae"] > anteil.vzae:
            self.add_error(
                "vzae", f"Der Stellenanteil hat {vzae(anteil.vzae)} VZÄ; mehr kann nicht auf die Stadt entfallen."
            )
        if anteil and von and von < anteil.von:
            self.add_error("von", f"Der Stellenanteil gilt erst ab {datum(anteil.von)}.")
        if anteil and bis and anteil.bis and bis > anteil.bis:
            self.add_error("bis", f"Der Stellenanteil endet am {datum(anteil.bis)}.")
        return daten


class DateiForm(ArgeForm):
    """Eine Excel-Datei zum Einlesen."""

    datei = forms.FileField(
        label="Excel-Datei", widget=forms.FileInput(attrs={"accept": ".xlsx"}), help_text="XLSX, höchstens 5 MB und 5.000 Zeilen.",
        error_messages={"required": "Bitte wählen Sie eine Datei.", "empty": "Die Datei ist leer."},
    )  # fmt: skip

    def clean_datei(self) -> Any:
        datei = self.cleaned_data["datei"]
        if datei.size > 5 * 1024 * 1024:
            raise ValidationError("Die Datei ist größer als 5 MB.")
        return datei
