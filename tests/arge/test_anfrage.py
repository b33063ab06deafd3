"""Was ein Wort der Anfrage findet: dieselben Menschen in jeder Schreibung, ein Tippfehler, und nicht zu viel."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from arge.daten import anfrage, eingang, klang
from arge.daten.anfrage import GENAU, KLINGT, SUCHWORTE, VERTIPPT, WORTLAENGE, Anfrage, lies_anfrage, worte_aus
from arge.daten.klang import FEHLER_AB, FEHLER_BIS, WORTE, schluessel
from arge.daten.suche import kern, name_passt, suchform
from beratung.models import Person, Personschluessel
from tests.arge.test_klang import NAMEN
from tests.arge.test_suche import MENSCHEN
from tests.factories import MitgliedschaftFactory, PersonFactory, TraegerFactory
from traeger.zugang import handeln, zugang_von

HEUTE = date(2026, 11, 28)
#: (gesucht, eingetragen, Rang); None: wird nicht gefunden. Die Namen sind geläufig und meinen niemanden.
PAARE = [
    # dieselbe Schreibung, wie sie jede Tastatur hergibt
    ("Oezdemir", "Özdemir", GENAU), ("Ozdemir", "Özdemir", GENAU), ("Nguyen", "Nguyễn", GENAU), ("Sahin", "Şahin", GENAU), ("Wisniew", "Wiśniewska", GENAU),
    # Arabisch, Persisch, Kurdisch
    ("Mohammed", "Muhamed", KLINGT), ("محمد", "Mohammed", KLINGT), ("Mohammed", "محمد", KLINGT), ("Мухаммад", "Muhammed", KLINGT), ("Chaled", "Khaled", KLINGT),
    ("خالد", "Khalid", KLINGT), ("Hussein", "حسين", KLINGT), ("Hossein", "Husein", KLINGT), ("Jusuf", "يوسف", KLINGT), ("Yousef", "Jusuf", KLINGT),
    ("Walid", "وليد", KLINGT), ("علي", "Ali", KLINGT), ("Daud", "Dawood", KLINGT), ("Dschamal", "Djamal", KLINGT), ("جمال", "Jamal", KLINGT),
    ("Osman", "Othman", KLINGT), ("Zahra", "Sahra", KLINGT), ("Fatemeh", "Fatima", KLINGT), ("فاطمة", "Fatima", KLINGT), ("Qaderi", "Kadiri", KLINGT),
    ("Abd al-Rahman", "Abdulrahman", KLINGT), ("عبد الرحمن", "Abdulrahman", KLINGT), ("Abdulrahman", "Abdel Rahman", KLINGT), ("Ghulam", "Gholam", KLINGT),
    ("Sindschari", "Sinjari", KLINGT), ("Ahmad", "أحمد", KLINGT),
    # Kyrillisch: englische, deutsche und wissenschaftliche Umschrift
    ("Schewtschenko", "Шевченко", KLINGT), ("Shevchenko", "Шевченко", KLINGT), ("Schewtschenko", "Shevchenko", KLINGT), ("Шевченко", "Ševčenko", KLINGT),
    ("Tkatschenko", "Ткаченко", KLINGT), ("Евгений", "Jewgeni", KLINGT), ("Юлия", "Julia", KLINGT), ("Julija", "Yuliya", KLINGT), ("Hontschar", "Гончар", KLINGT),
    ("Галина", "Halyna", KLINGT), ("Petrović", "Петрович", KLINGT), ("Petrovic", "Petrowitsch", KLINGT), ("Kowalenko", "Kovalenko", KLINGT),
    # Tigrinya, Armenisch, Georgisch
    ("Kidanne", "Kidane", KLINGT), ("Kidane", "ኪዳነ", KLINGT), ("Tsegay", "ጸጋይ", KLINGT), ("Segai", "Tsegay", KLINGT), ("Gebremedhin", "ገብረመድህን", KLINGT),
    ("Tesfaye", "Tesfay", KLINGT), ("Sargsyan", "Սարգսյան", KLINGT), ("Giorgi", "გიორგი", KLINGT), ("Filmon", "Philmon", KLINGT),
    # Deutsch
    ("Schmitt", "Schmidt", KLINGT), ("Maier", "Meyer", KLINGT), ("Nowak", "Novak", KLINGT),
    # vertippt
    ("Hadari", "Haidari", KLINGT), ("Hiadari", "Haidari", KLINGT), ("Aidari", "Haidari", VERTIPPT), ("Haidarri", "Haidari", KLINGT), ("Hajdari", "Haidari", KLINGT),
    ("Haifari", "Haidari", VERTIPPT), ("Schulz", "Schütz", VERTIPPT),
    # was niemand meint, und was die Regel nicht kann
    ("Ali", "Ola", None), ("Li", "Lu", None), ("Haidari", "Rahimi", None), ("Haidari", "Heydarpour", None), ("Cemal", "Jamal", None),
    ("Hodscha", "Hoxhaj", None), ("Zahra", "زهرا", None), ("idari", "Haidari", None),
]  # fmt: skip


@pytest.mark.parametrize(("gesucht", "da", "rang"), PAARE)
def test_namen_unserer_menschen(gesucht, da, rang):
    assert lies_anfrage(gesucht, HEUTE).rang((da, "Xenia")) == rang


def in_schluesseln(anfrage: Anfrage, alle: frozenset[str]) -> bool:
    """Was die Datenbank täte: Jedes Wort trifft einen Schlüssel."""
    return all(
        any(s.startswith(wort.anfaenge) for s in alle) or not alle.isdisjoint([*wort.klang, *wort.vertippt])
        for wort in anfrage.worte
    )


WORT = st.text(st.sampled_from("abcdefghiklmnoprstuvwzäöüéş"), min_size=FEHLER_AB, max_size=FEHLER_BIS - 2).map(suchform)


@given(
    WORT,
    st.integers(0, 30),
    st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    st.sampled_from(["weg", "dazu", "anders", "vertauscht"]),
)
def test_ein_tippfehler_wird_immer_gefunden(wort, stelle, zeichen, art):
    """Zu wenig, zu viel, anders, vertauscht – an jeder Stelle, auch am Anfang; die Schlüssel finden es und der Vergleich bestätigt es."""
    wort = kern(wort)
    stelle %= len(wort)
    vertippt = {
        "weg": wort[:stelle] + wort[stelle + 1 :], "dazu": wort[:stelle] + zeichen + wort[stelle:], "anders": wort[:stelle] + zeichen + wort[stelle + 1 :],
        "vertauscht": wort[:stelle] + wort[stelle : stelle + 2][::-1] + wort[stelle + 2 :],
    }[art]  # fmt: skip
    assume(len(wort) >= FEHLER_AB <= len(vertippt) and kern(vertippt) == vertippt)
    anfrage = lies_anfrage(vertippt, HEUTE)
    assert anfrage.rang((wort, "")) is not None
    assert in_schluesseln(anfrage, schluessel((wort, "")))


@given(NAMEN, NAMEN, NAMEN)
def test_was_der_vergleich_bestaetigt_haben_die_schluessel_gefunden(gesucht, nachname, vorname):
    """Die Datenbank verliert niemanden, den Python fände."""
    anfrage = lies_anfrage(gesucht, HEUTE)
    assert anfrage.rang((nachname, vorname)) is None or in_schluesseln(anfrage, schluessel((nachname, vorname)))


@pytest.mark.parametrize(
    ("text", "telefon", "tag"),
    [
        ("12.3.1990", "", date(1990, 3, 12)), ("12.03.90", "", date(1990, 3, 12)), ("1990-03-12", "", date(1990, 3, 12)), ("1990", "", date(1990, 3, 12)),
        ("0176 04069012", "0176/04069012", None), ("+49 176 04069012", "0176 04069012", None), ("017604069", "+49 (0)176 04069012", None),
        ("0049176040", "0176 04069012", None),
    ],
)  # fmt: skip
def test_tag_und_rufnummer(text, telefon, tag):
    anfrage = lies_anfrage(text, HEUTE)
    assert anfrage.rang(("Haidari", "Samira"), telefon, tag) == GENAU
    assert anfrage.rang(("Haidari", "Samira"), "0711 999", date(1971, 1, 1)) is None
    assert in_schluesseln(anfrage, schluessel(("Haidari", "Samira"), telefon, tag))


def test_name_und_jahrgang_gelten_zusammen():
    anfrage = lies_anfrage("haidari 1990", HEUTE)
    assert anfrage.rang(("Haidari", "Samira"), "", date(1990, 3, 12)) == GENAU
    assert anfrage.rang(("Haidari", "Samira"), "", date(1991, 3, 12)) is None


@pytest.mark.parametrize("zeichen", ["ﷺ", "Ж ", "㌴", "é", " ".join(f"{a}{b}" for a in "bdgkmnprst" for b in "bdgkmnprst")])
def test_kein_text_einer_sache_wird_zu_mehr_woertern_als_die_suche_liest(zeichen):
    """Partner sieht jeder Träger: Was einer hineinschreibt, rechnet die Suche aller anderen."""
    worte = worte_aus((eingang.text(zeichen * 240)[:240],))
    assert len(worte) <= SUCHWORTE + WORTE
    assert max(map(len, worte)) <= WORTLAENGE


@pytest.mark.parametrize("text", ["", " ", "-", "%", "_", "'", "…", "\u200b", "(", "+"])
def test_nichts_sucht_nichts(text):
    anfrage = lies_anfrage(text, HEUTE)
    assert not anfrage
    assert anfrage.rang(("Haidari", "Samira")) is None


@pytest.fixture
def traeger(db):
    traeger = TraegerFactory()
    with handeln(zugang_von(MitgliedschaftFactory(traeger=traeger))):
        yield traeger


def gefunden(text):
    return {zeile: rang for _, zeile, rang in lies_anfrage(text, HEUTE).kandidaten(Personschluessel._meta.db_table)}


@pytest.mark.parametrize(("gesucht", "da", "rang"), [paar for paar in PAARE if paar[2] is not None])
def test_die_datenbank_findet_dieselben(traeger, gesucht, da, rang):
    person = PersonFactory(traeger=traeger, nachname=da, vorname="Xenia")
    PersonFactory(traeger=traeger, nachname="Rupprecht", vorname="Xenia")
    assert gefunden(gesucht) == {person.pk: rang}


def test_genau_ist_was_die_suchregel_des_hauses_findet(traeger):
    """Das eine Feld ist nie strenger als das Suchfeld einer Liste."""
    for vorname, nachname in MENSCHEN:
        PersonFactory(traeger=traeger, vorname=vorname, nachname=nachname)
    for text in [wort[: 2 + nummer % 4] for nummer, wort in enumerate(" ".join(map(" ".join, MENSCHEN)).split())] + [
        "Omar al-hus", "von der Heide", "vonderheide", "Anne Marie", "Müller-Lüd", "Abdulrahman", "Haidari", "Al Hussein", "Heide, Anna",
    ]:  # fmt: skip
        haus = set(Person.objects.filter(name_passt(text)).values_list("pk", flat=True))
        assert haus <= {pk for pk, rang in gefunden(text).items() if rang == GENAU}, text


def test_die_anfrage_wird_einmal_gerechnet_gleich_wie_viel_sie_vergleicht(monkeypatch):
    """Achtzig Zeichen, die in je achtzehn zerfallen, gegen hundert Partner: Wer das je Partner neu rechnet, hält mit acht Anfragen alle auf."""
    gerechnet, echt = [], klang.klaenge
    monkeypatch.setattr(anfrage, "klaenge", lambda wort: gerechnet.append(wort) or echt(wort))
    gelesen = anfrage.namensanfrage("\ufdfa" * 80)
    for nummer in range(100):
        gelesen.rang((f"Verein {nummer}", "Beratung"), merken=True)
    eigene = {wort for teil in gelesen.worte for wort in teil.schreibungen}
    assert max(map(len, eigene)) <= anfrage.WORTLAENGE
    assert sum(wort in eigene for wort in gerechnet) <= sum(len(teil.schreibungen) for teil in gelesen.worte)
