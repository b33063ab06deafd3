"""Das Konto selbst: Name, zweiter Faktor, was von selbst verschwindet (qualitaet S6)."""

from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMessage
from django.db import transaction

from arge.daten.schreiben import pruefe
from traeger.begriffe import Bereich
from traeger.konto.vorgaenge.mitgliedschaft import einzeilig, leitungen_am
from traeger.models import Benutzer, Einladung, Entwurf, Mitgliedschaft
from traeger.zugang import Zugang, nachsehen, technisch
from traeger.zugang.postausgang import aufgeben

#: Was länger liegt, wird gelöscht: Entwürfe und nicht angenommene Einladungen (Speicherbegrenzung, Art. 5 Abs. 1 e DSGVO).
ENTWURF_FRIST = timedelta(days=7)
EINLADUNG_FRIST = timedelta(days=30)


def name_aendern(*, name: str, durch: Zugang) -> None:
    """Der eigene Name; frühere Einträge nennen die Person dann mit dem neuen."""
    Benutzer.objects.filter(pk=durch.benutzer_id).update(name=name)


def faktor_geht_nicht(*, benutzer: Benutzer, heute: date, durch: Zugang) -> str | None:
    """Warum dieser Zugang den zweiten Faktor dieses Kontos nicht zurücksetzt; None, wenn doch.

    Zurückgesetzt wird immer das ganze Konto. Eine Leitung tut das nur, wenn es allein bei ihrem Träger Mitglied ist (auch was
    erst beginnt oder auf Freigabe wartet, zählt): Sie schwächte sonst eine Anmeldung, die anderen Akten öffnet. Den Rest macht
    der Betrieb – er sieht keine Akten, und alle betroffenen Leitungen erfahren es. Den eigenen setzt niemand selbst zurück.
    """
    if benutzer.pk == durch.benutzer_id:
        return (
            "Den eigenen zweiten Faktor setzt eine andere Person zurück. Einen weiteren richten Sie unter „Mein Konto“ ein."
        )
    if Bereich.KONTEN in durch.bereiche:
        return None
    with nachsehen(Bereich.KONTEN):
        sitze = set(Mitgliedschaft.objects.offen_ab(heute).filter(benutzer=benutzer).values_list("traeger", flat=True))
    if durch.traeger_id not in sitze:
        return (
            f"{benutzer} ist bei {durch.traeger} nicht mehr Mitglied. Den zweiten Faktor setzt nur noch der Betrieb zurück."
        )
    if sitze != {durch.traeger_id}:
        return (
            f"{benutzer} ist mit diesem Konto auch anderswo Mitglied. Den zweiten Faktor setzt darum nur der Betrieb zurück;"
            " alle Leitungen, bei denen die Person Mitglied ist, bekommen davon eine E-Mail."
        )
    return None


def faktor_zuruecksetzen(*, benutzer: Benutzer, heute: date, durch: Zugang) -> None:
    """Verlorenes Gerät: alle Faktoren und Anmeldungen der Person enden, sie richtet beim nächsten Mal neu ein (S6).

    Die Person erfährt es, und die Leitungen aller Träger, bei denen sie Mitglied ist. ValidationError, wenn `durch` es nicht darf.
    """
    pruefe(faktor_geht_nicht(benutzer=benutzer, heute=heute, durch=durch))
    with nachsehen(Bereich.KONTEN):
        traeger = Mitgliedschaft.objects.offen_ab(heute).filter(benutzer=benutzer).values("traeger")
        leitungen = {m.benutzer for m in leitungen_am(heute).filter(traeger__in=traeger).select_related("benutzer")}
    with transaction.atomic():
        Authenticator.objects.filter(user=benutzer).delete()
        for anmeldung in UserSession.objects.filter(user=benutzer):
            anmeldung.end()
        _faktor_melden(benutzer, leitungen - {benutzer}, durch)


def _faktor_melden(benutzer: Benutzer, leitungen: set[Benutzer], durch: Zugang) -> None:
    brief = EmailMessage(
        "ARGE Integration: Zweiter Faktor zurückgesetzt",
        f"Guten Tag {einzeilig(benutzer)},\n\nIhr zweiter Faktor wurde zurückgesetzt ({durch.bezeichnung}).\n"
        "Bei der nächsten Anmeldung richten Sie ihn neu ein. Haben Sie darum nicht gebeten, melden Sie sich bitte sofort.\n",
        None, [benutzer.email],
    )  # fmt: skip
    aufgeben(brief)
    text = (
        f"Guten Tag,\n\nder zweite Faktor von {einzeilig(benutzer)} wurde zurückgesetzt ({durch.bezeichnung}).\n"
        "Stimmt das nicht, beenden Sie die Mitgliedschaft bitte sofort unter Mitglieder.\n"
    )
    for an in sorted(person.email for person in leitungen):
        aufgeben(EmailMessage("ARGE Integration: Zweiter Faktor zurückgesetzt", text, None, [an]))


def aufraeumen(*, jetzt: datetime) -> int:
    """Täglich: Entwürfe nach 7, offene Einladungen nach 30 Tagen löschen. Entwürfe sieht nur ihre Person, also je Person."""
    geloescht = 0
    for benutzer_id in Benutzer.objects.order_by("pk").values_list("pk", flat=True):
        with technisch(benutzer_id=benutzer_id):
            geloescht += Entwurf.objects.filter(benutzer=benutzer_id, gesichert_am__lt=jetzt - ENTWURF_FRIST).delete()[0]
    with technisch(Bereich.KONTEN):
        abgelaufen = Einladung.objects.filter(angenommen_am__isnull=True, gueltig_bis__lt=jetzt - EINLADUNG_FRIST)
        return geloescht + abgelaufen.delete()[0]
