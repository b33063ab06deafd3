"""Wortschatz: Rollen, Rechte, Arbeitsfelder, Stellen, Aufträge. Quelle: Fachmodell 0 und 1, Konzept 3.1–3.3."""

from datetime import timedelta
from enum import StrEnum

from django.db.models import TextChoices


class Rolle(TextChoices):
    """Wer jemand in der ARGE ist; eine Mitgliedschaft hat genau eine Rolle."""

    FACHKRAFT = "fachkraft", "Fachkraft"
    LEITUNG = "leitung", "Leitung"
    VERWALTUNG = "verwaltung", "Verwaltung"
    KOORDINATION = "koordination", "Koordination"
    STEUERUNG = "steuerung", "Steuerung"
    PRUEFUNG = "pruefung", "Prüfung"
    BETRIEB = "betrieb", "Betrieb"


#: Rollen ohne Sitz bei einem Träger (Fachmodell 0: „ARGE, trägerübergreifend“ und „technisch“).
ROLLEN_OHNE_TRAEGER = frozenset({Rolle.KOORDINATION, Rolle.BETRIEB})
#: Rollen, die nur die Kommune vergibt.
ROLLEN_DER_KOMMUNE = frozenset({Rolle.STEUERUNG, Rolle.PRUEFUNG})
#: Wessen Mitgliedschaften jemand sieht und beendet: die Leitung die ihres Trägers, der Betrieb alle.
ROLLEN_VERWALTBAR: dict[Rolle | None, frozenset[Rolle]] = {
    Rolle.LEITUNG: frozenset(Rolle) - ROLLEN_OHNE_TRAEGER,
    Rolle.BETRIEB: frozenset(Rolle),
}
#: Wer welche Rollen vergibt: die bei einem Träger nur dessen Leitung. Der Betrieb sieht nie Akten und vergibt darum auch keine;
#: bei einem Träger holt er nur die erste Leitung, solange es keine gibt (`traeger.konto.regeln.vergeben`).
ROLLEN_VERGIBT: dict[Rolle | None, frozenset[Rolle]] = {
    Rolle.LEITUNG: frozenset(Rolle) - ROLLEN_OHNE_TRAEGER,
    Rolle.BETRIEB: ROLLEN_OHNE_TRAEGER | {Rolle.LEITUNG},
}
#: Rollen, die selbst Zugang vergeben oder freigeben oder die Zahlen aller Träger sehen: Sie gelten erst, wenn eine zweite Person
#: sie freigibt – eine andere Leitung des Trägers oder, wo es keine gibt, die Steuerung. Eine Fachkraft, die ihre Leitung
#: einlädt, gilt sofort: Die Leitung hat ihre Akten selbst, gibt also nichts weiter, was sie nicht hätte, und alle Leitungen
#: erfahren es.
ROLLEN_MIT_FREIGABE = frozenset({Rolle.LEITUNG, Rolle.STEUERUNG, Rolle.PRUEFUNG, Rolle.KOORDINATION, Rolle.BETRIEB})
#: Rollen, ohne die niemand mehr jemanden einladen könnte: je Träger bleibt immer eine Leitung, insgesamt ein Betrieb.
ROLLEN_UNVERZICHTBAR = frozenset({Rolle.LEITUNG, Rolle.BETRIEB})


class Arbeitsfeld(TextChoices):
    """Aufgabe einer Fachkraft und zugleich Aufgabe eines Stellenanteils (Konzept 3.1, 3.2)."""

    EA = "EA", "Ehrenamtskoordination"
    MBE = "MBE", "Migrationsberatung (MBE)"
    IM = "IM", "Integrationsmanagement"


class Recht(StrEnum):
    """Was jemand tun darf; der Wert ist zugleich Djangos Permission-Name `app.codename`."""

    FALL_LESEN = "beratung.fall_lesen"
    FALL_BEARBEITEN = "beratung.fall_bearbeiten"
    IM_LESEN = "integrationsmanagement.im_lesen"
    IM_BEARBEITEN = "integrationsmanagement.im_bearbeiten"
    AUSLASTUNG_LESEN = "integrationsmanagement.auslastung_lesen"
    EHRENAMT_LESEN = "ehrenamt.ehrenamt_lesen"
    EHRENAMT_BEARBEITEN = "ehrenamt.ehrenamt_bearbeiten"
    PROJEKT_LESEN = "ehrenamt.projekt_lesen"
    STELLENPLAN_LESEN = "traeger.stellenplan_lesen"
    STELLENPLAN_BEARBEITEN = "traeger.stellenplan_bearbeiten"
    BESETZUNG_LESEN = "traeger.besetzung_lesen"
    BESETZUNG_BEARBEITEN = "traeger.besetzung_bearbeiten"
    WARNUNG_LESEN = "traeger.warnung_lesen"
    WARNUNG_QUITTIEREN = "traeger.warnung_quittieren"
    SITZUNG_LESEN = "traeger.sitzung_lesen"
    SITZUNG_BEARBEITEN = "traeger.sitzung_bearbeiten"
    NETZWERK_LESEN = "traeger.netzwerk_lesen"
    NETZWERK_BEARBEITEN = "traeger.netzwerk_bearbeiten"
    PARTNER_LESEN = "traeger.partner_lesen"
    PARTNER_BEARBEITEN = "traeger.partner_bearbeiten"
    MITGLIEDER_VERWALTEN = "traeger.mitglieder_verwalten"
    MITGLIEDER_FREIGEBEN = "traeger.mitglieder_freigeben"
    STAMMDATEN_BEARBEITEN = "traeger.stammdaten_bearbeiten"
    BETRIEB_LESEN = "traeger.betrieb_lesen"
    FINANZEN_LESEN = "finanzen.finanzen_lesen"
    FINANZEN_BEARBEITEN = "finanzen.finanzen_bearbeiten"
    UEBERSICHT_LESEN = "finanzen.uebersicht_lesen"
    NACHWEIS_LESEN = "finanzen.nachweis_lesen"
    NACHWEIS_ERSTELLEN = "finanzen.nachweis_erstellen"


#: Jedes Recht in Worten; daraus entsteht die Seite „Wer darf was sehen“.
RECHT_WORT: dict[Recht, str] = {
    Recht.FALL_LESEN: "Personen und Fälle der Migrationsberatung lesen",
    Recht.FALL_BEARBEITEN: "Personen und Fälle der Migrationsberatung bearbeiten",
    Recht.IM_LESEN: "Fälle des Integrationsmanagements lesen",
    Recht.IM_BEARBEITEN: "Fälle des Integrationsmanagements bearbeiten",
    Recht.AUSLASTUNG_LESEN: "Auslastung des Integrationsmanagements sehen (nur Zahlen)",
    Recht.EHRENAMT_LESEN: "Ehrenamtliche und ihre Stunden sehen",
    Recht.EHRENAMT_BEARBEITEN: "Ehrenamtliche, Projekte und Stunden bearbeiten",
    Recht.PROJEKT_LESEN: "Projekte des Ehrenamts sehen",
    Recht.STELLENPLAN_LESEN: "Stellenplan sehen",
    Recht.STELLENPLAN_BEARBEITEN: "Vereinbarungen, Stellenanteile und Bewilligungen bearbeiten",
    Recht.BESETZUNG_LESEN: "Fachkräfte, Besetzung, Abwesenheit und Vertretung des Trägers sehen",
    Recht.BESETZUNG_BEARBEITEN: "Fachkräfte, Besetzung, Abwesenheit und Vertretung des Trägers bearbeiten",
    Recht.WARNUNG_LESEN: "Warnungen zu Stellen und Verträgen sehen",
    Recht.WARNUNG_QUITTIEREN: "Warnungen quittieren, für die die eigene Rolle verantwortlich ist",
    Recht.SITZUNG_LESEN: "Sitzungen, Beschlüsse und Aufgaben der ARGE lesen",
    Recht.SITZUNG_BEARBEITEN: "Sitzungen einladen, Niederschrift führen, Aufgaben verteilen",
    Recht.NETZWERK_LESEN: "Netzwerk- und Öffentlichkeitsarbeit lesen",
    Recht.NETZWERK_BEARBEITEN: "Netzwerk- und Öffentlichkeitsarbeit des Trägers erfassen",
    Recht.PARTNER_LESEN: "Verzeichnis der Partner lesen",
    Recht.PARTNER_BEARBEITEN: "Verzeichnis der Partner pflegen",
    Recht.MITGLIEDER_VERWALTEN: "Personen einladen und Mitgliedschaften beenden",
    Recht.MITGLIEDER_FREIGEBEN: "Mitgliedschaften freigeben, die jemand anderes vergeben hat",
    Recht.STAMMDATEN_BEARBEITEN: "Träger, Standorte, Stadtteile und Quartiere pflegen",
    Recht.BETRIEB_LESEN: "Gescheiterte Aufträge, Postausgang und letzte Sicherung sehen (nie Inhalte)",
    Recht.FINANZEN_LESEN: "Bescheide, Personalkosten und Belege sehen",
    Recht.FINANZEN_BEARBEITEN: "Bescheide, Personalkosten und Belege bearbeiten",
    Recht.UEBERSICHT_LESEN: "Übersicht der Stadt über alle Träger sehen (nur Zahlen)",
    Recht.NACHWEIS_LESEN: "Verwendungsnachweise lesen",
    Recht.NACHWEIS_ERSTELLEN: "Verwendungsnachweise erstellen",
}

#: Rechte an Akten und Ehrenamt wirken nur im Arbeitsfeld, das die Mitgliedschaft führt.
RECHT_FELD: dict[Recht, Arbeitsfeld] = {
    Recht.FALL_LESEN: Arbeitsfeld.MBE,
    Recht.FALL_BEARBEITEN: Arbeitsfeld.MBE,
    Recht.IM_LESEN: Arbeitsfeld.IM,
    Recht.IM_BEARBEITEN: Arbeitsfeld.IM,
    Recht.EHRENAMT_LESEN: Arbeitsfeld.EA,
    Recht.EHRENAMT_BEARBEITEN: Arbeitsfeld.EA,
    Recht.PROJEKT_LESEN: Arbeitsfeld.EA,
}

#: Was mit diesen Rechten geschrieben wird, gibt oder nimmt jemandem Zugang: Jede solche Seite verlangt, sich frisch auszuweisen.
RECHTE_AUSGEWIESEN = frozenset({Recht.MITGLIEDER_VERWALTEN, Recht.MITGLIEDER_FREIGEBEN})

_FACHKRAFT = {
    Recht.FALL_LESEN, Recht.FALL_BEARBEITEN, Recht.IM_LESEN, Recht.IM_BEARBEITEN, Recht.AUSLASTUNG_LESEN,
    Recht.EHRENAMT_LESEN, Recht.EHRENAMT_BEARBEITEN, Recht.PROJEKT_LESEN, Recht.STELLENPLAN_LESEN,
    Recht.SITZUNG_LESEN, Recht.NETZWERK_LESEN, Recht.NETZWERK_BEARBEITEN, Recht.PARTNER_LESEN,
}  # fmt: skip

#: Die eine Rechtetabelle (Fachmodell 0). Was hier nicht steht, darf niemand.
RECHTE: dict[Rolle, frozenset[Recht]] = {
    Rolle.FACHKRAFT: frozenset(_FACHKRAFT),
    Rolle.LEITUNG: frozenset(_FACHKRAFT | {
        Recht.BESETZUNG_LESEN, Recht.BESETZUNG_BEARBEITEN, Recht.WARNUNG_LESEN, Recht.WARNUNG_QUITTIEREN,
        Recht.SITZUNG_BEARBEITEN, Recht.PARTNER_BEARBEITEN, Recht.MITGLIEDER_VERWALTEN, Recht.MITGLIEDER_FREIGEBEN,
        Recht.FINANZEN_LESEN, Recht.NACHWEIS_LESEN,
    }),
    Rolle.VERWALTUNG: frozenset({
        Recht.STELLENPLAN_LESEN, Recht.BESETZUNG_LESEN, Recht.PARTNER_LESEN, Recht.FINANZEN_LESEN, Recht.FINANZEN_BEARBEITEN,
        Recht.NACHWEIS_LESEN,
    }),
    Rolle.KOORDINATION: frozenset({
        Recht.PROJEKT_LESEN, Recht.STELLENPLAN_LESEN, Recht.AUSLASTUNG_LESEN, Recht.WARNUNG_LESEN, Recht.SITZUNG_LESEN,
        Recht.SITZUNG_BEARBEITEN, Recht.NETZWERK_LESEN, Recht.PARTNER_LESEN, Recht.PARTNER_BEARBEITEN, Recht.NACHWEIS_LESEN,
        Recht.NACHWEIS_ERSTELLEN,
    }),
    Rolle.STEUERUNG: frozenset({
        Recht.STELLENPLAN_LESEN, Recht.STELLENPLAN_BEARBEITEN, Recht.AUSLASTUNG_LESEN, Recht.WARNUNG_LESEN,
        Recht.WARNUNG_QUITTIEREN, Recht.SITZUNG_LESEN, Recht.SITZUNG_BEARBEITEN, Recht.PARTNER_LESEN, Recht.PARTNER_BEARBEITEN,
        Recht.STAMMDATEN_BEARBEITEN, Recht.MITGLIEDER_FREIGEBEN, Recht.UEBERSICHT_LESEN, Recht.FINANZEN_LESEN,
        Recht.FINANZEN_BEARBEITEN, Recht.NACHWEIS_LESEN,
    }),
    Rolle.PRUEFUNG: frozenset({
        Recht.STELLENPLAN_LESEN, Recht.UEBERSICHT_LESEN, Recht.FINANZEN_LESEN, Recht.NACHWEIS_LESEN,
    }),
    Rolle.BETRIEB: frozenset({Recht.MITGLIEDER_VERWALTEN, Recht.STAMMDATEN_BEARBEITEN, Recht.BETRIEB_LESEN}),
}  # fmt: skip


class Bereich(StrEnum):
    """Bereiche, die eine Rolle trägerübergreifend sieht; die Datenbank liest sie aus `app.alle`."""

    GELD = "geld"
    GELD_LESEN = "geld_lesen"
    PROJEKTE = "projekte"
    KONTEN = "konten"
    AUFTRAEGE = "auftraege"
    MITTEILUNGEN = "mitteilungen"


#: Welche Rolle welche Bereiche aller Träger sieht. Akten stehen hier nie: die sieht niemand trägerübergreifend.
BEREICHE: dict[Rolle, frozenset[Bereich]] = {
    Rolle.KOORDINATION: frozenset({Bereich.PROJEKTE}),
    Rolle.STEUERUNG: frozenset({Bereich.GELD, Bereich.GELD_LESEN}),
    Rolle.PRUEFUNG: frozenset({Bereich.GELD_LESEN}),
    Rolle.BETRIEB: frozenset({Bereich.KONTEN}),
}


class TraegerArt(TextChoices):
    """Freier Träger der Wohlfahrtspflege oder Kommune."""

    FREI = "frei", "freier Träger"
    KOMMUNE = "kommune", "Kommune"


class Datenschutzregime(TextChoices):
    """Welches Datenschutzrecht beim Träger gilt (fakten 6.1); steuert Texte, Fristen, Aufsicht."""

    DSGVO_BDSG = "dsgvo_bdsg", "DSGVO und BDSG"
    KDG = "kdg", "Gesetz über den Kirchlichen Datenschutz (KDG)"
    DSG_EKD = "dsg_ekd", "Datenschutzgesetz der EKD (DSG-EKD)"
    DSGVO_LDSG = "dsgvo_ldsg", "DSGVO und LDSG Baden-Württemberg"


class Quelle(TextChoices):
    """Woher das Geld eines Stellenanteils kommt (Konzept 3.1–3.3)."""

    STADT = "stadt", "Stadt Heilbronn"
    LAND = "land", "Land, VwV Integrationsmanagement"
    CADIFA = "cadifa", "CaDiFa (kirchlich, Caritas)"
    KIDIFLUE = "kidiflue", "KiDiFlü (kirchlich, Diakonie)"
    FLUEAG = "flueag", "Stadt, FlüAG (bis 2025)"


KIRCHLICHE_QUELLEN = frozenset({Quelle.CADIFA, Quelle.KIDIFLUE})


class Stellenkreis(TextChoices):
    """Wozu ein Stellenanteil zählt; nur der erste Kreis ist das Kontingent (Konzept 3.3; offen: 1,5 oder 2,0 VZÄ)."""

    KONTINGENT = "kontingent", "Kontingent der ARGE"
    KIRCHLICH = "kirchlich", "kirchliche Ehrenamtskoordination (bis zu)"
    OFFEN = "offen", "außerhalb des Kontingents, Entscheidung der Stadt offen"
    KOMMUNE = "kommune", "städtische Stellen"


class Lesart(TextChoices):
    """Welche Kreise eine Auswertung der Stellen zusammenzählt; die offenen Anteile der Diakonie stehen nie still darin."""

    KONTINGENT = "kontingent", "Kontingent der ARGE"
    MIT_OFFEN = "mit_offen", "Kontingent mit den offenen Anteilen"
    MIT_KIRCHLICH = "mit_kirchlich", "Kontingent und kirchliche Anteile"
    ALLE = "alle", "alles, auch städtische Stellen"


#: Die Kreise jeder Lesart.
LESART_KREISE: dict[Lesart, frozenset[Stellenkreis]] = {
    Lesart.KONTINGENT: frozenset({Stellenkreis.KONTINGENT}),
    Lesart.MIT_OFFEN: frozenset({Stellenkreis.KONTINGENT, Stellenkreis.OFFEN}),
    Lesart.MIT_KIRCHLICH: frozenset({Stellenkreis.KONTINGENT, Stellenkreis.KIRCHLICH}),
    Lesart.ALLE: frozenset(Stellenkreis),
}


class VereinbarungArt(TextChoices):
    """Worauf Stellenanteile beruhen: Vertrag, Kommunikationsvereinbarung, oder der Stellenplan, den die Stadt sich selbst gibt."""

    VERTRAG = "vertrag", "Vertrag"
    KOMMUNIKATION = "kommunikation", "Kommunikationsvereinbarung"
    STELLENPLAN = "stellenplan", "Stellenplan der Stadt"


class Qualifikation(TextChoices):
    """Abschluss einer Fachkraft; bestimmt den Fördersatz des Landes (fakten 1)."""

    HOCHSCHULE = "hochschule", "Hochschulabschluss"
    MITTLERER = "mittlerer", "mittlerer Abschluss"


class AbwesenheitArt(TextChoices):
    """Warum eine Fachkraft fehlt – nur so genau, wie die Vertretung es braucht; Krankheit steht nie als Krankheit hier."""

    URLAUB = "urlaub", "Urlaub"
    FORTBILDUNG = "fortbildung", "Fortbildung"
    ELTERNZEIT = "elternzeit", "Mutterschutz oder Elternzeit"
    SONSTIGE = "sonstige", "sonstige Abwesenheit"


class WarnungArt(TextChoices):
    """Wovor der Stellenplan warnt (Fachmodell 1, Warnungen mit Folge); Definitionen in `traeger.warnung.regeln`."""

    FINANZIERUNG = "finanzierung", "Finanzierung endet"
    VEREINBARUNG = "vereinbarung", "Vereinbarung endet"
    MINDESTANTEIL = "mindestanteil", "Mindestanteil der Stadt gefährdet"
    VAKANZ = "vakanz", "Stellenanteil unbesetzt"
    KLEINANTEIL = "kleinanteil", "weniger als 0,25 VZÄ im Integrationsmanagement"
    UEBER_BEWILLIGT = "ueber_bewilligt", "mehr besetzt als bewilligt"


class SitzungArt(TextChoices):
    """Wer zusammenkommt (Kommunikationsvereinbarung)."""

    JOUR_FIXE = "jour_fixe", "Jour fixe"
    STEUERUNGSGRUPPE = "steuerungsgruppe", "Steuerungsgruppe"
    WEITERE = "weitere", "weitere Sitzung"


class ImportStand(TextChoices):
    """Wie weit eine eingelesene Datei ist: hochgeladen, geprüft, dann übernommen, verworfen oder ohne Entscheidung abgelaufen.

    Abgewiesen wird, was Schadsoftware enthält oder sich nach der Virenprüfung nicht lesen lässt.
    """

    HOCHGELADEN = "hochgeladen", "wird geprüft"
    GEPRUEFT = "geprueft", "geprüft"
    UEBERNOMMEN = "uebernommen", "übernommen"
    VERWORFEN = "verworfen", "verworfen"
    ABGELAUFEN = "abgelaufen", "abgelaufen"
    ABGEWIESEN = "abgewiesen", "abgewiesen"


IMPORT_OFFEN = frozenset({ImportStand.HOCHGELADEN, ImportStand.GEPRUEFT})

#: So lange wartet eine geprüfte Datei auf eine Entscheidung; danach geht sie, denn sie nennt Beschäftigte.
IMPORT_FRIST = timedelta(days=14)


class Virenstand(TextChoices):
    """Ob eine hochgeladene Datei auf Schadsoftware geprüft ist; ist die Prüfung eingerichtet, geht nur Geprüftes hinaus und hinein."""

    OFFEN = "offen", "wird geprüft"
    SAUBER = "sauber", "geprüft"
    BEFALLEN = "befallen", "abgewiesen: Schadsoftware"
    UNGEPRUEFT = "ungeprueft", "nicht auf Schadsoftware geprüft"


#: Was der Kehrer noch prüft: Neues, und was kam, bevor die Prüfung eingerichtet war.
VIREN_WARTEND = frozenset({Virenstand.OFFEN, Virenstand.UNGEPRUEFT})


class BriefArt(TextChoices):
    """Was im Postausgang liegt: ein fertiger Brief oder die Bitte, ein Passwort zurückzusetzen."""

    BRIEF = "brief", "Brief"
    ZURUECKSETZEN = "zuruecksetzen", "Passwort zurücksetzen"


class AuftragStatus(TextChoices):
    """Zustand einer Auftragszeile (haus 3)."""

    WARTET = "wartet", "wartet"
    LAEUFT = "laeuft", "läuft"
    FERTIG = "fertig", "fertig"
    GESCHEITERT = "gescheitert", "gescheitert"
    ABGEBROCHEN = "abgebrochen", "abgebrochen"
    ABGELAUFEN = "abgelaufen", "abgelaufen"


AUFTRAG_OFFEN = frozenset({AuftragStatus.WARTET, AuftragStatus.LAEUFT})
#: So lange liegt das Ergebnis eines Auftrags zum Herunterladen bereit.
ERGEBNIS_FRIST = timedelta(days=7)


class Anlass(TextChoices):
    """Warum jemand eine Mitteilung bekommt."""

    ZUGEWIESEN = "zugewiesen", "zugewiesen"
    UEBERGEBEN = "uebergeben", "übergeben"
    FAELLIG = "faellig", "fällig"
    UEBERFAELLIG = "ueberfaellig", "überfällig"
    FERTIG = "fertig", "fertig"
    ZURUECK = "zurueck", "zurückgegeben"
    FRIST = "frist", "Frist berichtigt"


#: Per E-Mail kommt ohne eigene Wahl, was liegen bliebe; alles andere steht schon auf der Startseite oder wird erwartet.
MAIL_VORGABE = frozenset({Anlass.UEBERGEBEN, Anlass.UEBERFAELLIG, Anlass.ZURUECK})


class StornoGrund(TextChoices):
    """Warum ein Eintrag storniert wird; ohne Freitext, damit niemand hier über Menschen schreibt."""

    DOPPELT = "doppelt", "doppelt erfasst"
    FALSCH = "falsch", "bei der falschen Person oder Sache erfasst"
    NICHT = "nicht", "hat nicht stattgefunden"
    VERSEHEN = "versehen", "aus Versehen gespeichert"
    SONSTIGES = "sonstig", "anderer Grund"


class NetzwerkArt(TextChoices):
    """Art einer Netzwerk- oder Öffentlichkeitsarbeit (Konzept 1, 3.2)."""

    GREMIUM = "gremium", "Gremium oder Arbeitskreis"
    KOOPERATION = "kooperation", "Kooperationsgespräch"
    OEFFENTLICH = "oeffentlich", "Öffentlichkeitsarbeit"
    VERANSTALTUNG = "veranstaltung", "Veranstaltung"


class Loeschregel(TextChoices):
    """Wann Daten über Menschen gehen müssen (fakten 6.4). Fristen in Jahren sind Einstellung des Trägers oder Parameter.

    Wo keine gesetzliche Frist belegt ist, steht die Praxis als Annahme; still gelöscht wird nie (Vier-Augen-Freigabe).
    """

    AKTE = "akte", "Ende des Jahres des Abschlusses plus Aufbewahrung des Trägers, dann Anonymisierung"
    EHRENAMT = "ehrenamt", "sechs Monate nach dem Ausscheiden; Stunden und Treffen bleiben als Zahl (§ 72a Abs. 5 SGB VIII)"
    BESCHAEFTIGUNG = "beschaeftigung", "mit den Nachweisen, die auf die Besetzung verweisen (Handels- und Zuwendungsrecht)"
    FINANZEN = "finanzen", "zehn Jahre nach Ende des Haushaltsjahrs (Annahme: längste Frist aus fakten 3)"
    VEREINBARUNG = "vereinbarung", "zehn Jahre nach Ende der Vereinbarung, zu der es gehört (Annahme: wie Finanzen)"
    KONTO = "konto", "wenn keine Mitgliedschaft mehr gilt und kein Vorgang mehr auf das Konto verweist"
    KURZ = "kurz", "nach Tagen von selbst (Brief 1, Entwurf 7, Einladung 30, Mitteilung 90)"
    PROTOKOLL = "protokoll", "mit der Akte, die es betrifft"


#: Wo die neun Stadtteile ungefähr liegen (Spalte von Westen, Reihe von Norden), für Bilder; keine Karte.
STADTTEIL_LAGE = {
    "Kirchhausen": (0, 0), "Biberach": (1, 0), "Neckargartach": (2, 0), "Frankenbach": (0, 1), "Böckingen": (1, 1),
    "Kernstadt": (2, 1), "Klingenberg": (0, 2), "Horkheim": (1, 2), "Sontheim": (2, 2),
}  # fmt: skip
