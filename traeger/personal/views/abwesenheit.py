"""Abwesenheiten und Vertretungen: wer fehlt, wer so lange die Fälle sieht, was dabei gelesen wurde (Fachmodell 0)."""

from django.conf import settings
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.daten.suche import voller_name
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from arge.seite.vorlagen import url_oder_leer
from arge.zahlen.format import datum
from traeger.begriffe import Arbeitsfeld, Recht
from traeger.konto.forms import EndeForm
from traeger.models import Abwesenheit, Einsicht, Vertretung
from traeger.personal.filters import AbwesenheitFilter
from traeger.personal.forms.abwesenheit import AbwesenheitForm, VertretungForm
from traeger.personal.tables import ABWESENHEITEN, EINSICHTEN
from traeger.personal.vorgaenge import abwesenheit as vorgaenge
from traeger.zugang import Zugang, erfordert, frisch_ausgewiesen


def _abwesenheit(request, pk):
    return get_object_or_404(Abwesenheit.objects.fuer(request.user.zugang).select_related("fachkraft"), pk=pk)


def _vertretung(request, pk):
    zeilen = Vertretung.objects.fuer(request.user.zugang)
    return get_object_or_404(zeilen.select_related("fachkraft", "vertreten", "abwesenheit", "eingerichtet_von"), pk=pk)


LISTE = ("Abwesenheiten", reverse_lazy("traeger:abwesenheit-liste"))


def abwesenheit_url(abwesenheit):
    return reverse("traeger:abwesenheit-detail", args=[abwesenheit.pk])


def _krumen(abwesenheit):
    return [LISTE, (str(abwesenheit.fachkraft), abwesenheit_url(abwesenheit))]


def _seite(request, abwesenheit, form, **angaben):
    """Ein Formular zu einer Abwesenheit: Rückweg und Brotkrumen sind überall dieselben."""
    return formularseite(request, form, zurueck=abwesenheit_url(abwesenheit), krumen=_krumen(abwesenheit), **angaben)


def vertretungen_heute(zugang: Zugang) -> list[dict]:
    """Für die Startseite: wen diese Person heute vertritt, bis wann, und der Weg zu dessen Fällen."""
    if not zugang.vertretungen:
        return []
    zeilen = Vertretung.objects.fuer(zugang).filter(pk__in=[nummer for nummer, _ in zugang.vertretungen])
    return [
        {"wen": v.vertreten, "bis": v.bis, "wege": [
            (f"{titel} von {v.vertreten}", f"{ziel}?meine=vertretung")
            for feld in v.arbeitsfelder if feld in settings.AKTENLISTEN
            for name, titel in [settings.AKTENLISTEN[feld]] if (ziel := url_oder_leer(name))
        ]}
        for v in zeilen.select_related("vertreten").order_by("bis", "pk")
    ]  # fmt: skip


@erfordert(Recht.BESETZUNG_LESEN)
def abwesenheit_liste(request):
    """Laufende und kommende zuerst; vergangene über den Filter."""
    zugang, neu = request.user.zugang, reverse("traeger:abwesenheit-neu")
    name = voller_name("vertretungen__fachkraft__")
    zeilen = Abwesenheit.objects.fuer(zugang).annotate(vertretung=StringAgg(name, ", ", distinct=True))
    darf = zugang.darf(Recht.BESETZUNG_BEARBEITEN)
    return liste(
        request, zeilen, spalten=ABWESENHEITEN, filter=AbwesenheitFilter, titel="Abwesenheiten", export="abwesenheiten",
        ordnung="-von" if request.GET.get("stand") == "vorbei" else "von",
        leer=Leer("Niemand ist als abwesend eingetragen.", "Tragen Sie Urlaub oder Elternzeit ein, dann können Sie vertreten lassen."),
        kontext={"neu": ("Abwesenheit eintragen", neu)} if darf else {},
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_LESEN)
@require_safe
def abwesenheit_detail(request, pk):
    """Eine Abwesenheit mit ihren Vertretungen."""
    abwesenheit, heute = _abwesenheit(request, pk), timezone.localdate()
    vertretungen = abwesenheit.vertretungen.select_related("fachkraft").order_by("von", "pk")
    darf = request.user.zugang.darf(Recht.BESETZUNG_BEARBEITEN)
    kontext = {
        "abwesenheit": abwesenheit,
        "vertretungen": vertretungen,
        "heute": heute,
        "darf": darf,
        "Arbeitsfeld": Arbeitsfeld,
        "krumen": [LISTE],
    }
    return render(request, "traeger/personal/abwesenheit_detail.jinja", kontext)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def abwesenheit_neu(request):
    """Abwesenheit eintragen; danach geht es zur Vertretung."""
    zugang, heute = request.user.zugang, timezone.localdate()
    neu = Abwesenheit(traeger_id=zugang.traeger_id)
    vorgabe = {"fachkraft": request.GET.get("fachkraft", ""), "von": heute}
    form = AbwesenheitForm(request.POST or None, instance=neu, zugang=zugang, heute=heute, initial=vorgabe)
    return formularseite(
        request, form, tun=lambda: vorgaenge.abwesenheit_anlegen(abwesenheit=form.instance, durch=zugang),
        titel="Abwesenheit eintragen", zurueck=LISTE[1], krumen=[LISTE], weiter=abwesenheit_url,
        erfolg="Die Abwesenheit ist eingetragen. Sie können jetzt eine Vertretung einrichten.",
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def abwesenheit_bearbeiten(request, pk):
    """Art und Zeitraum; Vertretungen werden mit gekürzt."""
    abwesenheit, heute = _abwesenheit(request, pk), timezone.localdate()
    form = AbwesenheitForm(request.POST or None, instance=abwesenheit, zugang=request.user.zugang, heute=heute)
    return _seite(
        request, abwesenheit, form, tun=lambda: vorgaenge.abwesenheit_aendern(abwesenheit=form.instance, heute=heute),
        titel="Abwesenheit ändern", unterzeile=str(abwesenheit.fachkraft),
        erfolg="Die Abwesenheit ist geändert. Vertretungen außerhalb wurden mit gekürzt.",
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@require_POST
def abwesenheit_zuruecknehmen(request, pk):
    """Eine Abwesenheit, die noch nicht begonnen hat, fällt weg."""
    abwesenheit = _abwesenheit(request, pk)
    return knopfdruck(
        request, tun=lambda: vorgaenge.abwesenheit_zuruecknehmen(abwesenheit=abwesenheit, heute=timezone.localdate()),
        erfolg=f"Die Abwesenheit von {abwesenheit.fachkraft} ist zurückgenommen.", weiter=LISTE[1],
        zurueck=abwesenheit_url(abwesenheit),
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@frisch_ausgewiesen
def vertretung_neu(request, pk):
    """Vertretung einrichten: wer, in welchen Arbeitsfeldern, an welchen Tagen der Abwesenheit."""
    abwesenheit, zugang, heute = _abwesenheit(request, pk), request.user.zugang, timezone.localdate()
    neu = Vertretung(traeger_id=abwesenheit.traeger_id, abwesenheit=abwesenheit, vertreten=abwesenheit.fachkraft)
    form = VertretungForm(request.POST or None, instance=neu, zugang=zugang, heute=heute)
    return _seite(
        request, abwesenheit, form, tun=lambda: vorgaenge.vertretung_einrichten(vertretung=form.instance, durch=zugang),
        titel="Vertretung einrichten", knopf="Vertretung einrichten", geht_nicht=form.geht_nicht, unterzeile=f"{abwesenheit.fachkraft}: {abwesenheit}",
        text=EINRICHTEN.format(abwesenheit.fachkraft),
        erfolg=lambda neue: f"{neue.fachkraft} vertritt bis {datum(neue.bis)}; der Zugang endet von selbst.",
    )  # fmt: skip


EINRICHTEN = (
    "Die vertretende Fachkraft sieht in dieser Zeit die Akten der gewählten Arbeitsfelder, also auch die Fälle von {}. Was sie"
    " liest, wird vermerkt. Der Zugang endet mit dem letzten Tag von selbst."
)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def vertretung_detail(request, pk):
    """Welche Akten in dieser Zeit gelesen wurden; nur für die Leitung.

    Gelten mehrere Vertretungen zugleich, trägt die Einsicht die Nummer der ersten; darum zählen auch Konto und Tage.
    """
    vertretung = _vertretung(request, pk)
    tage = Q(gelesen_am__date__range=(vertretung.von, vertretung.bis), vertretung_id__isnull=False)
    genannt = Q(vertretung_id=vertretung.pk) | Q(tage, benutzer=vertretung.benutzer_id)
    einsichten = Einsicht.objects.filter(genannt, traeger=vertretung.traeger_id)
    felder = ", ".join(Arbeitsfeld(feld).label for feld in vertretung.arbeitsfelder)
    kontext = {
        "vertretung": vertretung,
        "felder": felder,
        "heute": timezone.localdate(),
        "krumen": _krumen(vertretung.abwesenheit),
    }
    return liste(
        request, einsichten, spalten=EINSICHTEN, titel="gelesene Akten", ordnung="-gelesen_am",
        leer=Leer("Noch keine Akte gelesen.", "Hier steht, sobald in der Vertretung eine Akte geöffnet wird."),
        vorlage="traeger/personal/vertretung_detail.jinja", kontext=kontext,
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@frisch_ausgewiesen
def vertretung_beenden(request, pk):
    """Sofort oder mit Ablauf eines Tages; die nächste Anfrage der vertretenden Person merkt es."""
    vertretung, heute = _vertretung(request, pk), timezone.localdate()
    form = EndeForm(request.POST or None, heute=heute, initial={"tag": heute})

    def tun():
        letzter_tag = form.cleaned_data["letzter_tag"]
        vorgaenge.vertretung_beenden(vertretung=vertretung, letzter_tag=letzter_tag, heute=heute)

    return _seite(
        request, vertretung.abwesenheit, form, tun=tun, titel="Vertretung beenden", knopf="Vertretung beenden",
        unterzeile=f"{vertretung.fachkraft} für {vertretung.vertreten}",
        erfolg=f"Die Vertretung durch {vertretung.fachkraft} ist beendet.",
    )  # fmt: skip
