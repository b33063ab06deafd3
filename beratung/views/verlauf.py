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
from beratung.views.reiter import Blick

JE_SEITE = 20
#: Ab so vielen Tagen ohne Kontakt fällt ein laufender Fall auf (fachmodell 3: „kein Kontakt seit 60 Tagen“).
OHNE_KONTAKT_TAGE = 60
LETZTE_SEITE = 50  # kein OFFSET über 1.000 (qualitaet 2)


def verlauf(fall, blick: Blick) -> dict:
    """Kontakte und Ereignisse des Falls; `fall` kommt aus `mit_werdegang`."""
    kontakte = Kontakt.auch_stornierte.filter(traeger=fall.traeger_id, fall=fall)
    seite = Verlaufsseite(kontakte.select_related("fachkraft", "partner"), blick)
    ereignisse = [
        *enden(gelesen(fall.enden, "von", "bis"), blick.darf, "beratung"),
        {"am": fall.begonnen_am, "titel": "Beginn der Beratung", "art": "still", "rang": -1},
    ]
    return {"eintraege": seite.mit(ereignisse, [_kontakt(k, blick.darf) for k in seite.zeilen]), **seite.wege}


def angaben(fall, blick: Blick) -> dict:
    """Person, Fall, Zuständigkeit und was an ihnen berichtigt wurde."""
    return {
        "zustaendigkeiten": list(fall.zustaendigkeiten.select_related("fachkraft").order_by("-von")),
        "berichtigungen": Berichtigung.gelesen(fall.berichtigt),
    }


class Verlaufsseite:
    """Eine Seite des Verlaufs: ihre Kontakte, und welche Ereignisse zwischen ihnen liegen. Eine Abfrage; auf Papier so viele Seiten auf einmal, wie man blättern könnte."""

    def __init__(self, kontakte, blick: Blick) -> None:
        je_seite = JE_SEITE * LETZTE_SEITE if blick.ganz else JE_SEITE
        self.nummer = (
            1 if blick.ganz else min(aus_adresse(blick.angaben.get("seite", "1"), range(1, 10**8), sonst=1), LETZTE_SEITE)
        )
        ab = (self.nummer - 1) * je_seite
        geladen = list(kontakte[max(ab - 1, 0) : ab + je_seite + 1])
        davor, geladen = (geladen[:1], geladen[1:]) if self.nummer > 1 else ([], geladen)
        self.zeilen = geladen[:je_seite]
        self.hat_aeltere = len(geladen) > je_seite and self.nummer < LETZTE_SEITE
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


def ampeln(fall, am) -> list[tuple[str, str]]:
    """Was oben in der Akte steht: ob der Fall läuft, und wann zuletzt jemand mit der Person sprach."""
    if fall.ist_laufend:
        stand = ("gut", f"laufend seit {datum(fall.begonnen_am)}")
    else:
        stand = ("offen", f"abgeschlossen am {datum(fall.abgeschlossen_am)}")
    if fall.kontakt_am is None:
        return [stand, ("bald", "noch kein Kontakt")]
    lange_her = fall.ist_laufend and (am - fall.kontakt_am).days > OHNE_KONTAKT_TAGE
    return [stand, ("bald" if lange_her else "offen", f"letzter Kontakt {datum(fall.kontakt_am)}")]


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
