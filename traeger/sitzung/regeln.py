"""Regeln der Zusammenarbeit: wann Sitzungen sind, wer Aufgaben erledigt (Konzept, Anlage Kommunikationsvereinbarung; rein)."""

from datetime import date

#: So weit im Voraus wird eingeladen; ein ferneres Jahr ist ein Tippfehler.
VORAUS_JAHRE = 2
OHNE_NIEDERSCHRIFT = "Zu dieser Sitzung gibt es noch keine Niederschrift."


def satz_zum_termin(am: date, *, heute: date, gilt_ab: date, gilt_bis: date | None) -> str | None:
    """Eine Sitzung liegt in der Laufzeit ihrer Vereinbarung und höchstens zwei Jahre voraus."""
    if am < gilt_ab:
        return f"Die Vereinbarung gilt erst ab {gilt_ab:%d.%m.%Y}."
    if gilt_bis and am > gilt_bis:
        return f"Die Vereinbarung gilt nur bis {gilt_bis:%d.%m.%Y}."
    if am.year > heute.year + VORAUS_JAHRE:
        return f"Das Datum liegt weit in der Zukunft. Eingeladen wird höchstens bis {heute.year + VORAUS_JAHRE}."
    return None


def satz_zur_niederschrift(am: date, *, heute: date, ist_abgesagt: bool) -> str | None:
    """Niedergeschrieben und beschlossen wird erst, wenn die Sitzung war."""
    if ist_abgesagt:
        return "Diese Sitzung ist abgesagt. Nehmen Sie zuerst die Absage zurück."
    if am > heute:
        return f"Diese Sitzung ist erst am {am:%d.%m.%Y}."
    return None


def satz_zur_aenderung(*, hat_niederschrift: bool, ist_abgesagt: bool) -> str | None:
    """Termin und Tagesordnung stehen fest, sobald die Niederschrift da ist; danach wird nur noch sie berichtigt."""
    if hat_niederschrift:
        return "Zu dieser Sitzung gibt es eine Niederschrift. Termin und Tagesordnung stehen fest; berichtigen lässt sich nur sie."
    if ist_abgesagt:
        return "Diese Sitzung ist abgesagt. Nehmen Sie zuerst die Absage zurück."
    return None


def satz_zum_einladen(am: date, *, heute: date, hat_niederschrift: bool, ist_abgesagt: bool) -> str | None:
    """Einladungen gehen nur zu einer Sitzung hinaus, die noch kommt."""
    satz = satz_zur_aenderung(hat_niederschrift=hat_niederschrift, ist_abgesagt=ist_abgesagt)
    if satz is None and am < heute:
        return f"Diese Sitzung war am {am:%d.%m.%Y}. Dazu lädt niemand mehr ein."
    return satz


def wer_nichts_weiss(folgen: list[int | None], folge: int) -> tuple[int, int]:
    """(wie viele die Einladung noch nicht haben, wie viele eine frühere Fassung) zur Fassung `folge`."""
    return sum(f is None for f in folgen), sum(f is not None and f != folge for f in folgen)


def darf_erledigen(*, bearbeitet_sitzungen: bool, traeger_id: int | None, verantwortlich_id: int | None) -> bool:
    """Eine Aufgabe erledigt, wer Sitzungen bearbeitet – oder jede lesende Person des Trägers, der verantwortlich ist."""
    return bearbeitet_sitzungen or (traeger_id is not None and traeger_id == verantwortlich_id)


def satz_zur_offenen(*, ist_erledigt: bool, ist_storniert: bool) -> str | None:
    """Geändert wird eine Aufgabe nur, solange sie offen ist."""
    if ist_storniert:
        return "Diese Aufgabe ist storniert."
    return "Diese Aufgabe ist erledigt. Öffnen Sie sie zuerst wieder." if ist_erledigt else None


def satz_zur_frist(neu: date, *, bisher: date, verteilt: date) -> str | None:
    """Eine berichtigte Frist ist eine andere und liegt nicht vor dem Tag, an dem die Aufgabe verteilt wurde.

    Vergangen darf sie sein: Ein Schreibfehler macht aus einer versäumten Frist keine eingehaltene.
    """
    if neu == bisher:
        return f"Die Frist ist schon der {bisher:%d.%m.%Y}."
    return f"Die Aufgabe ist erst am {verteilt:%d.%m.%Y} verteilt." if neu < verteilt else None
