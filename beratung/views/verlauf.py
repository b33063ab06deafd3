"""Der Verlauf einer Akte als Einträge der Zeitleiste: neueste zuerst, seitenweise, mit fester Abfragezahl."""

from arge.daten.eingang import aus_adresse
from arge.seite.vorlagen import url
from arge.zahlen.format import datum
from beratung.tables import themen_worte

JE_SEITE = 20
LETZTE_SEITE = 50  # kein OFFSET über 1.000 (qualitaet 2)


def verlauf(fall, *, seite: str, darf: bool) -> dict:
    """Kontakte, Zuständigkeiten und die Ereignisse des Falls für `fall_detail.jinja`."""
    nummer = min(aus_adresse(seite, range(1, 10**8), sonst=1), LETZTE_SEITE)
    ab = (nummer - 1) * JE_SEITE
    kontakte = list(fall.kontakte.select_related("fachkraft", "partner")[ab : ab + JE_SEITE + 1])
    eintraege = [_kontakt(k, darf) for k in kontakte[:JE_SEITE]]
    if nummer == 1 and fall.abgeschlossen_am:
        grund = fall.get_abschlussgrund_display()
        eintraege.insert(0, {"am": fall.abgeschlossen_am, "titel": "Abgeschlossen", "zusatz": grund, "art": "still"})
    aeltere = len(kontakte) > JE_SEITE and nummer < LETZTE_SEITE
    if not aeltere:
        eintraege.append({"am": fall.begonnen_am, "titel": "Beginn der Beratung", "art": "still"})
    zustaendigkeiten = list(fall.zustaendigkeiten.select_related("fachkraft").order_by("-von"))
    seiten = {"neuere": nummer - 1 if nummer > 1 else None, "aeltere": nummer + 1 if aeltere else None}
    letzter = kontakte[0].am if kontakte and nummer == 1 else None
    return {"eintraege": eintraege, "zustaendigkeiten": zustaendigkeiten, "letzter_kontakt_am": letzter, **seiten}


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
    return {
        "am": kontakt.am, "titel": f"{form[0].upper()}{form[1:]}, {kontakt.dauer_minuten} Minuten",
        "nur_gehoert": f"am {datum(kontakt.am)}, Kontakt {kontakt.pk}",
        "text": kontakt.notiz, "zusatz": " · ".join(zusatz),
        "ziel": url("beratung:kontakt-bearbeiten", kontakt.pk) if darf else "",
    }  # fmt: skip
