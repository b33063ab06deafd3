"""Was MBE- und IM-Akten gemeinsam tun: anlegen, ändern, abschließen, wieder aufnehmen, übergeben – einmal für beide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from django.db.models import Max, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from arge.daten.aenderungen import Verfolgt, zuletzt_geaendert
from arge.daten.eingang import aus_adresse
from arge.seite.formularseite import Krume, formularseite, knopfdruck
from arge.seite.mehrere import Aktion, mehrere
from arge.seite.meldung import Rueckweg
from arge.seite.storno import Storno
from arge.seite.zeitstand import NUR_FEHLER
from arge.zahlen.format import datum
from beratung import vorgaenge
from beratung.forms import (
    AbschlussBerichtigungForm,
    AbschlussForm,
    AktenSucheForm,
    MehrereUebergebenForm,
    PersonForm,
    ZustaendigkeitForm,
)
from beratung.models import Akte, KontaktBasis, Person
from beratung.views.leiste import leiste
from beratung.views.reiter import Blatt, Blick, blick_auf, protokoll, reiter_von
from beratung.views.wahl import zur_wahl
from traeger.begriffe import Recht
from traeger.zugang.einsicht import DRUCK, akte_oder_404


def rahmen(request: HttpRequest) -> dict[str, Any]:
    """Was jedes Formular einer Akte braucht: wer, und welcher Tag heute ist."""
    return {"zugang": request.user.zugang, "heute": timezone.localdate()}


def neu_durch(request: HttpRequest, form: Any) -> dict[str, Any]:
    """Was das Erfassen eines Gesprächs braucht: wer, wann, und ob eine Rückfrage schon beantwortet ist."""
    return {
        "durch": request.user.zugang, "heute": form.heute, "jetzt": timezone.now(), "trotzdem": form.ist_so_gemeint,  # type: ignore[union-attr]
    }  # fmt: skip


@dataclass(frozen=True)
class AktenBereich:
    """Ein Bereich mit Akten (MBE, IM): seine Wörter, Formulare und der Vorgang, der einen Fall anlegt.

    Die Views der Apps nennen ihr Recht und rufen die gleichnamige Methode. `app` ist der Namensraum der Routen, `wort`
    die Akte („MBE-Fall“), `mehrzahl` ihre Liste, `kontakte` der Name ihrer Kontakte am Modell.
    """

    app: str
    wort: str
    mehrzahl: str
    modell: type[Akte]
    kontakte: str
    fall_form: type
    angaben_form: type
    berichtigung_form: type
    anlegen: Callable[..., Akte]
    person_und_fall: Callable[..., Akte]
    #: Anfang der Routen und das Wort für ein Gespräch: „kontakt“ und „MBE-Kontakt“.
    kontakt: str
    kontakt_wort: str
    kontakt_modell: type[KontaktBasis]
    #: Was an einer Akte an einem Tag auffällt: [(Stand, Text)] wie bei Ampeln; `ampeln` zeigt die Akte selbst, auch Gutes.
    zeichen: Callable[[Any, date], list[tuple[str, str]]]
    ampeln: Callable[[Any, date], list[tuple[str, str]]]
    #: Mit welchem Recht jemand in ihr schreibt.
    schreibt: Recht
    #: Was ein Ausdruck der ganzen Akte enthält, in dieser Ordnung.
    gedruckt: tuple[Blatt, ...]
    #: Wessen Änderungen im Protokoll stehen, und was in ihr eine eigene Seite hat: (Art der Einsicht, Modell).
    verfolgt: tuple[Verfolgt, ...]
    teile: tuple[tuple[str, type[Model]], ...]
    #: Spalten, die `ampeln` außer dem Stand der Akte braucht, in derselben Abfrage.
    daneben: Callable[[date], dict[str, Any]] = lambda am: {}

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"{self.app}:{name}", args=args)

    def krumen(self, akte: Akte | None = None, reiter: str = "fall-detail") -> list[Krume]:
        """Von der Liste bis zur Akte."""
        liste = [(self.mehrzahl, self.url("fall-liste"))]
        return [*liste, (akte.person, self.url(reiter, akte.pk))] if akte else liste

    def akten(self) -> QuerySet[Any]:
        """Alle Akten mit Stand heute; eingegrenzt wird mit `.fuer()`."""
        return self.modell.am(timezone.localdate())

    def akte(self, request: HttpRequest, pk: int) -> Any:
        """Die Akte im Zugang der Anfrage; gelesen ist vermerkt."""
        akten = self.akten().select_related("person__stadtteil", *self.modell.ORTE)
        return akte_oder_404(request, akten, pk, art=self.wort)

    # --- Reiter: `settings.AKTENREITER` nennt sie, eine View zeigt ihr Blatt ------------------------------------------------

    def reiter(self, request: HttpRequest, pk: int, blatt: Blatt) -> HttpResponse:
        """Ein Blatt der Akte im gemeinsamen Rahmen; gelesen ist vermerkt."""
        akte = self._ganze(request, pk)
        return self._gezeigt(request, akte, [blatt], blick_auf(request, darf=request.user.zugang.darf(self.schreibt)))

    def protokoll(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Wer die Akte geändert und wer sie geöffnet hat; sehen darf es, wer sie liest (SICHERHEIT)."""
        return self.reiter(request, pk, Blatt("beratung/_protokoll.jinja", partial(protokoll, self)))

    def druck(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Alles aufgeklappt und ohne Knöpfe, zum Ausdrucken; als Druck vermerkt."""
        akte = self._ganze(request, pk, umfang=DRUCK)
        return self._gezeigt(
            request, akte, self.gedruckt, blick_auf(request, darf=False, ganz=True), "beratung/akte_druck.jinja"
        )

    def _ganze(self, request: HttpRequest, pk: int, umfang: str = "") -> Any:
        akten = self.akten().mit_werdegang().annotate(**self.daneben(timezone.localdate()))  # type: ignore[attr-defined]
        return akte_oder_404(
            request, akten.select_related("person__stadtteil", *self.modell.ORTE), pk, art=self.wort, umfang=umfang
        )

    def _gezeigt(
        self, request: HttpRequest, akte: Any, blaetter: Sequence[Blatt], blick: Blick, vorlage: str = "beratung/akte.jinja"
    ) -> HttpResponse:
        eintrag = self.kontakt_modell._meta
        rahmen = {
            "fall": akte, "darf": blick.darf, "leiste": self.leiste(akte, mit_zeichen=False), "krumen": self.krumen(),
            "ampeln": self.ampeln(akte, blick.am), "reiter": reiter_von(request, self.app, akte.pk), "app": self.app,
            "erfassen": (f"{eintrag.verbose_name} erfassen", self.url(f"{self.kontakt}-neu", akte.pk)),
            "eintraege_wort": eintrag.verbose_name_plural, "blaetter": [blatt.vorlage for blatt in blaetter], "ganz": blick.ganz,
            "geaendert": None if blick.ganz else zuletzt_geaendert(self.verfolgt, akte), "jetzt": timezone.now(),
        }  # fmt: skip
        for blatt in blaetter:
            rahmen |= blatt.inhalt(akte, blick)
        return render(request, vorlage, rahmen)

    def mit_stand(self, pk: int) -> Any:
        """Die Akte hinter einer Zeile, die schon im Zugang der Anfrage gelesen ist (Gespräch, Abschluss, Wohnung)."""
        return self.akten().select_related("person", *self.modell.ORTE).get(pk=pk)

    def seite(
        self, request: HttpRequest, akte: Any, form: Any, *, von: str = "fall-angaben", **angaben: Any
    ) -> HttpResponse:
        """Ein Formular zu einer Akte: Brotkrumen und Personenleiste sind überall dieselben; zurück geht es auf den Reiter `von`."""
        kontext = {"leiste": self.leiste(akte), **angaben.pop("kontext", {})}
        return formularseite(
            request, form, zurueck=self.url(von, akte.pk), krumen=self.krumen(akte), kontext=kontext, **angaben
        )

    def leiste(self, akte: Any, *, mit_zeichen: bool = True) -> Any:
        """Personenleiste dieser Akte; die Akte selbst zeigt ihre Zeichen ausführlicher."""
        heute = timezone.localdate()
        ziel, nummer = self.url("fall-detail", akte.pk), f"{self.wort} {akte.pk}"
        return leiste(akte, nummer=nummer, ziel=ziel, am=heute, zeichen=self.zeichen(akte, heute) if mit_zeichen else None)

    def neu(self, request: HttpRequest) -> HttpResponse:
        """Person und Fall auf einer Seite; `?person=` nimmt eine vorhandene Person des eigenen Trägers."""
        if "person" in request.GET:
            return self._neu_fuer_vorhandene(request, request.GET["person"])
        person = PersonForm(request.POST or None, prefix="person", **rahmen(request))
        form = self.fall_form(request.POST or None, **rahmen(request))

        def tun() -> Akte:
            fachkraft = form.cleaned_data["fachkraft"]
            return self.person_und_fall(
                person=person.instance, fall=form.instance, fachkraft=fachkraft, durch=request.user.zugang, **form.weiteres
            )

        return self._angelegt(
            request, [person, form], tun, vorlage="beratung/fall_neu.jinja",
            text="Name und Fallangaben genügen für den Anfang. Alles andere können Sie später ergänzen.",
            kontext={"person_form": person, "form": form, "ziel": f"{self.app}:fall-neu"},
        )  # fmt: skip

    def _neu_fuer_vorhandene(self, request: HttpRequest, nummer: str) -> HttpResponse:
        """Neuer Fall für eine Person, die es schon gibt: nur noch die Angaben zum Fall."""
        pk = aus_adresse(nummer, range(10**18), sonst=-1)
        person = akte_oder_404(request, Person.objects, pk, art="Person")
        form = self.fall_form(request.POST or None, initial={"stadtteil": person.stadtteil_id}, **rahmen(request))

        def tun() -> Akte:
            fachkraft = form.cleaned_data["fachkraft"]
            durch = request.user.zugang
            return self.anlegen(fall=form.instance, person=person, fachkraft=fachkraft, durch=durch, **form.weiteres)

        offene = self.modell.objects.fuer(request.user.zugang).filter(person=person, abgeschlossen_am__isnull=True)
        return self._angelegt(
            request, form, tun, vorlage="beratung/fall_neu_vorhanden.jinja",
            kontext={"person": person, "offene": [(akte, self.url("fall-detail", akte.pk)) for akte in offene]},
        )  # fmt: skip

    def _angelegt(self, request: HttpRequest, form: Any, tun: Callable[[], Akte], **angaben: Any) -> HttpResponse:
        return formularseite(
            request, form, tun=tun, erfolg="Der Fall ist angelegt.", titel=f"{self.wort} anlegen", knopf="Fall anlegen",
            zurueck=self.url("fall-liste"), krumen=self.krumen(), weiter=lambda akte: self.url("fall-detail", akte.pk), **angaben,
        )  # fmt: skip

    def bearbeiten(self, request: HttpRequest, pk: int) -> HttpResponse:
        akte = self.akte(request, pk)
        form = self.angaben_form(request.POST or None, instance=akte, **rahmen(request))
        return self.seite(
            request, akte, form, tun=lambda: vorgaenge.aendern(form.instance), titel="Angaben zum Fall ändern",
            erfolg="Die Angaben zum Fall sind gespeichert.",
        )  # fmt: skip

    def person_bearbeiten(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Angaben der Person eines Falls; zurück geht es zum Fall, von dem man kam."""
        akte = self.akte(request, pk)
        form = PersonForm(request.POST or None, instance=akte.person, **rahmen(request))
        return self.seite(
            request, akte, form, tun=lambda: vorgaenge.aendern(form.instance), titel="Angaben zur Person ändern",
            erfolg="Die Angaben zur Person sind gespeichert.",
        )  # fmt: skip

    def abschliessen(self, request: HttpRequest, pk: int) -> HttpResponse:
        akte, heute = self.akte(request, pk), timezone.localdate()
        letzter = getattr(akte, self.kontakte).aggregate(am=Max("am"))["am"]
        form = AbschlussForm(request.POST or None, gegenstand=akte, heute=heute, letzter_kontakt_am=letzter)

        def tun() -> None:
            vorgaenge.akte_abschliessen(
                akte=akte, durch=request.user.zugang, heute=heute, kontakte=self.kontakte, **form.angaben
            )

        return self.seite(
            request, akte, form, tun=tun, titel="Fall abschließen", knopf="Fall abschließen", erfolg="Der Fall ist abgeschlossen.",
            text="Der Verlauf bleibt lesbar. Die Zuständigkeit endet an diesem Tag.",
        )  # fmt: skip

    def wieder_aufnehmen(self, request: HttpRequest, pk: int) -> HttpResponse:
        akte = self.akte(request, pk)
        letzte = akte.zustaendigkeiten.order_by("-von").values_list("fachkraft", flat=True).first()
        form = ZustaendigkeitForm(request.POST or None, gegenstand=akte, initial={"fachkraft": letzte}, **rahmen(request))
        return self.seite(
            request, akte, form, von="fall-detail", titel="Fall wieder aufnehmen", knopf="Wieder aufnehmen", erfolg="Der Fall läuft wieder.",
            tun=lambda: vorgaenge.akte_wieder_aufnehmen(akte=akte, durch=request.user.zugang, heute=timezone.localdate(), **form.angaben),
            text="Derselbe Fall läuft ab diesem Tag weiter; sein Abschluss bleibt im Verlauf stehen. Kommt jemand nach "
            "langer Zeit mit neuem Anliegen wieder, legen Sie besser einen neuen Fall an.",
        )  # fmt: skip

    def berichtigen(self, request: HttpRequest, pk: int) -> HttpResponse:
        akte, heute = self.akte(request, pk), timezone.localdate()
        form = self.berichtigung_form(request.POST or None, instance=akte)

        def tun() -> None:
            vorgaenge.akte_berichtigen(
                akte=form.instance, begruendung=form.cleaned_data["begruendung"], durch=request.user.zugang, heute=heute,
                kontakte=self.kontakte,
            )  # fmt: skip

        return self.seite(
            request, akte, form, tun=tun, titel="Fehler berichtigen", knopf="Berichtigung speichern", text=NUR_FEHLER,
            erfolg="Die Berichtigung ist gespeichert.",
        )  # fmt: skip

    def abschluss_berichtigen(self, request: HttpRequest, pk: int) -> HttpResponse:
        modell = self.modell._meta.get_field("abschluesse").related_model
        abschluss = akte_oder_404(request, modell.objects.select_related("fall__person"), pk, art=f"{self.wort}, Abschluss")
        akte, heute = self.mit_stand(abschluss.fall_id), timezone.localdate()
        form = AbschlussBerichtigungForm(request.POST or None, gegenstand=akte, abschluss=abschluss)

        def tun() -> None:
            vorgaenge.abschluss_berichtigen(
                akte=akte,
                abschluss=abschluss,
                durch=request.user.zugang,
                heute=heute,
                kontakte=self.kontakte,
                **form.angaben,
            )

        return self.seite(
            request, akte, form, von="fall-detail", tun=tun, titel="Abschluss berichtigen", knopf="Berichtigung speichern",
            erfolg="Die Berichtigung ist gespeichert.",
            text="Nur für einen Abschluss, der nie so war. Läuft der Fall ab einem Tag wieder, nehmen Sie ihn wieder auf.",
        )  # fmt: skip

    def uebergeben(self, request: HttpRequest, pk: int) -> HttpResponse:
        akte = self.akte(request, pk)
        form = ZustaendigkeitForm(request.POST or None, gegenstand=akte, **rahmen(request))
        return self.seite(
            request, akte, form, tun=lambda: vorgaenge.zustaendigkeit_uebergeben(akte=akte, durch=request.user.zugang, **form.angaben),
            titel="Zuständigkeit übergeben", knopf="Übergeben", erfolg="Die Zuständigkeit ist eingetragen.",
            text="Die bisherige Zuständigkeit endet am Tag davor. Kontakte zählen für die Fachkraft, die sie geführt hat.",
        )  # fmt: skip

    @property
    def uebergabe(self) -> Aktion:
        """Was die Liste der Fälle mit mehreren zugleich anbietet."""
        return Aktion("Fall", "Fälle", "übergeben", self.schreibt, f"{self.app}:faelle-uebergeben")

    def mehrere_uebergeben(self, request: HttpRequest) -> HttpResponse:
        """Angekreuzte Fälle der Liste an eine Fachkraft, alle oder keiner."""

        def erfolg(anzahl: int, angaben: dict[str, Any]) -> str:
            faelle = self.uebergabe.in_worten(anzahl)
            return f"Ab dem {datum(angaben['ab'])} ist {angaben['fachkraft']} für {faelle} zuständig."

        return mehrere(
            request, self.uebergabe, self.akten().select_related("person"), liste=(self.mehrzahl, f"{self.app}:fall-liste"),
            form=partial(MehrereUebergebenForm, **rahmen(request)),
            tun=lambda akten, angaben: vorgaenge.mehrere_uebergeben(akten, durch=request.user.zugang, **angaben),
            nennen=lambda akte: f"{akte.person} ({akte}), zuständig: {akte.zustaendig or 'niemand'}", erfolg=erfolg,
            text="Die bisherigen Zuständigkeiten enden am Tag davor. Kontakte zählen für die Fachkraft, die sie geführt hat. "
            "Geht es bei einem Fall nicht, wird keiner übergeben.",
        )  # fmt: skip

    # --- Gespräche -----------------------------------------------------------------------------------------------------

    def eintrag(self, request: HttpRequest, pk: int, *, mit_stand: bool = True) -> Any:
        """Ein Gespräch im Zugang der Anfrage, auch ein storniertes; seine Akte auf Wunsch mit Stand heute. Gelesen ist vermerkt."""
        menge = self.kontakt_modell.auch_stornierte.select_related("fall__person", "storniert_von")
        kontakt = akte_oder_404(request, menge, pk, art=self.kontakt_wort)
        if kontakt.fall_id and mit_stand:
            kontakt.fall = self.mit_stand(kontakt.fall_id)
        return kontakt

    @cached_property
    def storno(self) -> Storno:
        """Wie ein Gespräch dieses Bereichs storniert wird."""
        return Storno(
            f"{self.app}:{self.kontakt}", zurueck=self.zurueck_von, krumen=lambda k: self.krumen(k.fall if k.fall_id else None),
            leiste=lambda k: self.leiste(k.fall) if k.fall_id else None,
            wiederherstellen=lambda k, trotzdem: vorgaenge.kontakt_wiederherstellen(
                k, heute=timezone.localdate(), trotzdem=trotzdem
            ),
            fragt=True,
        )  # fmt: skip

    def zurueck_von(self, kontakt: Any) -> str:
        """Wohin es von einem Gespräch zurückgeht: zu seiner Akte, von einer Kurzberatung zu ihrer Liste."""
        return self.url("fall-detail", kontakt.fall_id) if kontakt.fall_id else self.url("kurzberatung-liste")

    def nebenan(self, kontakt: Any) -> list[Krume]:
        """Was man mit einem Gespräch noch tun kann."""
        anders = (
            [("In anderen Fall verschieben", self.url(f"{self.kontakt}-verschieben", kontakt.pk))] if kontakt.fall_id else []
        )
        return [*anders, ("Stornieren", self.storno.adresse(kontakt))]

    def verschieben(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ein Gespräch, das bei der falschen Person steht, in eine andere Akte; „Rückgängig“ schiebt es zurück."""
        kontakt = self.eintrag(request, pk, mit_stand=False)
        if kontakt.fall_id is None or kontakt.storniert_am is not None:
            raise Http404
        hier, bisher = self.url(f"{self.kontakt}-verschieben", pk), kontakt.fall_id
        if "fall" not in request.POST:
            return self.waehlen(
                request, titel=f"{kontakt} verschieben", text="Zu wem gehört der Eintrag?", schieben=hier, ohne=bisher,
                kontext={"leiste": self.leiste(kontakt.fall, mit_zeichen=False), "krumen": self.krumen(kontakt.fall)},
            )  # fmt: skip
        nummer = aus_adresse(request.POST["fall"], range(10**18), sonst=-1)
        fall = akte_oder_404(request, self.modell.objects.select_related("person"), nummer, art=self.wort)
        return knopfdruck(
            request,
            tun=lambda: vorgaenge.kontakt_verschieben(
                kontakt=kontakt, fall=fall, heute=timezone.localdate(), jetzt=timezone.now(), trotzdem="trotzdem" in request.POST
            ),
            erfolg=f"{kontakt} gehört jetzt zu {fall.person}.", zurueck=hier, weiter=self.url("fall-detail", fall.pk),
            rueckgaengig=lambda _: Rueckweg(hier, {"fall": bisher}),
        )  # fmt: skip

    def waehlen(
        self, request: HttpRequest, *, titel: str, text: str = "", schieben: str = "", ohne: int | None = None,
        ohne_fall: tuple[str, str] | None = None, kontext: dict[str, Any] | None = None,
    ) -> HttpResponse:  # fmt: skip
        """Die richtige Akte wählen, ohne Umweg über die Liste; `ohne_fall`: (Wort, Adresse) daneben.

        Ein Griff führt zum neuen Gespräch, oder er schiebt (`schieben`: Adresse, die `fall` per POST bekommt).
        """
        form = AktenSucheForm(request.POST or None)
        suche = form.cleaned_data["suche"] if form.is_valid() else ""
        gruppen = zur_wahl(self, request.user.zugang, timezone.localdate(), suche=suche, ohne=ohne)  # type: ignore[union-attr]
        request.gelesen(f"{self.mehrzahl} zur Wahl", sum(map(len, gruppen.values())), "Suche" if suche else "")  # type: ignore[attr-defined]
        seite = {
            "form": form, "titel": titel, "text": text, "gruppen": gruppen, "gesucht": suche, "schieben": schieben,
            "neu": f"{self.app}:{self.kontakt}-neu", "fall_neu": self.url("fall-neu"), "ohne_fall": ohne_fall,
            "krumen": self.krumen(), "fehler": form.errors,
        }  # fmt: skip
        return render(request, "beratung/fall_waehlen.jinja", seite | (kontext or {}))
