"""Mitglieder und Einladungen: wer in welcher Rolle arbeitet, wer dazukommt, wer geht (Fachmodell 0)."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Case, Count, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from arge.seite.formulare import ArgeForm
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from arge.seite.startseite import Punkt, zahlwort
from traeger.begriffe import ROLLEN_MIT_FREIGABE, Bereich, Recht
from traeger.konto.filters import MitgliedFilter
from traeger.konto.forms import AnnahmeForm, EinladungForm, EndeForm, FreigabeForm, MitgliedschaftForm
from traeger.konto.tables import EINLADUNGEN, MITGLIEDER
from traeger.konto.vorgaenge import einladung as einladungen
from traeger.konto.vorgaenge import konto as konten
from traeger.konto.vorgaenge import mitgliedschaft as vorgaenge
from traeger.models import WARTET, Benutzer, Einladung, Mitgliedschaft
from traeger.zugang import erfordert, frisch_ausgewiesen
from traeger.zugang.anfrage import HAT_FAKTOR

MITGLIEDER_LISTE = ("Mitglieder", reverse_lazy("traeger:mitglied-liste"))
EINLADUNGEN_LISTE = ("Einladungen", reverse_lazy("traeger:einladung-liste"))
FREIGABEN_LISTE = ("Freigaben", reverse_lazy("traeger:freigabe-liste"))


def _seite(request, mitglied, form, **angaben):
    """Ein Formular zu einer Mitgliedschaft: Rückweg, Brotkrumen und Unterzeile sind überall dieselben."""
    zurueck, name = reverse("traeger:mitglied-detail", args=[mitglied.pk]), mitglied.benutzer.name
    rahmen = {"unterzeile": f"{name} · {mitglied}", "krumen": [MITGLIEDER_LISTE, (name, zurueck)], **angaben}
    return formularseite(request, form, zurueck=zurueck, **rahmen)


def _spalten(spalten, request):
    """Den Träger nennt die Liste nur, wo es mehrere gibt."""
    return [s for s in spalten if s.titel != "Träger" or Bereich.KONTEN in request.user.zugang.bereiche]


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def mitglied_liste(request):
    """Wer in welcher Rolle; ohne Filter die heute oder künftig gültigen Mitgliedschaften."""
    wartet = Case(When(WARTET, then=Value(True)), default=Value(False))
    zeilen = Mitgliedschaft.objects.fuer(request.user.zugang).annotate(hat_faktor=HAT_FAKTOR, offen=wartet)
    return liste(
        request, zeilen, spalten=_spalten(MITGLIEDER, request), filter=MitgliedFilter, titel="Mitglieder",
        ordnung="benutzer__name", export="mitglieder", vorlage="traeger/konto/mitglied_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@require_safe
def mitglied_detail(request, pk):
    """Eine Mitgliedschaft mit dem, was man an ihr tun kann."""
    zugang, heute = request.user.zugang, timezone.localdate()
    zeilen = Mitgliedschaft.objects.fuer(zugang).select_related("benutzer", "traeger", "vergeben_von", "freigegeben_von")
    mitglied = get_object_or_404(zeilen.annotate(hat_faktor=HAT_FAKTOR), pk=pk)
    kontext = {
        "mitglied": mitglied, "heute": heute, "krumen": [MITGLIEDER_LISTE],
        "aendern": not vorgaenge.aendern_geht_nicht(mitgliedschaft=mitglied, heute=heute, durch=zugang),
        "freigeben": mitglied.wartet and mitglied in vorgaenge.freigebbare(durch=zugang, heute=heute),
        "faktor": mitglied.hat_faktor and not konten.faktor_geht_nicht(benutzer=mitglied.benutzer, heute=heute, durch=zugang),
    }  # fmt: skip
    return render(request, "traeger/konto/mitglied_detail.jinja", kontext)


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@frisch_ausgewiesen
def mitglied_beenden(request, pk):
    """Mitgliedschaft sofort oder mit Ablauf eines Tages beenden."""
    mitglied = get_object_or_404(Mitgliedschaft.objects.fuer(request.user.zugang).select_related("benutzer"), pk=pk)
    heute = timezone.localdate()
    form = EndeForm(request.POST or None, heute=heute, initial={"tag": heute})

    def tun():
        tag = form.cleaned_data["letzter_tag"]
        return vorgaenge.mitgliedschaft_beenden(mitgliedschaft=mitglied, letzter_tag=tag, heute=heute)

    def erfolg(vorgemerkt):
        mit = "".join(f" Auch die ab {m.von:%d.%m.%Y} vorgemerkte entfällt: {m}." for m in vorgemerkt)
        return f"Die Mitgliedschaft von {mitglied.benutzer} ist beendet.{mit}"

    return _seite(
        request, mitglied, form, tun=tun, titel="Mitgliedschaft beenden", knopf="Mitgliedschaft beenden", text=ENDE,
        erfolg=erfolg, weiter=MITGLIEDER_LISTE[1],
    )  # fmt: skip


ENDE = (
    "Das Konto und alles, was die Person dokumentiert hat, bleibt erhalten. Sie verliert den Zugang in dieser Rolle, mit ihm offene"
    " Einladungen, Vorgemerktes und Vertretungen."
)


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@frisch_ausgewiesen
def mitglied_aendern(request, pk):
    """Andere Rolle oder andere Arbeitsfelder ab einem Tag."""
    zugang, jetzt, heute = request.user.zugang, timezone.now(), timezone.localdate()
    mitglied = get_object_or_404(Mitgliedschaft.objects.fuer(zugang).select_related("benutzer", "traeger"), pk=pk)
    form = MitgliedschaftForm(request.POST or None, mitglied=mitglied, zugang=zugang, heute=heute)
    wann = {"jetzt": jetzt, "heute": heute, "durch": zugang}
    return _seite(
        request, mitglied, form, titel="Rolle oder Arbeitsfelder ändern", weiter=MITGLIEDER_LISTE[1],
        tun=lambda: vorgaenge.mitgliedschaft_aendern(mitgliedschaft=mitglied, **form.angaben, **wann),
        erfolg=lambda neu: f"{mitglied.benutzer}: {neu.get_rolle_display()} ab {neu.von:%d.%m.%Y}{_noch_nicht(neu)}.",
        text="Die bisherige Mitgliedschaft endet am Tag davor; so bleibt lesbar, wer wann was durfte. Eine Leitung gilt erst, wenn"
        " eine zweite Person sie freigibt – wählen Sie den Tag so, dass dafür Zeit ist.",
        geht_nicht=vorgaenge.aendern_geht_nicht(mitgliedschaft=mitglied, heute=heute, durch=zugang),
    )  # fmt: skip


def _noch_nicht(neu):
    return ", sobald eine zweite Person freigibt" if neu.wartet else ""


@erfordert(Recht.MITGLIEDER_FREIGEBEN)
@require_safe
def freigabe_liste(request):
    """Mitgliedschaften, die auf die Freigabe durch diese Person warten."""
    wartend = vorgaenge.freigebbare(durch=request.user.zugang, heute=timezone.localdate())
    return render(request, "traeger/konto/freigabe_liste.jinja", {"wartend": wartend})


@erfordert(Recht.MITGLIEDER_FREIGEBEN)
@frisch_ausgewiesen
def mitglied_freigeben(request, pk):
    """Eine Mitgliedschaft freigeben, die jemand anderes vergeben hat; bis dahin gibt sie keinen Zugang."""
    zugang, heute, jetzt = request.user.zugang, timezone.localdate(), timezone.now()
    mitglied = next((m for m in vorgaenge.freigebbare(durch=zugang, heute=heute) if m.pk == pk), None)
    if mitglied is None:
        raise Http404("Auf Ihre Freigabe wartet diese Mitgliedschaft nicht oder nicht mehr.")
    form = FreigabeForm(request.POST or None, initial={"stand": vorgaenge.gesehen(mitglied)})
    wer = mitglied.benutzer
    return formularseite(
        request, form, titel="Mitgliedschaft freigeben", unterzeile=f"{wer.name} · {mitglied}", knopf="Freigeben",
        tun=lambda: vorgaenge.freigeben(
            mitgliedschaft=mitglied, gezeigt=form.cleaned_data["stand"], jetzt=jetzt, heute=heute, durch=zugang
        ),
        text=FREIGABE.format(mitglied.vergeben_von, wer, wer.email), zurueck=FREIGABEN_LISTE[1], krumen=[FREIGABEN_LISTE],
        erfolg=f"Die Mitgliedschaft von {wer} ist freigegeben und gilt.",
    )  # fmt: skip


FREIGABE = (
    "{} hat {} ({}) diese Rolle gegeben. Geben Sie nur frei, wenn Sie wissen, dass die Person sie haben soll. Sonst lassen Sie sie"
    " stehen und sprechen mit der Person, die sie vergeben hat: Ohne Freigabe gibt sie keinen Zugang."
)


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@frisch_ausgewiesen
def mitglied_faktor(request, pk):
    """Zweiten Faktor nach Verlust des Geräts zurücksetzen."""
    zugang, heute = request.user.zugang, timezone.localdate()
    mitglied = get_object_or_404(Mitgliedschaft.objects.fuer(zugang).select_related("benutzer", "traeger"), pk=pk)
    form, was = ArgeForm(request.POST or None), {"benutzer": mitglied.benutzer, "heute": heute, "durch": zugang}
    return _seite(
        request, mitglied, form, titel="Zweiten Faktor zurücksetzen", unterzeile=mitglied.benutzer.name, text=FAKTOR,
        tun=lambda: konten.faktor_zuruecksetzen(**was), knopf="Zurücksetzen", geht_nicht=konten.faktor_geht_nicht(**was),
        erfolg=f"Der zweite Faktor von {mitglied.benutzer} ist zurückgesetzt, alle Anmeldungen enden.",
        vorlage="traeger/konto/mitglied_faktor.jinja",
    )  # fmt: skip


FAKTOR = (
    "Nur wenn die Person ihr Gerät und ihre Wiederherstellungscodes verloren hat und Sie sich vergewissert haben, dass sie es"
    " selbst ist – am Telefon oder persönlich, nicht per E-Mail."
)


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def einladung_liste(request):
    """Offene, abgelaufene und angenommene Einladungen."""
    neu, zeilen = reverse("traeger:einladung-neu"), Einladung.objects.fuer(request.user.zugang)
    return liste(
        request, zeilen, spalten=_spalten(EINLADUNGEN, request), titel="Einladungen", ordnung="-gueltig_bis",
        leer=Leer("Noch keine Einladungen.", "Laden Sie die erste Person ein.", "Person einladen", neu),
        vorlage="traeger/konto/mitglied_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@frisch_ausgewiesen
def einladung_neu(request):
    """Person einladen; der Verweis geht per E-Mail an sie."""
    zugang = request.user.zugang
    form = EinladungForm(request.POST or None, zugang=zugang, heute=timezone.localdate())
    return formularseite(
        request, form, tun=lambda: einladungen.einladen(**form.cleaned_data, jetzt=timezone.now(), durch=zugang),
        titel="Person einladen", text="Sie bekommt eine E-Mail mit einem Verweis, der sieben Tage und nur einmal gilt.",
        knopf="Einladung verschicken", erfolg=lambda neue: f"Die Einladung an {neue.email} ist angelegt; die E-Mail geht jetzt hinaus.",
        zurueck=EINLADUNGEN_LISTE[1], krumen=[EINLADUNGEN_LISTE],
    )  # fmt: skip


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@frisch_ausgewiesen(auch_lesend=False)
def einladung_detail(request, pk):
    """Eine Einladung; der Knopf schickt einen neuen Verweis, der alte gilt dann nicht mehr."""
    zeilen = Einladung.objects.fuer(request.user.zugang).select_related("traeger", "eingeladen_von")
    einladung, jetzt = get_object_or_404(zeilen, pk=pk), timezone.now()
    form = ArgeForm(request.POST or None)

    def tun():
        absendung = form.cleaned_data["absendung"]
        einladungen.einladung_erneuern(einladung=einladung, absendung=absendung, jetzt=jetzt, durch=request.user.zugang)

    return formularseite(
        request, form, tun=tun, titel=f"Einladung an {einladung.name}", knopf="Neuen Verweis verschicken",
        erfolg=f"Ein neuer Verweis geht jetzt an {einladung.email} hinaus.", zurueck=EINLADUNGEN_LISTE[1],
        krumen=[EINLADUNGEN_LISTE], vorlage="traeger/konto/einladung_detail.jinja", kontext={"einladung": einladung},
        entwurf=False,  # die Adresse ist der Schlüssel der Einladung
    )  # fmt: skip


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@require_POST
@frisch_ausgewiesen
def einladung_zurueckziehen(request, pk):
    """Offene Einladung löschen; ihr Verweis gilt sofort nicht mehr."""
    einladung = get_object_or_404(Einladung.objects.fuer(request.user.zugang), pk=pk)
    return knopfdruck(
        request, tun=lambda: einladungen.einladung_zurueckziehen(einladung=einladung), zurueck=EINLADUNGEN_LISTE[1],
        erfolg=f"Die Einladung an {einladung.email} ist zurückgezogen.",
    )  # fmt: skip


@login_not_required
@sensitive_post_parameters("passwort", "wiederholung")
def einladung_annehmen(request, schluessel):
    """Einmal-Verweis aus der E-Mail: Passwort festlegen, oder mit vorhandenem Konto die Mitgliedschaft annehmen."""
    einladung, jetzt = einladungen.einladung_finden(schluessel=schluessel), timezone.now()
    if einladung is None or einladung.angenommen_am or einladung.gueltig_bis < jetzt:
        status = 404 if einladung is None else 410
        return render(request, "traeger/konto/einladung_ungueltig.jinja", {"einladung": einladung}, status=status)
    angemeldet = request.user.is_authenticated
    if angemeldet or Benutzer.objects.filter(email=einladung.email).exists():
        return _mit_konto(request, einladung, jetzt)
    form = AnnahmeForm(request.POST or None, einladung=einladung)

    def tun():
        daten = {"name": form.cleaned_data["name"], "passwort": form.cleaned_data["passwort"]}
        einladungen.einladung_annehmen(einladung=einladung, jetzt=jetzt, heute=timezone.localdate(), **daten)

    return formularseite(
        request, form, tun=tun, titel="Willkommen bei der ARGE Integration", knopf="Konto anlegen", zurueck="",
        text=f"Legen Sie Ihr Passwort fest. Danach melden Sie sich mit {einladung.email} an.", weiter=reverse("account_login"),
        erfolg="Ihr Konto ist angelegt. Bitte melden Sie sich jetzt an.", vorlage="traeger/konto/einladung_annehmen.jinja",
        kontext={"einladung": einladung},
    )  # fmt: skip


def _mit_konto(request, einladung, jetzt):
    """Wer schon ein Konto hat, meldet sich an und nimmt mit einem Knopf an."""
    konto = request.user if request.user.is_authenticated else None
    form = ArgeForm((request.POST or None) if konto else None)

    def tun():
        einladungen.einladung_annehmen(einladung=einladung, jetzt=jetzt, heute=timezone.localdate(), konto=konto)

    sitz = einladung.traeger.name if einladung.traeger else "ARGE"
    return formularseite(
        request, form, tun=tun, titel="Einladung annehmen", unterzeile=f"{einladung.get_rolle_display()} · {sitz}", zurueck="",
        erfolg=DABEI[einladung.rolle in ROLLEN_MIT_FREIGABE].format(einladung.get_rolle_display()), weiter=reverse("start"),
        knopf="Annehmen", vorlage="traeger/konto/einladung_konto.jinja", kontext={"einladung": einladung, "konto": konto},
        entwurf=False,
    )  # fmt: skip


#: Ob die angenommene Rolle noch auf eine zweite Person wartet → was jetzt gilt.
DABEI = {
    False: "Sie sind jetzt dabei als {}; wechseln im Kontomenü.",
    True: "Angenommen. Als {} arbeiten Sie, sobald eine zweite Person die Mitgliedschaft freigibt; Sie bekommen dann eine E-Mail.",
}


def im_betrieb(request, heute):
    """Startseite des Betriebs: offene Einladungen, und wer noch keinen zweiten Faktor hat."""
    zugang = request.user.zugang
    offen = Einladung.objects.fuer(zugang).offen(timezone.now()).order_by().annotate(was=Value("einladung"))
    ohne_faktor = (
        Mitgliedschaft.objects.fuer(zugang).offen_ab(heute).filter(~HAT_FAKTOR).order_by().annotate(was=Value("konto"))
    )
    gezaehlt = dict(
        offen.values_list("was").annotate(anzahl=Count("pk"))
        .union(ohne_faktor.values_list("was").annotate(anzahl=Count("benutzer", distinct=True)), all=True)
    )  # fmt: skip
    einladungen_offen, ohne = gezaehlt["einladung"], gezaehlt["konto"]
    punkte = []
    if einladungen_offen:
        titel = zahlwort(
            einladungen_offen, "Eine Einladung ist noch nicht angenommen", "Einladungen sind noch nicht angenommen"
        )
        punkte.append(Punkt(titel, str(EINLADUNGEN_LISTE[1])))
    if ohne:
        titel = zahlwort(ohne, "Ein Konto hat keinen zweiten Faktor", "Konten haben keinen zweiten Faktor")
        punkte.append(Punkt(titel, str(MITGLIEDER_LISTE[1]), (("bald", "Zweiter Faktor fehlt"),)))
    return punkte
