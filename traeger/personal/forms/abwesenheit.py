"""Formulare für Abwesenheit und Vertretung."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from arge.seite.formulare import ArgeModelForm, Mehrfachauswahl, Tageswahlfeld
from arge.zahlen.format import datum, spanne
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import Arbeitsfeld, Rolle
from traeger.models import Abwesenheit, Fachkraft, Mitgliedschaft, Vertretung
from traeger.personal.regeln import ohne_feld
from traeger.personal.vorgaenge import abwesenheit as vorgaenge
from traeger.zugang import Zugang

KRANK = "Der Grund steht nur so genau da, wie die Vertretung ihn braucht. Krankheit tragen Sie bitte als „sonstige“ ein."


class AbwesenheitForm(ArgeModelForm):
    """Wer fehlt von wann bis wann; bei einer bestehenden steht die Fachkraft fest.

    Zur Wahl steht, wer an diesen Tagen beschäftigt ist: Wer die Woche vom März nachträgt, meint die Menschen vom März.
    """

    tageswahl = {"von": ("fachkraft",), "bis": ("fachkraft",)}

    class Meta:
        model = Abwesenheit
        fields = ["fachkraft", "art", "von", "bis"]
        field_classes = {"fachkraft": Tageswahlfeld}
        help_texts = {"art": KRANK}

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        if (optionen["instance"]).pk:
            self.tageswahl = {}  # wer da war, prüft der Vorgang
        super().__init__(*args, **optionen)
        if self.instance.pk:
            del self.fields["fachkraft"]
        else:
            von = self.tag_in("von", heute)
            _durchgehend(self, Fachkraft.objects.fuer(zugang), von, self.tag_in("bis", von))


def _durchgehend(form: ArgeModelForm, alle: Any, von: date, bis: date) -> None:
    """In der Auswahl steht, wer am ersten und am letzten Tag da ist."""
    form.wer_da_war("fachkraft", alle, von)
    form.fields["fachkraft"].queryset &= alle.da_am(max(von, bis))


class VertretungForm(ArgeModelForm):
    """Wer vertritt in welchen Arbeitsfeldern an welchen Tagen; `instance` trägt Abwesenheit und vertretene Fachkraft.

    Eine Vertretung gibt nie mehr Zugang, als die vertretene Fachkraft hat, und wirkt nie rückwirkend.
    """

    tageswahl = {"von": ("fachkraft",), "bis": ("fachkraft",)}
    arbeitsfelder = forms.MultipleChoiceField(label="In welchen Arbeitsfeldern?", widget=Mehrfachauswahl)

    class Meta:
        model = Vertretung
        fields = ["fachkraft", "arbeitsfelder", "von", "bis"]
        field_classes = {"fachkraft": Tageswahlfeld}

    def __init__(self, *args: Any, zugang: Zugang, heute: date, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        self.heute = heute
        abwesenheit = self.instance.abwesenheit
        rahmen = Zeitraum(max(abwesenheit.von, heute), max(abwesenheit.bis, heute))
        beim_traeger = Mitgliedschaft.objects.filter(traeger=zugang.traeger_id, rolle=Rolle.FACHKRAFT)
        gueltig = beim_traeger.filter(Q(bis__isnull=True) | Q(bis__gte=rahmen.von), von__lte=rahmen.bis)
        self.mitgliedschaften = gueltig
        kraefte = Fachkraft.objects.fuer(zugang).filter(benutzer__in=gueltig.values("benutzer"))
        self.fields[
            "fachkraft"
        ].help_text = "Zur Wahl steht, wer ein eigenes Konto hat und an allen diesen Tagen beschäftigt ist."
        self.felder = vorgaenge.gefuehrte_felder(kraft=abwesenheit.fachkraft, tage=rahmen)
        self.fields["arbeitsfelder"].choices = [(f.value, f.label) for f in Arbeitsfeld if f in self.felder]
        self.initial |= {"arbeitsfelder": sorted(self.felder), "von": rahmen.von, "bis": abwesenheit.bis}
        tage = (self.tag_in("von", rahmen.von), self.tag_in("bis", abwesenheit.bis))
        _durchgehend(self, kraefte.exclude(pk=abwesenheit.fachkraft_id), *tage)

    @property
    def geht_nicht(self) -> str | None:
        """Der Satz, wenn es an keinem dieser Tage etwas zu vertreten gibt."""
        return None if self.felder else ohne_feld(str(self.instance.abwesenheit.fachkraft))

    def clean_von(self) -> date:
        if (von := self.cleaned_data["von"]) < self.heute:
            raise ValidationError("Eine Vertretung wirkt nicht rückwirkend: frühestens ab heute.")
        return von

    def clean(self) -> dict[str, Any]:
        daten = super().clean()
        kraft, von, bis = (daten.get(name) for name in ("fachkraft", "von", "bis"))
        if kraft and von and bis and von <= bis:
            self._da(kraft, Zeitraum(von, bis))
        return daten

    def _da(self, kraft: Fachkraft, tage: Zeitraum) -> None:
        """Die vertretende Fachkraft hat an allen Tagen Zugang und ist an keinem selbst abwesend."""
        fehlt = Abwesenheit.objects.filter(traeger=kraft.traeger_id, fachkraft=kraft).im(tage).first()
        if fehlt:
            self.add_error("fachkraft", f"{kraft} ist selbst abwesend: {spanne(fehlt.von, fehlt.bis)}.")
        meine = self.mitgliedschaften.filter(benutzer=kraft.benutzer_id)
        if not any(Zeitraum(m.von, m.bis).umfasst(tage) for m in meine):
            bis = max((m.bis for m in meine if m.bis), default=None)
            wann = f" Er endet am {datum(bis)}." if bis and bis < tage.ende else ""
            self.add_error("fachkraft", f"{kraft} hat nicht an allen diesen Tagen Zugang als Fachkraft.{wann}")
