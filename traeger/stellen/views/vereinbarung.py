"""Vereinbarungen mit ihren Dokumenten (Konzept 3.1, Anlage)."""

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from traeger.begriffe import Recht
from traeger.models import Vereinbarung, VereinbarungDokument
from traeger.stellen.forms.vereinbarung import DokumentForm, KuendigungForm, VereinbarungForm
from traeger.stellen.tables.stellenanteil import VEREINBARUNGEN, vereinbarung_stellen
from traeger.stellen.vorgaenge import vereinbarung as vorgaenge
from traeger.zugang import erfordert


@erfordert(Recht.STELLENPLAN_LESEN)
def vereinbarung_liste(request):
    """Verträge und Kommunikationsvereinbarungen, die neueste zuerst."""
    darf = request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN)
    neu = ("Vereinbarung anlegen", reverse("traeger:vereinbarung-neu"))
    return liste(
        request, Vereinbarung.objects.annotate(dokumente_zahl=Count("dokumente")), spalten=VEREINBARUNGEN, ordnung="-von",
        titel="Vereinbarungen", export="vereinbarungen", kontext={"neu": neu} if darf else {},
        leer=Leer("Noch keine Vereinbarung.", *(["Legen Sie die erste an.", *neu] if darf else [])),
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def vereinbarung_detail(request, pk):
    """Laufzeit, Kündigung, Dokumente und die Stellenanteile darin."""
    vereinbarung = get_object_or_404(Vereinbarung, pk=pk)
    kontext = {
        "vereinbarung": vereinbarung, "dokumente": vereinbarung.dokumente.select_related("hochgeladen_von"),
        "darf": request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN),
        "darf_sitzungen": request.user.zugang.darf(Recht.SITZUNG_LESEN), **vereinbarung_stellen(vereinbarung),
    }  # fmt: skip
    return render(request, "traeger/stellen/vereinbarung_detail.jinja", kontext)


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_neu(request):
    """Neue Vereinbarung."""
    form = VereinbarungForm(request.POST or None)
    if form.is_valid():
        with saetze_im(form):
            vereinbarung = vorgaenge.vereinbarung_anlegen(vereinbarung=form.instance)
            messages.success(request, "Die Vereinbarung ist angelegt.")
            return redirect("traeger:vereinbarung-detail", vereinbarung.pk)
    return render(request, "traeger/stellen/vereinbarung_neu.jinja", {"form": form})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_bearbeiten(request, pk):
    """Titel, Art und Laufzeit ändern."""
    form = VereinbarungForm(request.POST or None, instance=get_object_or_404(Vereinbarung, pk=pk))
    if form.is_valid():
        with saetze_im(form):
            form.save()
            messages.success(request, "Die Vereinbarung ist gespeichert.")
            return redirect("traeger:vereinbarung-detail", pk)
    return render(request, "traeger/stellen/vereinbarung_bearbeiten.jinja", {"form": form, "pk": pk})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_kuendigen(request, pk):
    """Tag der Kündigung und letzter Tag der Vereinbarung."""
    vereinbarung = get_object_or_404(Vereinbarung, pk=pk)
    form = KuendigungForm(request.POST or None, gegenstand=vereinbarung)
    if form.is_valid():
        with saetze_im(form):
            tage = {name: form.cleaned_data[name] for name in ("gekuendigt_am", "bis")}
            vorgaenge.vereinbarung_kuendigen(vereinbarung=vereinbarung, **tage)
            messages.success(request, "Die Kündigung ist eingetragen.")
            return redirect("traeger:vereinbarung-detail", pk)
    return render(request, "traeger/stellen/vereinbarung_kuendigen.jinja", {"form": form, "vereinbarung": vereinbarung})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_dokument_neu(request, pk):
    """Unterschriebene Fassung oder Anlage als PDF ablegen."""
    vereinbarung = get_object_or_404(Vereinbarung, pk=pk)
    dokument = VereinbarungDokument(vereinbarung=vereinbarung, hochgeladen_von=request.user)
    form = DokumentForm(request.POST or None, request.FILES or None, instance=dokument)
    if form.is_valid():
        with saetze_im(form):
            _, ist_neu = vorgaenge.dokument_ablegen(dokument=dokument, datei=form.cleaned_data["datei"])
            satz = (
                "Das Dokument ist abgelegt."
                if ist_neu
                else "Genau diese Datei liegt hier schon; sie ist nur einmal abgelegt."
            )
            messages.success(request, satz)
            return redirect("traeger:vereinbarung-detail", pk)
    return render(request, "traeger/stellen/vereinbarung_dokument_neu.jinja", {"form": form, "vereinbarung": vereinbarung})


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def vereinbarung_dokument(request, pk):
    """Private Auslieferung: immer als Download, nie im Browser ausgeführt (OWASP ASVS 5.0 V5.4)."""
    dokument = get_object_or_404(VereinbarungDokument, pk=pk)
    try:
        datei = dokument.datei.open()
    except FileNotFoundError as fehler:
        raise Http404 from fehler
    antwort = FileResponse(datei, as_attachment=True, filename=dokument.dateiname, content_type="application/pdf")
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort
