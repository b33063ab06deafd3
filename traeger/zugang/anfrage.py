"""Was mit jeder Anfrage geschieht: Zugang und Transaktion, Anmeldedauer, zweiter Faktor (haus 3; qualitaet S6)."""

import time
from functools import partial
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Exists, Func, IntegerField, JSONField, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from arge.daten.abfragen import vorbereitet
from traeger.models import Entwurf

from .einsicht import sammel_einsicht
from .grenze import _nutzlast, _setzen, handeln, mitgliedschaften_am, ohne_zugang, zugang_von

#: Verstecktes Feld jedes Formulars: die Mitgliedschaft, in der es gezeigt wurde (`arge.seite.vorlagen.absendung`).
UNTER = "unter"
FREMDES_FORMULAR = "Nicht gespeichert: Das Formular gehört zu einer Mitgliedschaft, die Sie nicht mehr haben. Bitte öffnen Sie es noch einmal."
SICHER = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
#: Seiten, auf denen man sich noch einmal ausweist; von dort ruft allauth die unterbrochene View.
WEITER_VON = frozenset({"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
#: So viele Sekunden wartet, was abgeschickt ist, auf den Ausweis; seit wann und in welcher Mitgliedschaft, steht dabei.
AUFGEHOBEN_GILT, MERKMAL = 300, "arge"
NICHT_AUSGEFUEHRT = "Nicht ausgeführt: Sie haben sich zu spät oder in einer anderen Mitgliedschaft ausgewiesen. Bitte schicken Sie es noch einmal ab."
#: Was auch geht, wenn es die Mitgliedschaft des Formulars nicht mehr gibt: gehen, andere Anmeldungen beenden, bleiben, wechseln.
OHNE_MITGLIEDSCHAFT = WEITER_VON | {
    "account_logout", "usersessions_list", "traeger:anmeldung-verlaengern", "traeger:mitgliedschaft-wechseln",
}  # fmt: skip
#: Womit sich jemand ausweisen kann; Wiederherstellungscodes gibt es nur daneben.
FAKTOREN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
HAT_FAKTOR = Exists(Authenticator.objects.filter(user=OuterRef("benutzer"), type__in=FAKTOREN))
#: Mitgefragt, damit nach einem Entwurf nur sucht, wer auf dieser Seite einen hat.
MIT_ENTWURF = Func("benutzer", "pk", function="entwurf_adressen", output_field=ArrayField(CharField()))
#: Mitgefragt für die Glocke in der Kopfzeile: wie viel ungelesen ist, je Mitgliedschaft.
UNGELESEN = Func("benutzer", "pk", function="mitteilungen_ungelesen", output_field=IntegerField())
#: Und was jemand über Listen gemerkt hat: Jede Liste fragt danach, und es sind wenige.
MIT_ANSICHTEN = Func("benutzer", "pk", function="ansichten_gemerkt", output_field=ArrayField(JSONField()))

#: Und welche Arbeitsfelder der Träger je hatte: Das Menü verbirgt, was er nicht betreibt.
BETREIBT = Func("traeger", function="traeger_betreibt", output_field=ArrayField(CharField()))


#: Ein Konto, das es nicht gibt: An seiner Stelle steht in der vorbereiteten Abfrage das der Anfrage.
NIEMAND = -4_711_000_007


@vorbereitet(NIEMAND)
def _gueltige(konto, am):
    mitgefragt = {"mit_entwurf": MIT_ENTWURF, "ungelesen": UNGELESEN, "ansichten": MIT_ANSICHTEN, "betreibt": BETREIBT}
    return mitgliedschaften_am(am).filter(benutzer=konto).annotate(hat_faktor=HAT_FAKTOR, **mitgefragt)


class ZugangMiddleware:
    """Legt `request.user.zugang` an und hält die Transaktion der Anfrage.

    Ein Formular gilt in der Mitgliedschaft, in der es geöffnet wurde (Feld `UNTER`, in jedem `csrf_input`): Wer inzwischen in einem
    anderen Reiter gewechselt hat, schreibt nie zum falschen Träger. Schreibende Anfragen laufen in einem Sicherungspunkt: Wirft die View, ist ihr Schreiben zurückgenommen, die
    Fehlerseite aber noch im Zugang. Lesende sparen ihn (zwei Abfragen je Seite). Die Klasse steht hinter allauths
    AccountMiddleware, damit sie eine Ausnahme vor ihr sieht: Deren Antwort („bitte neu anmelden“) soll nichts festschreiben.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            with transaction.atomic():
                return self._beantworten(request)
        request.user.zugang = ohne_zugang(request.user.pk)
        with handeln(request.user.zugang):
            request.mitgliedschaften = _gueltige(request.user.pk, timezone.localdate())
            gewaehlt = request.session.get("mitgliedschaft")
            aktiv = next((m for m in request.mitgliedschaften if m.pk == gewaehlt), None)
            aktiv = aktiv or next(iter(request.mitgliedschaften), None)
            unter = request.POST.get(UNTER, "") if request.method not in SICHER else ""
            gezeigt = next((m for m in request.mitgliedschaften if str(m.pk) == unter), None) if unter else aktiv
            request.fremdes_formular = bool(unter) and gezeigt is None
            gezeigt = gezeigt or aktiv
            wechselt, aktiv = aktiv != gezeigt, gezeigt
            if aktiv:
                request.user.zugang, request.unter, request.ungelesen = zugang_von(aktiv), aktiv.pk, aktiv.ungelesen
                _setzen(_nutzlast(request.user.zugang))
            request.ansichten = aktiv.ansichten if aktiv else []
            request.gelesen = partial(
                sammel_einsicht, request.user.zugang
            )  # so vermerkt es `arge.seite`, ohne uns zu kennen
            request.entwurf_zu = partial(entwurf_zu, request.user.zugang, aktiv)
            response = self._beantworten(request)
            if wechselt and 300 <= response.status_code < 400 and not getattr(request, "gewechselt", False):
                request.session["mitgliedschaft"] = aktiv.pk
                messages.info(request, f"Sie arbeiten jetzt als {aktiv}: Dort haben Sie das Formular geöffnet.")
            return response

    def _beantworten(self, request):
        request.sicherungspunkt = None
        try:
            response = self.get_response(request)
        except BaseException as fehler:
            self.process_exception(request, fehler)
            raise
        if request.sicherungspunkt:
            request.sicherungspunkt.__exit__(None, None, None)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        return response

    def process_view(self, request, view, args, kwargs):
        route = request.resolver_match.view_name
        if getattr(request, "fremdes_formular", False) and route not in OHNE_MITGLIEDSCHAFT:
            if route == "traeger:entwurf":
                return HttpResponse(status=409)  # das Skript sagt es, statt „gesichert“ zu behaupten
            messages.error(request, FREMDES_FORMULAR)
            return redirect("start")
        if request.method not in SICHER:
            request.sicherungspunkt = transaction.atomic()
            request.sicherungspunkt.__enter__()
        return None

    def process_exception(self, request, fehler):
        punkt, request.sicherungspunkt = request.sicherungspunkt, None
        if punkt:
            punkt.__exit__(type(fehler), fehler, fehler.__traceback__)


class AnmeldedauerMiddleware(LoginRequiredMiddleware):
    """Jede Seite verlangt eine Anmeldung, und die endet: nach Leerlauf und spätestens nach `ANMELDUNG_HOECHSTENS` (S6).

    Geprüft wird auf dem Server. Die letzte Aktivität steht höchstens einmal je Minute in der Anmeldung; das ist das
    einzige, was eine lesende Anfrage schreibt. Was jemand nach dem Ablauf abschickt, wird Entwurf statt verloren.
    """

    MERKER = "anmeldung"
    TAKT = 60

    def __call__(self, request):
        response = self.get_response(request)
        zugang = getattr(request.user, "zugang", None)
        if zugang and (aufgehoben := request.session.get(STATE_SESSION_KEY)) and MERKMAL not in aufgehoben:
            aufgehoben[MERKMAL] = [int(time.time()), zugang.mitgliedschaft_id]
            request.session.modified = True
        if zugang and getattr(request, "entwurf_erledigt", False):  # nur was `formularseite` wirklich getan hat
            Entwurf.objects.fuer(zugang).zu(request.POST.get("entwurf", "")).delete()
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.user.is_authenticated:
            self._aufgegebenes_vergessen(request)
            jetzt = int(time.time())
            beginn, aktiv = request.session.get(self.MERKER) or (jetzt, 0)
            if aktiv and (jetzt - aktiv >= settings.ANMELDUNG_LEERLAUF or jetzt - beginn >= settings.ANMELDUNG_HOECHSTENS):
                self._beenden(request, jetzt - beginn >= settings.ANMELDUNG_HOECHSTENS)
            elif jetzt - aktiv >= self.TAKT and "X-Von-Selbst" not in request.headers:  # eine wartende Seite ist niemand
                verlaengern(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def _aufgegebenes_vergessen(self, request):
        """Was auf den Ausweis wartet – gleich auf wessen Seite es abgeschickt wurde, auch auf allauths –, läuft nie später von selbst.

        Wer eine andere Seite öffnet, hat es aufgegeben; wer sich zu spät oder in einer anderen Mitgliedschaft ausweist, schickt es noch
        einmal ab. Sonst führte die Leitung beim nächsten Ausweis mit ihrem Passwort aus, was jemand an ihrem offenen Rechner abgeschickt hat.
        """
        aufgehoben = request.session.get(STATE_SESSION_KEY)
        if aufgehoben is None or "X-Von-Selbst" in request.headers:
            return
        weist_sich_aus = request.resolver_match.view_name in WEITER_VON
        if weist_sich_aus and request.method not in SICHER:
            seit, mitgliedschaft = aufgehoben.get(MERKMAL, (0, None))
            if time.time() - seit <= AUFGEHOBEN_GILT and mitgliedschaft == request.user.zugang.mitgliedschaft_id:
                return
            messages.error(request, NICHT_AUSGEFUEHRT)
        elif weist_sich_aus or request.method not in SICHER:
            return
        del request.session[STATE_SESSION_KEY]

    def handle_no_permission(self, request, view_func):
        """Zur Anmeldung, danach zurück auf die Seite; Teilanfragen (htmx) laden dafür die ganze Seite neu."""
        anmeldung = redirect_to_login(rueckkehr(request))
        return HttpResponseClientRedirect(anmeldung.url) if request.htmx else anmeldung

    def _beenden(self, request, hoechstdauer):
        stunden = settings.ANMELDUNG_HOECHSTENS // 3600
        grund = (
            f"Nach {stunden} Stunden" if hoechstdauer else f"Nach {settings.ANMELDUNG_LEERLAUF // 60} Minuten ohne Eingabe"
        )
        satz = f"{grund} wurden Sie zu Ihrer Sicherheit abgemeldet. Bitte melden Sie sich wieder an."
        if self._gerettet(request):
            satz += " Was Sie zuletzt abgeschickt haben, ist noch nicht gespeichert. Ihr Text ist gesichert und steht nach der Anmeldung wieder im Formular."
        logout(request)
        messages.warning(request, satz)

    def _gerettet(self, request):
        if request.method != "POST" or "entwurf" not in request.POST or "nur_auswahl" in request.POST:
            return False
        try:
            Entwurf.objects.sichern(request.user.zugang, request.POST["entwurf"], request.POST, abgelaufen=True)
        except ValidationError:
            return False
        return True


def entwurf_zu(zugang, mitgliedschaft, adresse):
    """Der eigene Entwurf eines Formulars, oder None; so fragt `arge.seite`, ohne uns zu kennen."""
    if mitgliedschaft is None or adresse not in mitgliedschaft.mit_entwurf:
        return None
    return Entwurf.objects.fuer(zugang).zu(adresse).first()


def verlaengern(request):
    """Merkt die Aktivität in der Anmeldung und in der Liste „Aktive Anmeldungen“."""
    jetzt = int(time.time())
    beginn, _ = request.session.get(AnmeldedauerMiddleware.MERKER) or (jetzt, 0)
    request.session[AnmeldedauerMiddleware.MERKER] = (beginn, jetzt)
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def rueckkehr(request):
    """Seite, auf die jemand nach der Anmeldung zurückkehrt: bei Absenden die, auf der das Formular stand."""
    if request.htmx:
        return request.htmx.current_url_abs_path or "/"
    if request.method in SICHER:
        return request.get_full_path()
    seite = urlsplit(request.headers.get("Referer", ""))
    if seite.netloc != request.get_host():
        return "/"
    return f"{seite.path}?{seite.query}" if seite.query else seite.path


class ZweiterFaktorMiddleware:
    """Ohne zweiten Faktor sind nur dessen Einrichtung, Abmelden und die öffentlichen Seiten erreichbar (S6).

    Maßgeblich ist die Anmeldung, nicht nur das Konto: Wer sich mit dem Passwort angemeldet hat, bevor ein Faktor
    eingerichtet wurde, muss ihn danach auch zeigen. Sonst bliebe eine gestohlene Anmeldung gültig.
    """

    EINRICHTEN = frozenset({
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "traeger:anmeldung-verlaengern",
    })  # fmt: skip
    NACHWEISEN = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "traeger:anmeldung-verlaengern"})
    #: Wer einen Faktor hat, ändert Faktoren nur, wenn er ihn eben gezeigt hat: Das Passwort allein machte aus zweien einen.
    AENDERN = frozenset({
        "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    })  # fmt: skip

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.MFA_PFLICHT or not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        hat_faktor, name = _hat_faktor(request), request.resolver_match.view_name
        if hat_faktor and zweistufig(request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT if name in self.AENDERN else None):
            return None
        if name in (self.NACHWEISEN if hat_faktor else self.EINRICHTEN):
            return None
        request.abgewiesen = True
        if hat_faktor:
            return redirect_to_login(rueckkehr(request), login_url="mfa_reauthenticate")
        messages.warning(request, "Bitte richten Sie einen zweiten Faktor ein. Danach steht Ihnen alles offen.")
        return redirect("mfa_index")


def _hat_faktor(request):
    if request.mitgliedschaften:
        return request.mitgliedschaften[0].hat_faktor
    return Authenticator.objects.filter(user=request.user, type__in=FAKTOREN).exists()


def zweistufig(request, sekunden=None):
    """Ob diese Anmeldung einen zweiten Faktor gezeigt hat (vor höchstens so vielen Sekunden); ein Passkey mit PIN oder
    Fingerabdruck ist beides zugleich.
    """
    seit = 0 if sekunden is None else time.time() - sekunden
    eintraege = get_authentication_records(request, request.user)
    return any(eintrag.get("method") == "mfa" and eintrag["at"] >= seit for eintrag in eintraege)
