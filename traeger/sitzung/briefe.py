"""E-Mail und Kalenderdatei einer Einladung nach RFC 5545 und 5546: einladen, ändern, absagen.

Jede Person bekommt ihre eigene Datei und steht allein darin: Wer sonst eingeladen ist, steht auf der Seite der Sitzung, nicht
unverschlüsselt im Netz. Aus demselben Grund fehlt die Tagesordnung; sie ist freier Text und ändert sich noch. Im Brief stehen
Art, Zeit, Ort und der Verweis, nie etwas über Ratsuchende.
"""

from datetime import UTC, date, datetime, time, timedelta
from email.utils import parseaddr
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from arge.zahlen.zeitraum import tag_danach
from traeger.models import Benutzer, Sitzung
from traeger.sitzung.tables import sitzung_titel, uhrzeit

ZONE = "Europe/Berlin"
DATEI = "einladung.ics"


class Sendung(StrEnum):
    """Was der Brief mitteilt; der Wert steht vorn im Betreff."""

    EINLADUNG = "Einladung"
    AENDERUNG = "Geändert"
    ABSAGE = "Abgesagt"
    AUSLADUNG = "Nicht mehr eingeladen"


#: Was den Termin aus dem Kalender nimmt.
ABSAGEN = frozenset({Sendung.ABSAGE, Sendung.AUSLADUNG})

_SATZ = {
    Sendung.EINLADUNG: "Sie sind zu einer Sitzung der ARGE Integration eingeladen.",
    Sendung.AENDERUNG: "eine Sitzung, zu der Sie eingeladen sind, findet so statt:",
    Sendung.ABSAGE: "diese Sitzung findet nicht statt:",
    Sendung.AUSLADUNG: "zu dieser Sitzung sind Sie nicht mehr eingeladen:",
}
_DATEI = {
    "REQUEST": "Der Termin hängt als Kalenderdatei an. Ändert er sich oder fällt er aus, kommt eine neue.",
    "CANCEL": "Die angehängte Kalenderdatei nimmt den Termin aus Ihrem Kalender.",
}


def kennung(was: str) -> str:
    """Bleibende UID eines Termins: Kalender aktualisieren damit, statt zu verdoppeln."""
    return f"{was}@{urlsplit(settings.BASIS_URL).hostname}"


def zeiten(sitzung: Sitzung) -> tuple[date | datetime, date | datetime | None]:
    """Beginn und Ende in Berliner Zeit; ohne Uhrzeit ist es der ganze Tag, ohne Ende gibt es keines."""
    if sitzung.beginn is None:
        return sitzung.am, tag_danach(sitzung.am)
    return _berlin(sitzung.am, sitzung.beginn), _berlin(sitzung.am, sitzung.ende) if sitzung.ende else None


def _berlin(tag: date, wann: time) -> datetime:
    return timezone.make_aware(datetime.combine(tag, wann))


def brief(sitzung: Sitzung, an: Benutzer, sendung: Sendung, *, jetzt: datetime) -> EmailMultiAlternatives:
    """Die E-Mail an eine Person. Die Kalenderdatei kommt zweimal: als Fassung der E-Mail, damit Programme annehmen und absagen
    anbieten (RFC 6047), und als Anhang für alle anderen."""
    methode = "CANCEL" if sendung in ABSAGEN else "REQUEST"
    titel, ort = sitzung_titel(sitzung.am, sitzung.art), f"\nWo: {sitzung.ort}" if sitzung.ort else ""
    wann = f"\nWann: {uhrzeit(sitzung.beginn, sitzung.ende)}" if sitzung.beginn else ""
    text = (
        f"Guten Tag {' '.join(str(an).split())},\n\n{_SATZ[sendung]}\n\n{titel}{wann}{ort}\n\n"
        f"Tagesordnung und wer eingeladen ist: {settings.BASIS_URL}{_pfad(sitzung)}\n\n{_DATEI[methode]}\n"
    )
    datei = kalenderdatei(sitzung, an, methode, jetzt=jetzt)
    post = EmailMultiAlternatives(f"{sendung}: {titel}", text, None, [an.email])
    post.attach_alternative(datei, f"text/calendar; method={methode}")
    post.attach(DATEI, datei, "application/ics")
    return post


def _pfad(sitzung: Sitzung) -> str:
    return reverse("traeger:sitzung-detail", args=[sitzung.pk])


def kalenderdatei(sitzung: Sitzung, an: Benutzer, methode: str, *, jetzt: datetime) -> str:
    """Die Datei in der Fassung `sitzung.folge`, mit dieser einen Person; das Haus lädt ein und erwartet keine Antwort."""
    plan, termin = Calendar(), Event()
    for name, wert in (("prodid", "-//ARGE Integration Heilbronn//Einladung//DE"), ("version", "2.0"), ("method", methode)):
        plan.add(name, wert)
    von, bis = zeiten(sitzung)
    if isinstance(von, datetime):
        plan.add_component(_zeitzone())
    angaben: dict[str, Any] = {
        "uid": kennung(f"sitzung-{sitzung.pk}"), "sequence": sitzung.folge, "dtstamp": jetzt.astimezone(UTC),
        "dtstart": von, "dtend": bis, "summary": sitzung.get_art_display(), "location": sitzung.ort,
        "status": "CANCELLED" if methode == "CANCEL" else "CONFIRMED", "transp": "TRANSPARENT" if methode == "CANCEL" else "OPAQUE",
        "url": settings.BASIS_URL + _pfad(sitzung),
    }  # fmt: skip
    for name, wert in angaben.items():
        if wert not in (None, ""):
            termin.add(name, wert)
    haus, absender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    termin.add("organizer", vCalAddress(f"mailto:{absender}"), parameters={"CN": haus or absender})
    gast = {"CN": str(an), "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    termin.add("attendee", vCalAddress(f"mailto:{an.email}"), parameters=gast)
    plan.add_component(termin)
    return plan.to_ical().decode()


def _zeitzone() -> Timezone:
    """Die Regel der EU: Die Bibliothek zählte stattdessen jeden Wechsel seit 1970 auf."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for art, name, vorher, nachher, beginn in (
        (TimezoneDaylight, "CEST", 1, 2, datetime.fromisoformat("1970-03-29T02:00")),
        (TimezoneStandard, "CET", 2, 1, datetime.fromisoformat("1970-10-25T03:00")),
    ):
        teil = art()
        teil.add("dtstart", beginn)
        teil.add("rrule", {"freq": "yearly", "bymonth": beginn.month, "byday": "-1su"})
        teil.add("tzname", name)
        teil.add("tzoffsetfrom", timedelta(hours=vorher))
        teil.add("tzoffsetto", timedelta(hours=nachher))
        zone.add_component(teil)
    return zone
