"""Sitzungen der ARGE: einladen, Tagesordnung, Niederschrift, beschließen (Konzept, Anlage Kommunikationsvereinbarung)."""

from copy import copy
from datetime import date
from operator import itemgetter

from django.contrib import messages
from django.db.models import Case, CharField, Count, DateField, F, Func, IntegerField, Q, TimeField, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.daten.suche import Deutsch
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from arge.seite.startseite import ZEILEN_JE_ABSCHNITT, Abschnitt, Punkt
from arge.seite.storno import Storno
from arge.zahlen.format import datum
from traeger.auftrag.views import absendung, beauftragen
from traeger.begriffe import Recht, SitzungArt
from traeger.models import Aufgabe, Beschluss, Fristberichtigung, Ladung, Sitzung, Tagesordnungspunkt
from traeger.sitzung import vorgaenge
from traeger.sitzung.filters import BeschlussFilter, SitzungFilter
from traeger.sitzung.forms import BeschlussForm, EingeladeneForm, NiederschriftForm, PunktForm, SitzungForm
from traeger.sitzung.regeln import (
    OHNE_NIEDERSCHRIFT,
    satz_zum_einladen,
    satz_zur_aenderung,
    satz_zur_niederschrift,
    wer_nichts_weiss,
)
from traeger.sitzung.tables import BESCHLUESSE, SITZUNGEN, aufgabe_etikett, je_punkt, sitzung_etikett, uhrzeit
from traeger.zugang import erfordert

#: Mehr Aufgaben, eigene und offene, zeigt eine Sitzung nicht; alle stehen in der Aufgabenliste.
AUFGABEN_HOECHSTENS = 60
LISTE = ("Sitzungen", reverse_lazy("traeger:sitzung-liste"))


def sitzung_url(pk):
    return reverse("traeger:sitzung-detail", args=[pk])


def _seite(request, sitzung, form, **angaben):
    """Ein Formular zu einer Sitzung: Rückweg, Brotkrumen und Unterzeile sind überall dieselben."""
    zurueck, rahmen = sitzung_url(sitzung.pk), {"unterzeile": str(sitzung), **angaben}
    return formularseite(request, form, zurueck=zurueck, krumen=[LISTE, (str(sitzung), zurueck)], **rahmen)


def _fest(sitzung):
    """Warum Termin und Tagesordnung feststehen; `None`, solange sie es nicht tun."""
    return satz_zur_aenderung(
        hat_niederschrift=sitzung.niederschrift_am is not None, ist_abgesagt=sitzung.abgesagt_am is not None
    )


def _vorbei(sitzung):
    """Warum zu dieser Sitzung niemand mehr einlädt."""
    return satz_zum_einladen(
        sitzung.am, heute=timezone.localdate(), hat_niederschrift=sitzung.niederschrift_am is not None,
        ist_abgesagt=sitzung.abgesagt_am is not None,
    )  # fmt: skip


def zum_punkt(request):
    """Vorausgewählt ist der Punkt, unter dem jemand „Beschluss“ oder „Aufgabe“ gewählt hat; eine fremde Nummer wählt nichts."""
    return {"punkt": request.GET.get("punkt")}


def _noch_nicht(sitzung):
    """Warum noch nichts niederzuschreiben ist."""
    return satz_zur_niederschrift(sitzung.am, heute=timezone.localdate(), ist_abgesagt=sitzung.abgesagt_am is not None)


def _knopf(request, sitzung_id, erfolg, vorgang, **angaben):
    """Ein Knopf auf der Seite der Sitzung."""
    return knopfdruck(request, tun=lambda: vorgang(**angaben), erfolg=erfolg, zurueck=sitzung_url(sitzung_id))


def tage(von, bis):
    """Tage zwischen zwei Daten in der Datenbank als ganze Zahl; PostgreSQL zieht Tage so ab, Django nicht."""
    return Func(bis, von, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


def _reihe(heute: date):
    """Kommende zuerst, die nächste oben; danach die vergangenen, die letzte oben."""
    tag = Value(heute, DateField())
    return Case(When(am__gte=heute, then=tage(tag, F("am"))), default=tage(F("am"), tag) + Value(1_000_000))


@erfordert(Recht.SITZUNG_LESEN)
def sitzung_liste(request):
    darf, neu = request.user.zugang.darf(Recht.SITZUNG_BEARBEITEN), reverse("traeger:sitzung-neu")
    zeilen = Sitzung.objects.annotate(reihe=_reihe(timezone.localdate()), anzahl_punkte=Count("punkte"))
    leer = Leer("Noch keine Sitzungen.", *(("Laden Sie zur ersten ein.", "Zur Sitzung einladen", neu) if darf else ()))
    return liste(
        request, zeilen, spalten=SITZUNGEN, filter=SitzungFilter, titel="Sitzungen", ordnung="reihe", export="sitzungen",
        leer=leer, kontext={"neu": ("Zur Sitzung einladen", neu)} if darf else {},
    )  # fmt: skip


@erfordert(Recht.SITZUNG_LESEN)
@require_safe
def sitzung_detail(request, pk):
    """Einladung, Niederschrift, Beschlüsse und Aufgaben auf einer druckbaren Seite."""
    sitzungen = Sitzung.objects.select_related("vereinbarung", "niederschrift_von", "abgesagt_von")
    sitzung, heute = get_object_or_404(sitzungen, pk=pk), timezone.localdate()
    fest = sitzung.niederschrift_am is not None or sitzung.abgesagt_am is not None
    ladungen = list(
        Ladung.objects.filter(sitzung=sitzung).select_related("benutzer").order_by(Deutsch("benutzer__name"), "pk")
    )
    ohne, alt = wer_nichts_weiss([ladung.folge for ladung in ladungen if ladung.benutzer.is_active], sitzung.folge)
    aufgaben = list(_aufgaben(sitzung, mit_offenen=not fest))
    punkte = list(sitzung.punkte.select_related("traeger"))
    beschluesse = list(Beschluss.auch_stornierte.filter(sitzung=sitzung).order_by("nummer"))
    kontext = {
        "ladungen": ladungen, "ohne": ohne, "alt": alt, "laedt_ein": _vorbei(sitzung) is None, "personen": personen,
        "sitzung": sitzung, "heute": heute, "fest": fest, "darf": request.user.zugang.darf(Recht.SITZUNG_BEARBEITEN),
        "punkte": punkte, "je": je_punkt(punkte, beschluesse, [a for a in aufgaben if a.sitzung_id == pk]),
        "offen": [a for a in aufgaben if a.sitzung_id != pk],
        "stand": sitzung_etikett(sitzung.am, sitzung.niederschrift_am, sitzung.abgesagt_am), "etikett": aufgabe_etikett,
        "wann_wo": " · ".join(filter(None, (sitzung.beginn and uhrzeit(sitzung.beginn, sitzung.ende), sitzung.ort))),
        "krumen": [LISTE], "druck": {"absendung": absendung(request)},
    }  # fmt: skip
    return render(request, "traeger/sitzung/sitzung_detail.jinja", kontext)


@erfordert(Recht.SITZUNG_LESEN)
@require_POST
def sitzung_druck(request, pk):
    """Die Niederschrift zum Drucken und Ablegen (PDF/UA-1, PDF/A-3a) als Auftrag."""
    sitzung = get_object_or_404(Sitzung, pk=pk)
    if sitzung.niederschrift_am is None:
        messages.error(request, OHNE_NIEDERSCHRIFT)
        return redirect(sitzung_url(pk))
    return beauftragen(request, art="niederschrift-pdf", parameter={"sitzung": sitzung.pk}, zurueck=sitzung_url(pk))


def _aufgaben(sitzung, *, mit_offenen):
    """Die Aufgaben der Sitzung, danach, was frühere verteilt haben und noch niemand erledigt hat: Das steht von selbst auf der
    nächsten. Eine Abfrage für beide."""
    eigene, welche = Q(sitzung=sitzung), Q(sitzung=sitzung)
    if mit_offenen:
        welche |= (Q(sitzung__isnull=True) | Q(sitzung__am__lt=sitzung.am)) & Q(erledigt_am__isnull=True)
    zuerst = Case(When(eigene, then=0), default=1)
    return (
        Aufgabe.objects.filter(welche)
        .annotate(urspruenglich=Fristberichtigung.urspruenglich())
        .select_related("traeger")
        .order_by(zuerst, "faellig_am", "pk")[:AUFGABEN_HOECHSTENS]
    )


@erfordert(Recht.SITZUNG_BEARBEITEN)
def sitzung_neu(request):
    form = SitzungForm(request.POST or None)

    def tun():
        punkte = form.cleaned_data["tagesordnung"]
        return vorgaenge.sitzung_einladen(sitzung=form.instance, punkte=punkte, heute=timezone.localdate())

    return formularseite(
        request, form, tun=tun, titel="Zur Sitzung einladen", knopf="Sitzung eintragen", zurueck=LISTE[1], krumen=[LISTE],
        erfolg="Die Sitzung ist eingetragen. Alle sehen sie jetzt in der Liste.",
        weiter=lambda sitzung: sitzung_url(sitzung.pk),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
def sitzung_bearbeiten(request, pk):
    sitzung = get_object_or_404(Sitzung, pk=pk)
    form = SitzungForm(request.POST or None, instance=copy(sitzung))
    return _seite(
        request, sitzung, form, titel="Termin ändern", erfolg="Die Änderung ist gespeichert.", geht_nicht=_fest(sitzung),
        tun=lambda: vorgaenge.sitzung_aendern(sitzung=form.instance, heute=timezone.localdate()),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
@require_POST
def sitzung_absagen(request, pk):
    sitzung = get_object_or_404(Sitzung, pk=pk)
    angaben = {"sitzung": sitzung, "durch": request.user.zugang, "jetzt": timezone.now()}
    return _knopf(request, pk, _abgesagt, vorgaenge.sitzung_absagen, **angaben)


def _abgesagt(anzahl):
    return "Die Sitzung ist abgesagt." + (f" Die Absage an {personen(anzahl)} geht jetzt hinaus." if anzahl else "")


@erfordert(Recht.SITZUNG_BEARBEITEN)
@require_POST
def sitzung_zusagen(request, pk):
    """Die Absage zurücknehmen."""
    sitzung = get_object_or_404(Sitzung, pk=pk)
    return _knopf(request, pk, "Die Sitzung findet statt.", vorgaenge.absage_zuruecknehmen, sitzung=sitzung)


@erfordert(Recht.SITZUNG_BEARBEITEN)
def sitzung_eingeladene(request, pk):
    """Wer eingeladen ist; verschickt wird erst auf der Seite der Sitzung."""
    sitzung, jetzt = get_object_or_404(EingeladeneForm.sitzungen(), pk=pk), timezone.now()
    einladbare = vorgaenge.einladbare(heute=timezone.localdate(jetzt))
    form = EingeladeneForm(request.POST or None, gegenstand=sitzung, einladbare=einladbare)

    def tun():
        vorgaenge.eingeladene_waehlen(
            sitzung=sitzung, personen=set(form.cleaned_data["personen"]), durch=request.user.zugang, jetzt=jetzt
        )

    return _seite(
        request, sitzung, form, tun=tun, titel="Wer eingeladen ist", knopf="Auswahl speichern", entwurf=False,
        erfolg="Die Auswahl ist gespeichert. Die Einladung verschicken Sie hier.", geht_nicht=_vorbei(sitzung),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
@require_POST
def sitzung_einladung(request, pk):
    """Einladung oder Änderung verschicken, an jede Person, die diese Fassung noch nicht hat."""
    sitzung = get_object_or_404(Sitzung, pk=pk)
    angaben = {"sitzung": sitzung, "durch": request.user.zugang, "jetzt": timezone.now()}
    return _knopf(request, pk, _verschickt, vorgaenge.einladung_verschicken, **angaben)


def personen(anzahl):
    return "1 Person" if anzahl == 1 else f"{anzahl} Personen"


def _verschickt(versand):
    satz = (
        f"Die E-Mail an {personen(versand.anzahl)} geht jetzt hinaus."
        if versand.anzahl
        else "Alle Eingeladenen haben den jetzigen Stand."
    )
    ohne = f" Nicht mehr eingeladen, weil ohne Zugang: {personen(versand.ohne_zugang)}." if versand.ohne_zugang else ""
    return satz + ohne


@erfordert(Recht.SITZUNG_BEARBEITEN)
def sitzung_niederschrift(request, pk):
    """Niederschrift schreiben; ist sie schon da, wird sie hier berichtigt."""
    sitzung = get_object_or_404(Sitzung, pk=pk)
    berichtigen = sitzung.niederschrift_am is not None
    form = NiederschriftForm(request.POST or None, gegenstand=sitzung, punkte=list(sitzung.punkte.all()))

    def tun():
        vorgaenge.niederschrift_schreiben(
            sitzung=sitzung, ergebnisse=form.ergebnisse(form.cleaned_data), durch=request.user.zugang,
            heute=timezone.localdate(), jetzt=timezone.now(),
        )  # fmt: skip

    return _seite(
        request, sitzung, form, tun=tun, titel="Niederschrift berichtigen" if berichtigen else "Niederschrift schreiben",
        text=BERICHTIGEN if berichtigen else SCHREIBEN, knopf="Niederschrift speichern",
        erfolg="Die Niederschrift ist gespeichert.", geht_nicht=_noch_nicht(sitzung),
    )  # fmt: skip


SCHREIBEN = "Danach stehen Termin und Tagesordnung fest. Beschlüsse und Aufgaben halten Sie auf der Seite der Sitzung fest."
BERICHTIGEN = "Es gilt der letzte Stand; frühere Fassungen bleiben im Änderungsprotokoll."


# --- Tagesordnung -------------------------------------------------------------------------------------------------------


@erfordert(Recht.SITZUNG_BEARBEITEN)
def punkt_neu(request, pk):
    sitzung, form = get_object_or_404(Sitzung, pk=pk), PunktForm(request.POST or None)
    return _seite(
        request, sitzung, form, tun=lambda: vorgaenge.punkt_anlegen(punkt=form.instance, sitzung=sitzung),
        titel="Punkt hinzufügen", knopf="Punkt hinzufügen", erfolg="Der Punkt steht auf der Tagesordnung.",
        geht_nicht=_fest(sitzung),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
def punkt_bearbeiten(request, pk):
    punkt = get_object_or_404(Tagesordnungspunkt.objects.select_related("sitzung"), pk=pk)
    unterzeile, form = str(punkt), PunktForm(request.POST or None, instance=punkt)
    return _seite(
        request, punkt.sitzung, form, tun=lambda: vorgaenge.punkt_aendern(punkt=form.instance), titel="Punkt ändern",
        unterzeile=unterzeile, erfolg="Die Änderung ist gespeichert.", geht_nicht=_fest(punkt.sitzung),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
@require_POST
def punkt_verschieben(request, pk):
    punkt = get_object_or_404(Tagesordnungspunkt.objects.select_related("sitzung"), pk=pk)
    nach_oben = request.POST.get("wohin") == "oben"
    return _knopf(request, punkt.sitzung_id, "", vorgaenge.punkt_verschieben, punkt=punkt, nach_oben=nach_oben)


@erfordert(Recht.SITZUNG_BEARBEITEN)
@require_POST
def punkt_streichen(request, pk):
    punkt = get_object_or_404(Tagesordnungspunkt.objects.select_related("sitzung"), pk=pk)
    return _knopf(request, punkt.sitzung_id, "Der Punkt ist gestrichen.", vorgaenge.punkt_streichen, punkt=punkt)


# --- Beschlüsse ---------------------------------------------------------------------------------------------------------


@erfordert(Recht.SITZUNG_LESEN)
def beschluss_liste(request):
    """Alle Beschlüsse, die neuesten zuerst."""
    return liste(
        request, Beschluss.auch_stornierte.all(), spalten=BESCHLUESSE, filter=BeschlussFilter, titel="Beschlüsse",
        ordnung="-sitzung__am", export="beschluesse",
        leer=Leer("Noch keine Beschlüsse.", "Sie entstehen in einer Sitzung.", "Zu den Sitzungen", reverse("traeger:sitzung-liste")),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
def beschluss_neu(request, pk):
    sitzung = get_object_or_404(Sitzung, pk=pk)
    form = BeschlussForm(request.POST or None, sitzung=sitzung, initial=zum_punkt(request))
    return _seite(
        request, sitzung, form, titel="Beschluss fassen", knopf="Beschluss festhalten",
        tun=lambda: vorgaenge.beschluss_fassen(beschluss=form.instance, sitzung=sitzung, heute=timezone.localdate()),
        erfolg="Der Beschluss ist festgehalten.", geht_nicht=_noch_nicht(sitzung), rueckgaengig=STORNO.rueckweg,
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
def beschluss_bearbeiten(request, pk):
    beschluss = _beschluss(pk)
    if beschluss.storniert_am is not None:
        return redirect(STORNO.adresse(beschluss))
    sitzung, unterzeile = beschluss.sitzung, f"{beschluss}, {beschluss.sitzung}"
    form = BeschlussForm(request.POST or None, instance=beschluss, sitzung=sitzung)
    return _seite(
        request, sitzung, form, tun=lambda: vorgaenge.beschluss_berichtigen(beschluss=form.instance),
        titel="Beschluss berichtigen", unterzeile=unterzeile, erfolg="Die Berichtigung ist gespeichert.",
        text="Die Nummer bleibt; die frühere Fassung steht im Änderungsprotokoll.",
        nebenan=[("Stornieren", STORNO.adresse(beschluss))],
    )  # fmt: skip


STORNO = Storno(
    "traeger:beschluss", name=lambda beschluss: f"{beschluss} vom {datum(beschluss.sitzung.am)}",
    zurueck=lambda beschluss: sitzung_url(beschluss.sitzung_id),
    krumen=lambda beschluss: [LISTE, (str(beschluss.sitzung), sitzung_url(beschluss.sitzung_id))],
)  # fmt: skip


def _beschluss(pk):
    return get_object_or_404(Beschluss.auch_stornierte.select_related("sitzung", "storniert_von"), pk=pk)


@erfordert(Recht.SITZUNG_BEARBEITEN)
def beschluss_stornieren(request, pk):
    return STORNO.seite(request, _beschluss(pk))


@erfordert(Recht.SITZUNG_BEARBEITEN)
@require_POST
def beschluss_wiederherstellen(request, pk):
    return STORNO.zuruecknehmen(request, _beschluss(pk))


def naechste(request, heute):
    """Startseite der Koordination: offene Aufgaben und die nächsten Sitzungen, die nicht abgesagt sind, nach Tag; eine Abfrage für beide."""
    ohne, keine = Value("", CharField()), Value(None, TimeField())
    kommende = Sitzung.objects.filter(am__gte=heute, abgesagt_am__isnull=True).order_by("am", "pk")[:2]
    offen = Aufgabe.objects.filter(erledigt_am__isnull=True, traeger=request.user.zugang.traeger_id).order_by(
        "faellig_am", "pk"
    )
    zeilen = kommende.values_list(Value("sitzung"), "am", "pk", "art", "beginn", "ort").union(
        offen[:ZEILEN_JE_ABSCHNITT].values_list(Value("aufgabe"), "faellig_am", "pk", "titel", keine, ohne), all=True
    )
    punkte = [_naechste(heute, *zeile) for zeile in sorted(zeilen, key=itemgetter(1, 0, 2))[:ZEILEN_JE_ABSCHNITT]]
    return (
        Abschnitt("sitzungen", "Sitzungen und Aufgaben", punkte, mehr=("Alle Sitzungen", str(LISTE[1]))) if punkte else None
    )


def _naechste(heute, art, tag, pk, worum, beginn, ort):
    if art == "aufgabe":
        zeichen = ("ueberfaellig", "überfällig seit") if tag < heute else ("offen", "fällig am")
        return Punkt(
            worum, reverse("traeger:aufgabe-detail", args=[pk]), ((zeichen[0], f"{zeichen[1]} {datum(tag)}"),), "Aufgabe"
        )
    wann = f"{datum(tag)}{f', {beginn:%H:%M} Uhr' if beginn else ''}{f' · {ort}' if ort else ''}"
    return Punkt(SitzungArt(worum).label, sitzung_url(pk), (), wann)
