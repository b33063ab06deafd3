"""Der eine Weg, auf dem E-Mails das Haus verlassen: nach der Antwort, die Zeile ist die Wahrheit, Celery weckt nur (qualitaet 1.6, 1.7; S6).

Warum nicht in der Anfrage: Ein Postausgang, der 200 ms braucht, verrät sonst, zu welcher Adresse es ein Konto gibt, und einer,
der hängt, hält Anmeldungen auf. Zurücksetzen legt darum für jede Adresse dieselbe Zeile an; ob es ein Konto gibt, fragt erst der
Worker, und den Verweis bildet er dort – er liegt nirgends. Einladungen und Hinweise sind fertige Briefe, verschlüsselt in der
Tabelle und nach dem Versand gelöscht. Im Broker und in Protokollen steht nur die Nummer der Zeile: Der Broker ist nicht
verschlüsselt, und was dort verloren geht, holt der Kehrer aus der Tabelle nach.
"""

import logging
from datetime import datetime, timedelta
from functools import partial

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse

from arge.celery import rufen
from arge.daten.verschluesselung import NichtLesbar
from traeger.begriffe import BriefArt
from traeger.models import Brief

log = logging.getLogger("arge.post")

#: Erst was so lange liegt, holt der Kehrer; sonst bekäme jeder frische Brief zwei Rufe.
GEDULD = timedelta(seconds=10)
#: Abstand bis zum nächsten Versuch, jedes Mal doppelt so lang; nach VERSUCHE (rund 17 Stunden) geben wir auf.
ABSTAND, VERSUCHE = timedelta(minutes=1), 11
#: Rufe je Kehren; der Rest kommt beim nächsten Mal.
RUFE = 200


def aufgeben(brief: EmailMessage) -> None:
    """Legt einen fertigen Brief in den Postausgang; er geht, wenn die Transaktion der Anfrage gilt."""
    _ablegen(BriefArt.BRIEF, _als_inhalt(brief))


def sofort(brief: EmailMessage) -> None:
    """Für Aufgaben, auf die niemand wartet und deren eigene Zeile sagt, was noch zu schicken ist (Warnungen): geht gleich hinaus.

    `OSError`, wenn es nicht gelingt; wer ruft, versucht es wieder.
    """
    _verschicken(_als_inhalt(brief))


def _als_inhalt(brief: EmailMessage) -> dict[str, object]:
    """Empfänger, Betreff, Text, Antwortadresse, dazu Anhänge und zweite Fassungen aus Text (Kalenderdatei); mehr trägt der
    Postausgang nicht, und still verloren geht nichts. Anhänge liegen im selben Geheimtext wie der Text."""
    anhaenge, fassungen = list(brief.attachments), list(getattr(brief, "alternatives", None) or [])
    beilagen = [anhang[1] if isinstance(anhang, tuple) else None for anhang in anhaenge] + [
        inhalt for inhalt, _ in fassungen
    ]
    if brief.cc or brief.bcc or brief.extra_headers or not all(isinstance(inhalt, str) for inhalt in beilagen):
        raise ValueError("Der Postausgang verschickt nur Text an offene Empfänger.")
    return {
        "an": brief.to, "betreff": brief.subject, "text": brief.body, "antwort": brief.reply_to,
        "anhaenge": anhaenge, "fassungen": fassungen,
    }  # fmt: skip


def zuruecksetzen_erbitten(email: str) -> None:
    """Für jede Adresse derselbe Weg, ob es ein Konto gibt oder nicht."""
    _ablegen(BriefArt.ZURUECKSETZEN, {"email": email})


def _ablegen(art: BriefArt, inhalt: dict[str, object]) -> None:
    _nach_commit(Brief.objects.anlegen(art, inhalt).pk)


def _nach_commit(brief_id: int) -> None:
    transaction.on_commit(partial(_wecken, brief_id), robust=True)


def _wecken(brief_id: int) -> bool:
    if rufen("traeger.tasks.brief_zustellen", brief_id):
        return True
    log.warning("Broker nicht erreichbar, Brief %d wartet auf den Kehrer.", brief_id)
    return False


def zustellen(*, brief_id: int, jetzt: datetime) -> None:
    """Verschickt einen Brief und löscht ihn; gelingt es nicht, wartet er auf den nächsten Versuch.

    Gelöscht wird nach dem Versand: Stirbt der Worker dazwischen, kommt eine Mail zweimal – lieber als nie. Zwei Worker mit
    demselben Brief: Der zweite findet ihn gesperrt und lässt ihn dem ersten.
    """
    with transaction.atomic():
        brief = Brief.objects.select_for_update(skip_locked=True).filter(pk=brief_id).first()
        if brief is None:
            return
        try:
            with transaction.atomic():
                _VERSAND[BriefArt(brief.art)](brief.inhalt)
        except NichtLesbar:
            log.error("Brief %d lässt sich nicht mehr lesen und ist verworfen.", brief.pk)
        except Exception as fehler:
            stufe = logging.WARNING if isinstance(fehler, OSError) else logging.ERROR  # auch SMTPException ist OSError
            log.log(stufe, "Brief %d ging im Versuch %d nicht hinaus.", brief.pk, brief.versuche + 1, exc_info=True)
            if brief.versuche + 1 < VERSUCHE:
                naechster = jetzt + ABSTAND * 2**brief.versuche
                Brief.objects.filter(pk=brief.pk).update(versuche=brief.versuche + 1, faellig_am=naechster)
                return
            log.error("Brief %d ist verworfen.", brief.pk)
        brief.delete()


def kehren(*, jetzt: datetime) -> int:
    """Weckt, was liegen blieb (Ruf verloren, Postausgang antwortete nicht). Wie viele Rufe es waren."""
    faellig = Brief.objects.filter(faellig_am__lt=jetzt - GEDULD).order_by("faellig_am").values_list("pk", flat=True)
    for anzahl, brief_id in enumerate(list(faellig[:RUFE])):
        if not _wecken(brief_id):
            return anzahl
    return len(faellig[:RUFE])


def _verschicken(inhalt: dict) -> None:
    brief = EmailMultiAlternatives(
        inhalt["betreff"], inhalt["text"], None, inhalt["an"], reply_to=inhalt.get("antwort"),
        attachments=[tuple(anhang) for anhang in inhalt.get("anhaenge", ())],
        alternatives=[tuple(fassung) for fassung in inhalt.get("fassungen", ())],
    )  # fmt: skip
    brief.send()


def _zuruecksetzen(inhalt: dict) -> None:
    """Der Verweis entsteht erst hier. Unbekannten schreiben wir nicht: Das Formular taugt nicht zum Belästigen."""
    post = get_adapter()
    for konto in filter_users_by_email(inhalt["email"], is_active=True, prefer_verified=True, for_login=True):
        schluessel = f"{user_pk_to_url_str(konto)}-{default_token_generator.make_token(konto)}"
        ziel = post.get_reset_password_from_key_url(schluessel)
        kontext = {"user": konto, "email": inhalt["email"], "password_reset_url": ziel}
        post.render_mail("account/email/password_reset_key", inhalt["email"], kontext).send()


def adresse(route: str, *teile: str) -> str:
    """Verweise in Briefen beginnen mit ARGE_URL, nie mit dem Host, den eine Anfrage nennt."""
    return settings.BASIS_URL + reverse(route, args=teile)


_VERSAND = {BriefArt.BRIEF: _verschicken, BriefArt.ZURUECKSETZEN: _zuruecksetzen}
