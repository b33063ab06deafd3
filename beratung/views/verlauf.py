"""Der Verlauf einer Akte als Einträge der Zeitleiste: neueste zuerst, seitenweise, mit fester Abfragezahl."""

from arge.daten.abfragen import gelesen
from arge.daten.eingang import aus_adresse
from arge.seite.storno import im_verlauf
from arge.seite.vorlagen import url
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import tag_danach
from beratung.begriffe import Abschlussgrund
from beratung.models import Berichtigung, Kontakt
from beratung.tables import themen_worte

JE_SEITE = 20
#: Ab so vielen Tagen ohne Kontakt fällt ein laufender Fall auf (fachmodell 3: „kein Kontakt seit 60 Tagen“).
OHNE_KONTAKT_TAGE = 60
LETZTE_SEITE = 50  # kein OFFSET über 1.000 (qualitaet 2)


def verlauf(fall, *, seite: str, darf: bool) -> dict:
    """Kontakte, Zuständigkeiten und die Ereignisse des Falls für `fall_detail.jinja`; `fall` kommt aus `mit_werdegang`."""
    kontakte = Kontakt.auch_stornierte.filter(traeger=fall.traeger_id, fall=fall)
    blatt = Blatt(kontakte.select_related("fachkraft", "partner"), seite)
    ereignisse = [
        *enden(gelesen(fall.enden, "von", "bis"), darf, "beratung"),
        {"am": fall.begonnen_am, "titel": "Beginn der Beratung", "art": "still", "rang": -1},
    ]
    return {
        "eintraege": blatt.mit(ereignisse, [_kontakt(k, darf) for k in blatt.zeilen]), **blatt.wege,
        "zustaendigkeiten": list(fall.zustaendigkeiten.select_related("fachkraft").order_by("-von")),
        "berichtigungen": Berichtigung.gelesen(fall.berichtigt),
    }  # fmt: skip


class Blatt:
    """Eine Seite des Verlaufs: ihre Kontakte, und welche Ereignisse zwischen ihnen liegen. Eine Abfrage."""

    def __init__(self, kontakte, seite: str) -> None:
        self.nummer = min(aus_adresse(seite, range(1, 10**8), sonst=1), LETZTE_SEITE)
        ab = (self.nummer - 1) * JE_SEITE
        geladen = list(kontakte[max(ab - 1, 0) : ab + JE_SEITE + 1])
        davor, geladen = (geladen[:1], geladen[1:]) if self.nummer > 1 else ([], geladen)
        self.zeilen = geladen[:JE_SEITE]
        self.hat_aeltere = len(geladen) > JE_SEITE and self.nummer < LETZTE_SEITE
        self.bis = davor[0].am if davor else None
        self.von = self.zeilen[-1].am if self.hat_aeltere else None

    @property
    def wege(self) -> dict:
        """Nummern der Seiten daneben."""
        return {
            "neuere": self.nummer - 1 if self.nummer > 1 else None,
            "aeltere": self.nummer + 1 if self.hat_aeltere else None,
        }

    def mit(self, ereignisse: list[dict], eintraege: list[dict]) -> list[dict]:
        """Beides zusammen, neueste zuerst; jedes Ereignis steht auf genau einer Seite. `rang` ordnet einen Tag."""
        da = [
            e for e in ereignisse if (self.von is None or e["am"] >= self.von) and (self.bis is None or e["am"] < self.bis)
        ]
        return sorted([*da, *eintraege], key=lambda e: (e["am"], e.get("rang", 0)), reverse=True)


def enden(abschluesse, darf: bool, app: str) -> list[dict]:
    """Abschlüsse und Wiederaufnahmen als Einträge; der Verweis führt zum Berichtigen und nennt es unhörbar, mit Nummer."""
    eintraege = []
    for a in abschluesse:
        verweis = (
            {"ziel": url(f"{app}:abschluss-berichtigen", a.pk), "nur_gehoert": f"berichtigen, Nummer {a.pk}"} if darf else {}
        )
        grund = Abschlussgrund(a.grund).label
        eintraege.append({"am": a.von, "titel": "Abgeschlossen", "zusatz": grund, "art": "still", "rang": 1, **verweis})
        if a.bis:
            eintraege.append({"am": tag_danach(a.bis), "titel": "Wieder aufgenommen", "art": "still", "rang": -1})
    return eintraege


def zeichen(fall, am) -> list[tuple[str, str]]:
    """Was die Personenleiste eines MBE-Falls zeigt: nur, was auffällt."""
    if not fall.ist_laufend:
        return [("offen", f"abgeschlossen am {datum(fall.abgeschlossen_am)}")]
    zuletzt = fall.kontakt_am or fall.begonnen_am
    tage = (am - zuletzt).days
    return [("bald", f"seit {tage} Tagen kein Kontakt")] if tage > OHNE_KONTAKT_TAGE else []


def _kontakt(kontakt, darf: bool) -> dict:
    """Ein Kontakt; der Verweis zum Bearbeiten trägt unhörbar Tag und Nummer, damit kein Linktext zweimal vorkommt."""
    zusatz = [themen_worte(kontakt.themen), str(kontakt.fachkraft)]
    zusatz += ["mit Dolmetschen"] if kontakt.mit_dolmetschen else []
    if kontakt.anzahl_angehoerige:
        zusatz.append(
            "eine angehörige Person" if kontakt.anzahl_angehoerige == 1 else f"{kontakt.anzahl_angehoerige} Angehörige"
        )
    zusatz += [f"Verweis an {kontakt.partner}"] if kontakt.partner else []
    form = kontakt.get_form_display()
    return im_verlauf(kontakt, "beratung:kontakt", darf) | {
        "am": kontakt.am, "titel": f"{form[0].upper()}{form[1:]}, {kontakt.dauer_minuten} Minuten",
        "nur_gehoert": f"am {datum(kontakt.am)}, Kontakt {kontakt.pk}",
        "text": kontakt.notiz, "zusatz": " · ".join(zusatz),
    }  # fmt: skip
