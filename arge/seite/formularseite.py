"""Eine Seite mit einem Formular: gültig → Vorgang → Satz → weiter, sonst die Seite noch einmal (haus 2)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from arge.daten.schreiben import saetze_im
from arge.seite.formulare import RAHMEN
from arge.seite.meldung import Rueckweg, gelungen, nachgefragt

Krume = tuple[Any, str]
#: Wert von `nur_auswahl`, mit dem ein Entwurf wieder ins Formular kommt.
EINGESETZT = "entwurf"
#: Längere Adressen haben keinen Entwurf.
LAENGSTE_ADRESSE = 200


@dataclass(frozen=True)
class Formularentwurf:
    """Wo ein Formular beim Tippen gesichert wird, und was dort schon liegt.

    Text geht nie verloren: static/js/entwurf.js sichert das ganze Formular unter der Adresse der Seite, ein gelungenes Absenden
    löscht es. Wer die Seite wieder öffnet, dem bietet sie es an; eingesetzt wird es, indem es als `nur_auswahl` noch einmal kommt:
    mit allen Feldern, ungeprüft und ohne etwas zu tun.
    """

    adresse: str
    titel: str
    angebot: Any = None
    eingesetzt: bool = False

    @classmethod
    def zu(cls, request: HttpRequest, titel: str, leiste: Any) -> "Formularentwurf | None":
        adresse, suche = request.get_full_path(), getattr(request, "entwurf_zu", None)
        if suche is None or len(adresse) > LAENGSTE_ADRESSE:
            return None
        ganz = f"{titel} – {leiste.titel}" if leiste else titel
        frisch = request.method != "POST"
        return cls(adresse, ganz, suche(adresse) if frisch else None, request.POST.get("nur_auswahl") == EINGESETZT)


def formularseite(
    request: HttpRequest,
    form: forms.BaseForm | Sequence[forms.BaseForm],
    *,
    tun: Callable[[], Any],
    erfolg: str | Callable[[Any], str],
    zurueck: str,
    titel: str,
    weiter: str | Callable[[Any], str] | None = None,
    knopf: str = "Speichern",
    unterzeile: Any = None,
    text: str | None = None,
    krumen: Iterable[Krume] = (),
    entwurf: bool = True,
    geht_nicht: str | None = None,
    breit: bool = False,
    rueckgaengig: Callable[[Any], Rueckweg | None] | None = None,
    nebenan: Iterable[Krume] = (),
    noch_eins: Krume | None = None,
    vorlage: str = "formularseite.jinja",
    kontext: dict[str, Any] | None = None,
) -> HttpResponse:
    """Zeigt das Formular und führt bei gültiger Eingabe `tun()` aus.

    `form`: eines oder mehrere, dann müssen alle gültig sein; Sätze des Vorgangs stehen im letzten. `tun` ist der Aufruf
    eines Vorgangs; was er abweist (`ValidationError`, verletzte Bedingung, alter Stand), steht im Formular, und sein
    Schreiben ist zurückgenommen. `erfolg`: der Satz danach. `zurueck`: Adresse des Abbrechens und, ohne `weiter`, die
    nach dem Speichern; `weiter` bekommt das Ergebnis von `tun`. `krumen`: (Wort, Adresse) der Seiten darüber.
    Kommt nur ein anderer Tag (`nur_auswahl`, htmx), zeigt die Seite die Auswahlen dieses Tages, ungeprüft.
    `geht_nicht`: der Satz einer Regel, warum es jetzt nicht geht; dann führt die Seite mit ihm zurück, statt ein Formular
    zu zeigen, das niemand speichern kann (Abgesendetes bleibt stehen, der Vorgang weist es ab).
    `rueckgaengig` bekommt das Ergebnis und nennt den Knopf in der Meldung, der die Tat zurücknimmt. `nebenan`: (Wort, Adresse)
    dessen, was man mit derselben Sache noch tun kann (verschieben, stornieren). `noch_eins`: (Wort, Adresse) eines zweiten Knopfs, der
    speichert und dort weitermacht („Speichern und nächster Kontakt“).
    `entwurf`: Was jemand eintippt, wird gesichert (`Formularentwurf`); falsch, wo nur ausgewählt wird. Eine eigene `vorlage`
    erweitert `formularseite.jinja`.
    """
    if geht_nicht and request.method != "POST":
        messages.error(request, geht_nicht)
        return redirect(zurueck)
    formulare = list(form) if isinstance(form, (list, tuple)) else [form]
    if "nur_auswahl" in request.POST:
        for f in formulare:
            f.nur_auswahl()
    elif request.method == "POST" and all([f.is_valid() for f in formulare]):  # noqa: C419 – alle prüfen: wer zwei Fehler macht, sieht beide
        with saetze_im(formulare[-1]):
            ergebnis = tun()
            request.entwurf_erledigt = True  # type: ignore[attr-defined]
            if satz := erfolg(ergebnis) if callable(erfolg) else erfolg:
                gelungen(request, satz, rueckgaengig(ergebnis) if rueckgaengig else None)
            if noch_eins and "noch_eins" in request.POST:
                return redirect(noch_eins[1])
            return redirect((weiter(ergebnis) if callable(weiter) else weiter) or zurueck)
    kontext = kontext or {}
    if entwurf:
        formulare[-1].entwurf = Formularentwurf.zu(request, titel, kontext.get("leiste"))
    seite = {
        "form": formulare[-1], "titel": titel, "unterzeile": unterzeile, "text": text, "knopf": knopf, "zurueck": zurueck,
        "krumen": list(krumen), "breit": breit, "nebenan": list(nebenan), "noch_eins": noch_eins,
        # nach einer Bestätigung (frisch_ausgewiesen) steht das Formular unter deren Adresse und muss seine eigene nennen
        "ziel": request.get_full_path() if getattr(request, "fortgesetzt", False) else "",
    }  # fmt: skip
    return render(request, vorlage, seite | kontext)


def knopfdruck(
    request: HttpRequest,
    *,
    tun: Callable[[], Any],
    erfolg: str | Callable[[Any], str],
    zurueck: str,
    weiter: str | Callable[[Any], str] | None = None,
    fehlschlag: str = "",
    rueckgaengig: Callable[[Any], Rueckweg | None] | None = None,
) -> HttpResponse:
    """Ein Knopf ohne Formular (nur POST): Was nicht geht, steht als Satz über der Seite, auf die es zurückgeht.

    `weiter`: Adresse nach dem Erfolg, wenn es eine andere ist (nach dem Löschen), oder Funktion des Ergebnisses.
    Fragt der Vorgang nach (`Rueckfrage`), steht dort die Frage mit einem Knopf, der dasselbe mit `trotzdem` absendet.
    `fehlschlag` steht vor dem Satz, `rueckgaengig` nennt wie bei `formularseite` den Knopf, der es zurücknimmt.
    """
    if "nur_auswahl" in request.POST:  # hier ist kein Formular, in das etwas wieder einzusetzen wäre
        return redirect(zurueck)
    form = forms.Form()
    form.cleaned_data = {}
    form._errors = forms.utils.ErrorDict()  # leer geprüft: hier sammeln sich nur die Sätze des Vorgangs
    with saetze_im(form):
        ergebnis = tun()
        if satz := erfolg(ergebnis) if callable(erfolg) else erfolg:
            gelungen(request, satz, rueckgaengig(ergebnis) if rueckgaengig else None)
        return redirect((weiter(ergebnis) if callable(weiter) else weiter) or zurueck)
    for fehler in form.errors.as_data()["__all__"]:
        if fehler.code == "rueckfrage":
            felder = {name: wert for name, wert in request.POST.items() if name not in RAHMEN}
            ja = Rueckweg(request.get_full_path(), felder | {"trotzdem": "on"}, "Ja, trotzdem")
            nachgefragt(request, fehler.messages[0], ja)
        else:
            messages.error(request, f"{fehlschlag} {fehler.messages[0]}".strip())
    return redirect(zurueck)
