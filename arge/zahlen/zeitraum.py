"""Zeiträume mit einschließendem `bis`, Monatsanteile, Fristen und Lebensalter (haus 3; rein, ohne Uhr)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple, Self

TAG = timedelta(days=1)


class Monat(NamedTuple):
    """Ein Monat eines Zeitraums mit dem Teil, der hineinfällt: tage von tage_im_monat."""

    jahr: int
    monat: int
    tage: int
    tage_im_monat: int

    @property
    def anteil(self) -> Fraction:
        """Genauer Bruch, damit zwölf volle Monate genau zwölf sind."""
        return Fraction(self.tage, self.tage_im_monat)

    @property
    def erster(self) -> date:
        return date(self.jahr, self.monat, 1)


def monatsende(tag: date) -> date:
    """Der letzte Tag des Monats; der 31.12.9999 ist der letzte Tag überhaupt."""
    if tag.month == 12:
        return tag.replace(day=31)
    return tag.replace(month=tag.month + 1, day=1) - TAG


def _naechster_erster(tag: date) -> date | None:
    ende = monatsende(tag)
    return None if ende == date.max else ende + TAG


@dataclass(frozen=True, slots=True, order=False)
class Zeitraum:
    """Von … bis einschließlich; `bis=None` heißt offen. Ein leerer Zeitraum ist keiner, sondern None."""

    von: date
    bis: date | None = None

    def __post_init__(self) -> None:
        if self.bis is not None and self.bis < self.von:
            raise ValueError(f"Der Zeitraum endet ({self.bis}), bevor er beginnt ({self.von}).")

    def __str__(self) -> str:
        if self.bis is None:
            return f"ab {self.von:%d.%m.%Y}"
        return f"{self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}"

    def __contains__(self, tag: date) -> bool:
        return self.enthaelt(tag)

    @classmethod
    def jahr(cls, jahr: int) -> Self:
        return cls(date(jahr, 1, 1), date(jahr, 12, 31))

    @classmethod
    def quartal(cls, jahr: int, quartal: int) -> Self:
        if quartal not in (1, 2, 3, 4):
            raise ValueError("Ein Jahr hat die Quartale 1 bis 4.")
        return cls(date(jahr, 3 * quartal - 2, 1), monatsende(date(jahr, 3 * quartal, 1)))

    @classmethod
    def monat(cls, jahr: int, monat: int) -> Self:
        return cls(date(jahr, monat, 1), monatsende(date(jahr, monat, 1)))

    @property
    def ist_offen(self) -> bool:
        return self.bis is None

    @property
    def ende(self) -> date:
        """Vergleichbares Ende: offen ist später als jeder Tag."""
        return self.bis or date.max

    @property
    def tage(self) -> int:
        """Anzahl der Tage, beide Enden mitgezählt; ein offener Zeitraum hat keine."""
        return (self._geschlossen() - self.von).days + 1

    def _geschlossen(self) -> date:
        if self.bis is None:
            raise ValueError("Ein offener Zeitraum hat keine Länge; erst mit schnitt() begrenzen.")
        return self.bis

    def enthaelt(self, tag: date) -> bool:
        return self.von <= tag <= self.ende

    def umfasst(self, anderer: "Zeitraum") -> bool:
        """Der andere liegt ganz darin."""
        return self.von <= anderer.von and anderer.ende <= self.ende

    def ueberschneidet(self, anderer: "Zeitraum") -> bool:
        """Mindestens ein gemeinsamer Tag; aneinander grenzende Zeiträume (30.6./1.7.) haben keinen."""
        return self.von <= anderer.ende and anderer.von <= self.ende

    def schnitt(self, anderer: "Zeitraum") -> "Zeitraum | None":
        """Die gemeinsamen Tage oder None."""
        if not self.ueberschneidet(anderer):
            return None
        bis = min(self.ende, anderer.ende)
        return Zeitraum(max(self.von, anderer.von), None if self.bis is None and anderer.bis is None else bis)

    def monate(self) -> Iterator[Monat]:
        """Jeder berührte Kalendermonat mit seinem Tagesanteil – Grundlage aller Jahresmittel und Monatsbeträge."""
        tag: date | None = self.von
        ende = self._geschlossen()
        while tag is not None and tag <= ende:
            letzter = monatsende(tag)
            yield Monat(tag.year, tag.month, (min(letzter, ende) - tag).days + 1, letzter.day)
            tag = _naechster_erster(tag)

    def jahre(self) -> range:
        """Die berührten Kalenderjahre."""
        return range(self.von.year, self._geschlossen().year + 1)


def ohne(ganzes: Zeitraum, luecken: Iterable[Zeitraum]) -> list[Zeitraum]:
    """Was von einem Zeitraum übrig bleibt, in der Folge der Tage."""
    teile, von = [], ganzes.von
    for luecke in sorted(luecken, key=lambda zeit: zeit.von):
        if luecke.ende < von or luecke.von > ganzes.ende:
            continue
        if luecke.von > von:
            teile.append(Zeitraum(von, tag_davor(luecke.von)))
        if luecke.ende >= ganzes.ende:
            return teile
        von = tag_danach(luecke.ende)
    return [*teile, Zeitraum(von, ganzes.bis)]


def satz_wer_da_war(wer: str, tag: date, *dabei: "Zeitraum") -> str | None:
    """Ob jemand oder etwas an einem Tag da war, und wenn nicht, der Satz dazu – überall dieselbe Frage mit derselben Antwort.

    Gemeint ist der Tag des Ereignisses, nie der, an dem jemand es einträgt: Wer im November ein Treffen vom März nachträgt,
    meint die Menschen vom März. `dabei`: die Zeiten, in denen jemand da war, in ihrer Folge; dazwischen liegen Pausen.
    """
    if any(tag in zeit for zeit in dabei):
        return None
    davor = [zeit for zeit in dabei if zeit.ende < tag]
    danach = [zeit for zeit in dabei if zeit.von > tag]
    if davor and danach:
        return f"{wer} war vom {tag_danach(davor[-1].ende):%d.%m.%Y} bis zum {tag_davor(danach[0].von):%d.%m.%Y} nicht dabei, auch nicht am {tag:%d.%m.%Y}."
    if davor:
        return f"{wer} war nur bis zum {davor[-1].ende:%d.%m.%Y} dabei, nicht mehr am {tag:%d.%m.%Y}."
    if danach:
        return f"{wer} ist erst seit dem {danach[0].von:%d.%m.%Y} dabei, nicht schon am {tag:%d.%m.%Y}."
    return f"{wer} war nie dabei."


def anteil_am(zeitraum: Zeitraum, ganzes: Zeitraum) -> Fraction:
    """Anteil der Tage von `ganzes`, die in den Zeitraum fallen (z. B. Jahresmittel der VZÄ, Tage genau)."""
    gemeinsam = zeitraum.schnitt(ganzes)
    return Fraction(gemeinsam.tage if gemeinsam else 0, ganzes.tage)


def tage_spaeter(tag: date, anzahl: int) -> date:
    """`anzahl` Tage später, höchstens der letzte und mindestens der erste Tag des Kalenders: Rechnen bricht keine Seite."""
    return date.fromordinal(min(max(tag.toordinal() + anzahl, date.min.toordinal()), date.max.toordinal()))


def tag_danach(tag: date) -> date:
    """Der Tag danach; nach dem letzten Tag des Kalenders kommt keiner mehr, er selbst bleibt."""
    return tage_spaeter(tag, 1)


def tag_davor(tag: date) -> date:
    """Der Tag davor; vor dem ersten Tag des Kalenders war keiner, er selbst bleibt."""
    return tage_spaeter(tag, -1)


def monate_spaeter(tag: date, anzahl: int) -> date:
    """Gleicher Tag `anzahl` Monate später; fehlt er, der letzte des Monats (§ 188 Abs. 3 BGB). 31.1. + 1 → 28.2.

    Am Rand des Kalenders der letzte (oder erste) Tag, den es gibt.
    """
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + anzahl, 12)
    if not date.min.year <= jahr <= date.max.year:
        return date.max if jahr > date.max.year else date.min
    letzter = monatsende(date(jahr, monat + 1, 1)).day
    return date(jahr, monat + 1, min(tag.day, letzter))


def jahre_spaeter(tag: date, anzahl: int) -> date:
    """Gleicher Tag `anzahl` Jahre später; 29.2. wird im Gemeinjahr der 28.2. (§ 188 Abs. 3 BGB)."""
    return monate_spaeter(tag, 12 * anzahl)


def alter_am(geburt: date, am: date) -> int:
    """Vollendete Lebensjahre: der Geburtstag zählt mit (§ 187 Abs. 2 Satz 2, § 188 Abs. 2 BGB).

    Das Jahr endet mit dem Ablauf des Vortags. Wer am 29.2. geboren ist, vollendet es im Gemeinjahr mit Ablauf des
    28.2. und ist darum am 1.3. älter, nicht schon am 28.2.
    """
    if am < geburt:
        raise ValueError("Vor der Geburt gibt es kein Alter.")
    return am.year - geburt.year - ((am.month, am.day) < (geburt.month, geburt.day))
