"""Seiten der Finanzen: Übersicht der Stadt, Verwendungsnachweise."""

from django.db.models import Count, Exists, OuterRef, Value
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.seite.bilder import seite_mit_bildern
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.seite.startseite import Abschnitt, Punkt, zahlwort
from arge.seite.uebersicht import unlesbar
from arge.zahlen import diagramm
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import monate_spaeter
from finanzen import tables
from finanzen.filters import AuszahlungFilter, BelegFilter, BescheidFilter, PersonalkostenFilter, ProjektmittelFilter
from finanzen.forms import NachweisForm, UebersichtForm
from finanzen.kennzahlen import seither_geaendert
from finanzen.models import Auszahlung, Beleg, Bescheid, Fassung, Personalkosten, Projektmittel
from traeger.auftrag.views import beauftragen
from traeger.auftrag.vorgaenge.auftrag import auftrag_anlegen
from traeger.begriffe import Recht
from traeger.models import Auftrag, Besetzung
from traeger.start.kennzahlen import wessen
from traeger.zugang import erfordert


@erfordert(Recht.UEBERSICHT_LESEN)
@require_safe
def uebersicht(request):
    """Bewilligt, ausgezahlt, gemeldet, Rest je Träger neben Stellen und Fällen (Fachmodell 5)."""
    heute = timezone.localdate()
    form = UebersichtForm(request.GET if "jahr" in request.GET else None, heute=heute, initial={"jahr": heute.year})
    if form.is_bound and not form.is_valid():
        return unlesbar(request, form, "Mittel und Stellen")
    jahr = form.cleaned_data["jahr"] if form.is_bound else heute.year
    form.kuenftig = jahr > heute.year
    tafeln = tables.uebersicht(jahr=jahr, heute=heute)
    bilder = [diagramm.balken(tafel, bezug=tables.bezug(tafel)) for tafel in tafeln]
    return seite_mit_bildern(request, "finanzen/uebersicht.jinja", {"form": form, "jahr": jahr}, bilder)


def _geldliste(request, modell, spalten, filter_, titel, ordnung, satz):
    """Eine Liste von Geldzeilen: der eigene Träger seine, Stadt und Prüfung alle."""
    return liste(
        request, modell.objects.fuer(request.user.zugang), spalten=spalten, filter=filter_, titel=titel, ordnung=ordnung,
        export=titel.lower(), leer=Leer(f"Noch keine {titel}.", satz),
    )  # fmt: skip


@erfordert(Recht.FINANZEN_LESEN)
def bescheid_liste(request):
    """Bescheide: die Zeilen hinter FI-01."""
    return _geldliste(request, Bescheid, tables.BESCHEIDE, BescheidFilter, "Bescheide", "-von", "Die Stadt trägt sie ein.")


@erfordert(Recht.FINANZEN_LESEN)
def auszahlung_liste(request):
    """Auszahlungen: die Zeilen hinter FI-02 und FI-07."""
    satz = "Die Stadt trägt sie zu einem Bescheid ein."
    return _geldliste(request, Auszahlung, tables.AUSZAHLUNGEN, AuszahlungFilter, "Auszahlungen", "-am", satz)


@erfordert(Recht.FINANZEN_LESEN)
def personalkosten_liste(request):
    """Personalkosten: die Zeilen hinter FI-03, für Stadt und Prüfung ohne Namen."""
    spalten = tables.PERSONALKOSTEN if request.user.zugang.darf(Recht.BESETZUNG_LESEN) else tables.PERSONALKOSTEN_ALLER
    satz = "Der Träger meldet sie je Besetzung und Monat."
    return _geldliste(request, Personalkosten, spalten, PersonalkostenFilter, "Personalkosten", "-monat", satz)


@erfordert(Recht.FINANZEN_LESEN)
def projektmittel_liste(request):
    """Anteile an den Projektmitteln: die Zeilen hinter FI-04."""
    satz = "Die Stadt trägt sie je Jahr ein."
    return _geldliste(request, Projektmittel, tables.PROJEKTMITTEL, ProjektmittelFilter, "Projektmittel", "-jahr", satz)


@erfordert(Recht.FINANZEN_LESEN)
def beleg_liste(request):
    """Belege über Projektmittel: die Zeilen hinter FI-05."""
    satz = "Der Träger trägt sie zu seinen Projekten ein."
    return _geldliste(request, Beleg, tables.BELEGE, BelegFilter, "Belege", "-beleg_am", satz)


@erfordert(Recht.NACHWEIS_LESEN)
@require_safe
def nachweis_liste(request):
    """Eingefrorene Fassungen und laufende Aufträge."""
    auftraege = Auftrag.objects.fuer(request.user.zugang).filter(art__startswith="verwendungsnachweis")[:10]
    kontext = {"fassungen": Fassung.objects.select_related("erstellt_von")[:50], "auftraege": auftraege}
    return render(request, "finanzen/nachweis_liste.jinja", kontext)


@erfordert(Recht.NACHWEIS_ERSTELLEN)
def nachweis_neu(request):
    """Verwendungsnachweis eines Jahres als Auftrag; dieselbe Absendung ist derselbe Auftrag."""
    form = NachweisForm(request.POST or None, heute=timezone.localdate())

    def tun():
        schluessel = f"verwendungsnachweis:{form.cleaned_data['absendung']}"
        return auftrag_anlegen(
            art="verwendungsnachweis", schluessel=schluessel, parameter=form.angaben, zugang=request.user.zugang
        )

    zurueck = reverse("finanzen:nachweis-liste")
    return formularseite(
        request, form, tun=tun, erfolg="", titel="Verwendungsnachweis erstellen", knopf="Verwendungsnachweis erstellen", zurueck=zurueck,
        krumen=[("Nachweise", zurueck)], weiter=lambda auftrag: reverse("traeger:auftrag-detail", args=[auftrag.pk]),
        text="Die Zahlen aller Träger werden gezählt, geschützt und als neue Fassung eingefroren. Danach entsteht das PDF. Das dauert "
        "etwa eine halbe Minute; Sie können inzwischen weiterarbeiten.",
    )  # fmt: skip


@erfordert(Recht.NACHWEIS_LESEN)
@require_safe
def nachweis_detail(request, pk):
    """Eine Fassung: Zahlen auf der Seite, PDF auf Wunsch."""
    fassung = get_object_or_404(Fassung.objects.select_related("erstellt_von"), pk=pk)
    krumen = [("Verwendungsnachweise", reverse("finanzen:nachweis-liste"))]
    return render(
        request,
        "finanzen/nachweis_detail.jinja",
        {
            "fassung": fassung,
            "kapitel": tables.kapitel(fassung),
            "krumen": krumen,
            "stichtag": tables.stichtag(fassung),
            "seither": seither_geaendert(fassung, request.user.zugang) if wessen(request.user.zugang) else None,
        },
    )


@erfordert(Recht.NACHWEIS_LESEN)
@require_POST
def nachweis_pdf(request, pk):
    """PDF einer Fassung als Auftrag; dieselbe Person bekommt für dieselbe Fassung denselben Auftrag."""
    fassung = get_object_or_404(Fassung, pk=pk)
    return beauftragen(
        request, art="verwendungsnachweis-pdf", schluessel=str(fassung.pk), parameter={"fassung": fassung.pk},
        zurueck=reverse("finanzen:nachweis-detail", args=[pk]),
    )  # fmt: skip


def berichte(request, heute):
    """Startseite der Koordination: ob es den Nachweis des letzten Jahres gibt, und von wann die jüngste Fassung ist."""
    jahr = heute.year - 1
    fassung = Fassung.objects.filter(jahr=jahr).order_by("-nummer").only("nummer", "erstellt_am").first()
    ziel = reverse("finanzen:nachweis-liste")
    if fassung is None:
        punkt = Punkt(f"Verwendungsnachweis {jahr}", ziel, (("bald", "noch nicht erstellt"),))
    else:
        punkt = Punkt(
            f"Verwendungsnachweis {jahr}",
            ziel,
            (),
            f"Fassung {fassung.nummer} vom {datum(timezone.localtime(fassung.erstellt_am).date())}",
        )
    return Abschnitt("berichte", "Berichte", [punkt])


def kosten_fehlen(request, heute):
    """Startseite der Verwaltung: für welche der letzten Monate Personalkosten fehlen (je Besetzung, die an ihrem ersten Tag lief)."""
    erster = heute.replace(day=1)
    monate = [monate_spaeter(erster, -zurueck) for zurueck in (1, 2, 3)]
    besetzt = Besetzung.objects.fuer(request.user.zugang)
    gemeldet = Personalkosten.objects.filter(traeger=OuterRef("traeger"), besetzung=OuterRef("pk"))
    teile = [
        besetzt.am(monat).filter(~Exists(gemeldet.filter(monat=monat))).order_by().values(m=Value(monat)).annotate(anzahl=Count("pk")).values_list("m", "anzahl")
        for monat in monate
    ]  # fmt: skip
    ziel = reverse("finanzen:personalkosten-liste")
    return [
        Punkt(f"Personalkosten {monat:%m/%Y} fehlen", ziel, (), f"für {zahlwort(anzahl, 'eine Besetzung', 'Besetzungen')}")
        for monat, anzahl in sorted(teile[0].union(*teile[1:], all=True))
        if anzahl
    ]
