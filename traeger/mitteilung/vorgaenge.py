"""Mitteilen, lesen, erledigen: die eine Stelle, durch die jede Mitteilung geht.

Geschrieben wird technisch, denn die Zeile gehört jemand anderem als dem, der handelt. Zugestellt wird immer jetzt und an die, die
heute Mitglied sind, gleich für welchen Tag der Vorgang gilt: Darum fragt nur dieser Raum selbst nach der Uhr.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from arge.daten.bremse import gebremst
from traeger.begriffe import Anlass, Bereich, Rolle
from traeger.mitteilung.briefe import Frist, Sache, Zeile, betreff, text
from traeger.models import Fachkraft, Mitgliedschaft, Mitteilung, Mitteilungswahl
from traeger.models.mitteilung import glocke_vorgabe, mail_vorgabe
from traeger.zugang import Zugang, technisch, zugang_von
from traeger.zugang.postausgang import aufgeben

#: So viele E-Mails lösen die Vorgänge einer Person in einer Stunde aus.
MAILS_JE_STUNDE = 60
#: So lange bleibt eine Mitteilung, gelesen oder nicht.
AUFHEBEN = timedelta(days=90)
#: So weit zurück holt der tägliche Lauf Fristen nach, die er verpasst hat; kürzer als `AUFHEBEN`, sonst käme Gelöschtes wieder.
NACHHOLEN = timedelta(days=30)
#: Zwei Läufe zugleich: Der zweite wartet und findet nichts mehr zu tun.
NACHEINANDER = "select pg_advisory_xact_lock(hashtextextended('mitteilungen-faellig', 0))"
FRISTEN = frozenset({Anlass.FAELLIG, Anlass.UEBERFAELLIG})


# --- Wer -----------------------------------------------------------------------------------------------------------------


def an_fachkraft(fachkraft: Fachkraft) -> Q | None:
    """Das Konto einer Fachkraft bei ihrem Träger; ohne Konto niemand."""
    if fachkraft.benutzer_id is None:
        return None
    return an_konto(fachkraft.benutzer_id, fachkraft.traeger_id)


def an_konto(benutzer_id: int, traeger_id: int) -> Q:
    """Ein Konto in der Rolle, in der es bei diesem Träger Fälle führt."""
    return Q(benutzer=benutzer_id, traeger=traeger_id, rolle__in=[Rolle.FACHKRAFT, Rolle.LEITUNG])


def empfaenger(an: Q, sache: Sache, durch: Zugang | None, heute: date) -> list[Mitgliedschaft]:
    """Heute gültige Mitgliedschaften, die die Sache öffnen dürfen, je Konto eine (die Fachkraft vor der Leitung).

    Nie die eigene: Wer sich selbst etwas zuweist, weiß es.
    """
    wahl = Mitteilungswahl.objects.filter(benutzer=OuterRef("benutzer"))
    zeilen = Mitgliedschaft.objects.am(heute).filter(an, benutzer__is_active=True).select_related("benutzer", "traeger")
    zeilen = zeilen.annotate(
        in_glocke=Subquery(wahl.values("glocke")[:1]), per_mail=Subquery(wahl.values("email")[:1])
    ).order_by("pk")
    je_konto: dict[int, Mitgliedschaft] = {}
    for m in sorted(zeilen, key=lambda m: m.rolle != Rolle.FACHKRAFT):
        if (durch is None or m.benutzer_id != durch.benutzer_id) and _darf(m, sache):
            je_konto.setdefault(m.benutzer_id, m)
    return list(je_konto.values())


def _darf(mitgliedschaft: Mitgliedschaft, sache: Sache) -> bool:
    return sache.recht is None or zugang_von(mitgliedschaft).darf(sache.recht)


# --- Mitteilen -----------------------------------------------------------------------------------------------------------


def mitteilen(an: Q | None, anlass: Anlass, sache: Sache, *, tag: date, durch: Zugang | None) -> int:
    """Allen, auf die `an` zutrifft, außer `durch`; wie viele es waren. Glocke und E-Mail, wie jede Person es will.

    Dasselbe am selben Tag noch einmal ist dieselbe Zeile, wieder ungelesen, aber keine zweite E-Mail: Wer eine Aufgabe hin- und hergibt,
    füllt niemandem das Postfach. Eine Frist gibt es nur einmal, und ihre E-Mail ist die des Tages (`fristen_melden`).
    """
    if an is None:
        return 0
    jetzt, ist_frist = timezone.now(), anlass in FRISTEN
    with technisch(Bereich.KONTEN, Bereich.MITTEILUNGEN):
        wer = [(m, *_wege(m, anlass)) for m in empfaenger(an, sache, durch, timezone.localdate())]
        zeilen = [
            Mitteilung(
                benutzer_id=m.benutzer_id, mitgliedschaft=m, anlass=anlass, sache=sache.name, pfad=sache.pfad, tag=tag,
                glocke=glocke, in_sammelmail=ist_frist and mail, entstanden_am=jetzt,
            )
            for m, glocke, mail in wer if glocke or mail
        ]  # fmt: skip
        if ist_frist:
            Mitteilung.objects.bulk_create(zeilen, ignore_conflicts=True)
        else:
            dieselben = Mitteilung.objects.filter(
                anlass=anlass, pfad=sache.pfad, tag=tag, mitgliedschaft__in=[m for m, *_ in wer]
            )
            schon = set(dieselben.values_list("mitgliedschaft", flat=True))
            Mitteilung.objects.bulk_create(
                zeilen, update_conflicts=True, update_fields=["sache", "glocke", "entstanden_am", "gelesen_am"],
                unique_fields=["benutzer", "mitgliedschaft", "anlass", "pfad", "tag"],
            )  # fmt: skip
            for m, _, mail in wer:
                if mail and m.pk not in schon and not _gebremst(durch):
                    _brief(m.benutzer.email, [m], [Zeile(sache.name, anlass, tag, settings.BASIS_URL + sache.pfad)])
    return len(wer)


def _gebremst(durch: Zugang | None) -> bool:
    """Was über `MAILS_JE_STUNDE` einer Person hinausgeht, steht nur in der Glocke. Der tägliche Lauf schreibt ohnehin nur einmal."""
    return durch is not None and gebremst("mitteilung", durch.benutzer_id, hoechstens=MAILS_JE_STUNDE, sekunden=3600)


def _wege(m: Mitgliedschaft, anlass: Anlass) -> tuple[bool, bool]:
    """(Glocke, E-Mail) nach der Wahl des Kontos, sonst nach der Vorgabe."""
    glocke = glocke_vorgabe() if m.in_glocke is None else m.in_glocke
    mail = mail_vorgabe() if m.per_mail is None else m.per_mail
    return anlass in glocke, anlass in mail


def _brief(email: str, rollen: Iterable[Mitgliedschaft], zeilen: Sequence[Zeile]) -> None:
    als = " und ".join(dict.fromkeys(map(str, rollen)))
    inhalt = text(zeilen, als, settings.BASIS_URL + reverse("mitteilungen"))
    aufgeben(EmailMessage(betreff(zeilen), inhalt, None, [email]))


def erledigt(*pfade: str, nur: Iterable[Anlass] = Anlass) -> None:
    """An diesen Sachen ist nichts mehr zu tun, oder jemand anderes tut es: Bei niemandem stehen sie noch ungelesen.

    `nur`: bloß aus diesen Anlässen (eine Frist gilt nicht mehr, die Aufgabe bleibt).
    """
    with technisch(Bereich.MITTEILUNGEN):
        Mitteilung.objects.ungelesen().filter(pfad__in=pfade, anlass__in=list(nur)).update(gelesen_am=timezone.now())


# --- Fristen: einmal am Tag ------------------------------------------------------------------------------------------------


def fristen_melden(*, heute: date, jetzt: datetime) -> int:
    """Was heute fällig oder neu überfällig ist, in die Glocken und je Konto in höchstens eine E-Mail am Tag; wie viele E-Mails.

    Beliebig oft wiederholbar: Zeilen hält die Datenbank eindeutig, und mit der E-Mail steht in derselben Transaktion, dass sie ging.
    """
    with technisch(Bereich.KONTEN, Bereich.MITTEILUNGEN):
        with connection.cursor() as cursor:
            cursor.execute(NACHEINANDER)
        for frist in _fristen(heute):
            anlass = Anlass.FAELLIG if frist.tag == heute else Anlass.UEBERFAELLIG
            for an in frist.an:
                mitteilen(an, anlass, frist.sache, tag=frist.tag, durch=None)
        # Was gestern fällig war, steht heute als überfällig da oder ist erledigt.
        gestern = Mitteilung.objects.ungelesen().filter(anlass=Anlass.FAELLIG, tag__lt=heute)
        gestern.update(gelesen_am=jetzt)
        return _sammelmails(heute, jetzt)


def _fristen(heute: date) -> Iterable[Frist]:
    for name in settings.FRISTEN:
        yield from import_string(name)(ab=heute - NACHHOLEN, bis=heute)


def _sammelmails(heute: date, jetzt: datetime) -> int:
    """Ein Brief je Konto und Tag; was nicht mehr hineinpasst, kommt morgen, wenn es dann noch offen ist."""
    offen = Mitteilung.objects.ungelesen().filter(in_sammelmail=True, gemailt_am__isnull=True)
    offen = offen.filter(mitgliedschaft__in=Mitgliedschaft.objects.am(heute).filter(benutzer__is_active=True))
    schon = set(Mitteilung.objects.filter(gemailt_am__date=heute).values_list("benutzer", flat=True))
    je_konto: dict[int, list[Mitteilung]] = {}
    for zeile in offen.select_related("benutzer", "mitgliedschaft__traeger").order_by("tag", "pk"):
        if zeile.benutzer_id not in schon:
            je_konto.setdefault(zeile.benutzer_id, []).append(zeile)
    for zeilen in je_konto.values():
        in_worten = [Zeile(z.sache, Anlass(z.anlass), z.tag, settings.BASIS_URL + z.pfad) for z in zeilen]
        _brief(zeilen[0].benutzer.email, [z.mitgliedschaft for z in zeilen], in_worten)
    gegangen = [zeile.pk for zeilen in je_konto.values() for zeile in zeilen]
    Mitteilung.objects.filter(pk__in=gegangen).update(gemailt_am=jetzt)
    return len(je_konto)


# --- Lesen, wählen, räumen ---------------------------------------------------------------------------------------------------


def gelesen(*, durch: Zugang, jetzt: datetime, nur: int | None = None) -> int:
    """Eine oder alle eigenen in der aktiven Mitgliedschaft; wie viele noch ungelesen waren."""
    eigene = Mitteilung.objects.fuer(durch).ungelesen()
    return (eigene if nur is None else eigene.filter(pk=nur)).update(gelesen_am=jetzt)


def waehlen(*, glocke: list[str], email: list[str], durch: Zugang) -> None:
    """Was ab jetzt in die Glocke und per E-Mail kommt; was schon dasteht, bleibt."""
    Mitteilungswahl.objects.update_or_create(benutzer_id=durch.benutzer_id, defaults={"glocke": glocke, "email": email})


def aufraeumen(*, jetzt: datetime) -> int:
    """Täglich: was älter als `AUFHEBEN` ist, geht, gelesen oder nicht."""
    with technisch(Bereich.MITTEILUNGEN):
        return Mitteilung.objects.filter(entstanden_am__lt=jetzt - AUFHEBEN).delete()[0]
