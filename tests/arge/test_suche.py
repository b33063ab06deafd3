"""Eine Suchregel in Python und SQL: gleich für alle Schriften unserer Menschen; jedes Wort wird vom Anfang gefunden."""

import unicodedata
from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from faker import Faker

from arge.daten.dubletten import aehnliche
from arge.daten.suche import Deutsch, name_passt, namensschluessel, suchform, suchname, suchworte, text_passt
from arge.seite.liste import Liste, Spalte
from beratung.models import Person
from ehrenamt.models import Ehrenamtliche
from tests.factories import (
    EhrenamtlicheFactory,
    FachkraftFactory,
    MitgliedschaftFactory,
    PersonFactory,
    TraegerFactory,
    anlegen,
)
from tests.factories.traeger import PartnerFactory, StadtteilFactory
from traeger.models import Fachkraft, Partner, Quartier
from traeger.zugang import handeln, zugang_von

VON_HAND = [
    "Шевченко",
    "Śliwińska",
    "Țurcanu",
    "Лук’яненко",
    "Лук'яненко",
    "Лукʼяненко",
    "O’Brien",
    "O´Brien",
    "Al-Hussein",
    "Al Hussein",
    "Alhussein",
    "von der Heide",
    "Öztürk",
    "ẞ",
    "Groß",
    "İnci",
    "Işık",
    "ısı",
    "IŞIK",
    "ጸጋይ",
    "ሃይለ ማርያም",
    "ኣበበ፡ከበደ",
    "محمد الحسين",
    "محمّد",
    "عبد الرحمن",
    "کریمی",
    "كريمي",
    "یوسف",
    "يوسف",
    "فاطمة",
    "Nguyễn Thị Ánh",
    "Đặng",
    "Þórður",
    "Ægir",
    "Łukasz",
    "Ščepan",
    "Ёлкина",
    "Ґалаґан",
    "Їжак",
    "Σίσυφος",
    "Ծովինար",
    "გიორგი",
    "राम कुमार",
    "กิตติ",
    "李小龍",
    "ﬁscher",
    "ﬀ",
    "ſ",
    "ŉ",
    "ǰ",
    "-",
    "?",
    "'",
    "a_b%c\\d",
    "Müller-Lüdenscheidt",
    "d'Angelo",
    "Köhler",
    "Ａｎｎａ",
    "½",
    "Straße",
    "Anna\u200bMaria",
    "Anna\xa0Maria",
    "\u202eabc",
    "  ",
    "É",
    "ЄВА",
    "Ə",
    "ŋ",
    "Ø",
    "œuvre",
    "ʿAlī",
    "ʾAḥmad",
    "Ka‘ahumanu",
    "ܡܪܝܡ",
    "שָׁלוֹם",
    "بـــسم",
    "٣",
    "Ünal",
    "ÜNAL",
    "ü",
]
#: Jedes Feld eines Namens voll: ein Zeichen, das für achtzehn steht; vier Bytes je Zeichen; so viele Wörter wie möglich.
LANG = ["ﷺ" * 80, "𞤢 " * 39 + "𞤢", "Ж " * 39 + "Ж"]
VON_HAND += LANG
SPRACHEN = (
    "de_DE", "uk_UA", "ru_RU", "pl_PL", "ro_RO", "tr_TR", "ar_AA", "fa_IR", "fr_FR", "hr_HR", "cs_CZ", "bg_BG", "el_GR", "es_ES", "hu_HU", "ka_GE",
    "vi_VN", "az_AZ", "sk_SK", "hy_AM",
)  # fmt: skip


def namen():
    """Ein paar Tausend, immer dieselben: die Liste von Hand und erfundene aus zwanzig Sprachen, in beiden Unicode-Formen."""
    alle = list(VON_HAND)
    for sprache in SPRACHEN:
        quelle = Faker(sprache)
        quelle.seed_instance(2026)
        alle += (
            [quelle.last_name() for _ in range(60)]
            + [quelle.first_name() for _ in range(40)]
            + [quelle.name() for _ in range(25)]
        )
    return alle + [unicodedata.normalize("NFD", name) for name in alle] + [name.upper() for name in alle]


@pytest.mark.django_db
def test_python_und_sql_sagen_dasselbe():
    alle = namen()
    assert len(alle) > 5000
    with connection.cursor() as cursor:
        cursor.execute(
            "select n, suchform(n), suchworte(n), suchname(n, v) from unnest(%s::text[], %s::text[]) as t(n, v)",
            [alle, alle[::-1]],
        )
        sql = cursor.fetchall()
    verschieden = [
        zeile for zeile, vorname in zip(sql, alle[::-1], strict=True)
        if zeile[1:] != (suchform(zeile[0]), suchworte(zeile[0]), suchname(zeile[0], vorname))
    ]  # fmt: skip
    assert verschieden == []


@pytest.mark.parametrize(
    "gleich",
    [
        ["Mueller", "Müller", "Muller", "MÜLLER", "Mu\u0308ller"], ["Strauß", "Strauss", "STRAUẞ"], ["Al-Hussein", "Al Hussein", "Alhussein", "al‐hussein"],
        ["O'Brien", "O’Brien", "OBrien", "O´Brien"], ["Лук’яненко", "Лук'яненко", "Лукʼяненко"], ["كريمي", "کریمی"], ["Śliwińska", "sliwinska"],
        ["İnci", "inci", "INCI"], ["Işık", "isik"], ["محمّد", "محمد"],
    ],
)  # fmt: skip
def test_schreibweisen_sind_ein_schluessel(gleich):
    assert len({namensschluessel(name) for name in gleich}) == 1


@pytest.fixture
def traeger(db):
    traeger = TraegerFactory()
    with handeln(zugang_von(MitgliedschaftFactory(traeger=traeger))):
        yield traeger


MENSCHEN = [
    ("Олена", "Шевченко"), ("Ewa", "Śliwińska"), ("Ion", "Țurcanu"), ("Іван", "Лук’яненко"), ("Jürgen", "Müller"), ("Omar", "Al-Hussein"),
    ("Fatima", "Al Zahra"), ("Anna", "von der Heide"), ("Annemarie", "Müller-Lüdenscheidt"), ("Zabihullah", ""), ("", "Selam"), ("Cédric", "O"),
    ("ጸጋይ", "ሃይለ"), ("İnci", "Öztürk"), ("Pat", "O’Brien"), ("Abdul Rahman", "Karimi"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("gesucht", "gefunden"),
    [
        ("Шевченко", "Шевченко"), ("шевч", "Шевченко"), ("Олена Шевченко", "Шевченко"), ("Śliwińska", "Śliwińska"), ("sliw", "Śliwińska"),
        ("Țurcanu", "Țurcanu"), ("Лук'яненко", "Лук’яненко"), ("лукяненко", "Лук’яненко"), ("Jürgen", "Müller"), ("Juergen", "Müller"), ("Mueller Jürgen", "Müller"),
        ("Hussein", "Al-Hussein"), ("Al Hussein", "Al-Hussein"), ("Alhussein", "Al-Hussein"), ("omar al-hus", "Al-Hussein"), ("Zahra", "Al Zahra"),
        ("al-zahra", "Al Zahra"), ("Heide", "von der Heide"), ("von der Heide", "von der Heide"), ("vonderheide", "von der Heide"), ("Anna Heide", "von der Heide"),
        ("Heide, Anna", "von der Heide"), ("von d", "von der Heide"), ("Lüdenscheidt", "Müller-Lüdenscheidt"), ("Müller-Lüd", "Müller-Lüdenscheidt"),
        ("Anne Marie", "Müller-Lüdenscheidt"), ("zabih", ""), ("selam", "Selam"), ("ጸጋይ", "ሃይለ"), ("oezt", "Öztürk"), ("ozturk", "Öztürk"), ("INCI", "Öztürk"),
        ("OBrien", "O’Brien"), ("O'Br", "O’Brien"), ("brien", "O’Brien"), ("Abdulrahman", "Karimi"), ("rahman karimi", "Karimi"),
    ],
)  # fmt: skip
def test_jedes_wort_wird_vom_anfang_gefunden(traeger, gesucht, gefunden):
    for vorname, nachname in MENSCHEN:
        PersonFactory(traeger=traeger, vorname=vorname, nachname=nachname)
    treffer = set(Person.objects.filter(name_passt(gesucht)).values_list("nachname", flat=True))
    assert gefunden in treffer
    assert len(treffer) <= 3


def test_wortmitte_und_leeres_finden_nichts(traeger):
    PersonFactory(traeger=traeger, nachname="Haidari")
    for gesucht in ("idari", "-", "%", "_", "'"):
        assert not Person.objects.filter(name_passt(gesucht)).exists(), gesucht


def test_eine_zahl_ist_die_nummer(traeger):
    person = PersonFactory(traeger=traeger)
    assert list(Person.objects.filter(name_passt(f" {person.pk} "))) == [person]


@pytest.mark.parametrize("fabrik", [PersonFactory, EhrenamtlicheFactory, FachkraftFactory])
def test_menschen_ordnen_sich_deutsch(traeger, fabrik):
    for nachname in ("Zander", "von Adler", "Äbele", "Öztürk", "Oz", "ander", "Baumann", "Bauer", "Al-Hussein"):
        fabrik(traeger=traeger, nachname=nachname, vorname="Anna")
    modell = fabrik._meta.model
    reihe = modell.objects.order_by("suchname", "pk").values_list("nachname", flat=True)
    assert list(reihe) == ["Äbele", "von Adler", "Al-Hussein", "ander", "Bauer", "Baumann", "Oz", "Öztürk", "Zander"]


def test_vor_dem_gleichen_nachnamen_steht_der_kuerzere(traeger):
    for vorname, nachname in (
        ("Anna Maria", "Heide"),
        ("Anna", "Heide"),
        ("Bea", "Heid"),
        ("", "Heide"),
        ("Anna", "Heide von"),
    ):
        PersonFactory(traeger=traeger, vorname=vorname, nachname=nachname)
    reihe = [f"{v} {n}".strip() for v, n in Person.objects.order_by("suchname").values_list("vorname", "nachname")]
    assert reihe == ["Bea Heid", "Heide", "Anna Heide", "Anna Maria Heide", "Anna Heide von"]


@pytest.mark.django_db
def test_namen_von_dingen_ordnen_sich_deutsch():
    ort = StadtteilFactory()
    for name in ("Zeppelin", "Österfeld", "ost", "Ökumenischer Verein"):
        PartnerFactory(name=name)
        anlegen(Quartier, stadtteil=ort, name=name)
    richtig = ["Ökumenischer Verein", "ost", "Österfeld", "Zeppelin"]
    assert list(Partner.objects.values_list("name", flat=True)) == richtig
    assert list(Quartier.objects.order_by(Deutsch(F("name"))).values_list("name", flat=True)) == richtig


@pytest.mark.django_db
def test_dieselbe_suche_in_kurzen_texten():
    partner = PartnerFactory(name="Ausländerbehörde Mönchseestraße")
    PartnerFactory(name="Jobcenter")
    for gesucht in ("Auslaender", "moenchsee", "MÖNCH aus"):
        assert list(Partner.objects.filter(text_passt(Partner.objects.all(), gesucht, "name"))) == [partner], gesucht


# --- Dubletten ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("da", "neu"),
    [
        (("Олена", "Шевченко"), ("олена", "ШЕВЧЕНКО")), (("Jürgen", "Müller"), ("Juergen", "Mueller")), (("Jürgen", "Müller"), ("Müller", "Jürgen")),
        (("Anna", "Köhler"), ("Anna", "Ko\u0308hler")), (("Pat", "O'Brien"), ("Pat", "O’Brien")), (("Omar", "Al-Hussein"), ("Omar", "Alhussein")),
        (("Anna", "von der Heide"), ("Anna", "Heide")), (("Anna", "Heide"), ("Anna", "von der Heide")), (("Cédric", "O"), ("Cedric", "O")),
        (("", "Zabihullah"), ("Zabihullah", "")), (("Muhamed", "Khaled"), ("Mohammed", "Chaled")), (("Олена", "Шевченко"), ("Olena", "Schewtschenko")),
        (("Samira", "Haidari"), ("Samira", "Haifari")),
    ],
)  # fmt: skip
def test_aehnliche_finden_dieselbe_person(traeger, da, neu):
    person = PersonFactory(traeger=traeger, vorname=da[0], nachname=da[1], geburtsdatum=None)
    PersonFactory(traeger=traeger, vorname="Ganz", nachname="Anders", geburtsdatum=None)
    assert list(aehnliche(Person.objects.all(), vorname=neu[0], nachname=neu[1])) == [person]


@pytest.mark.parametrize("fabrik", [PersonFactory, EhrenamtlicheFactory])
def test_der_genau_gleiche_mensch_steht_zuerst(traeger, fabrik):
    """Viele gleiche Ersatzgeburtstage verdrängen den richtigen nicht."""
    tag = date(1990, 1, 1)
    for nachname in ("Abbasi", "Abdali", "Afzali", "Ahmadi", "Akbari", "Zamani", "Zamanifard"):
        fabrik(traeger=traeger, vorname="Mohammad", nachname=nachname, geburtsdatum=tag)
    modell = fabrik._meta.model
    treffer = list(aehnliche(modell.objects.all(), vorname="Mohammad", nachname="Zamani", geburtsdatum=tag)[:5])
    assert treffer[0].nachname == "Zamani"


def test_wer_gleich_klingt_und_am_selben_tag_geboren_ist_steht_vor_bloss_aehnlichen(traeger):
    tag = date(1990, 3, 12)
    for vorname in ("Mohammed Ali", "Mohammed Reza"):
        PersonFactory(traeger=traeger, vorname=vorname, nachname="Khaledi", geburtsdatum=None)
    gemeint = PersonFactory(traeger=traeger, vorname="Muhamed", nachname="Chaled", geburtsdatum=tag)
    treffer = aehnliche(Person.objects.all(), vorname="Mohammed", nachname="Khaled", geburtsdatum=tag)
    assert treffer[0] == gemeint


def test_ohne_namen_keine_dublette(traeger):
    PersonFactory(traeger=traeger)
    assert not aehnliche(Person.objects.all(), vorname="-", nachname="").exists()


def test_modelle_mit_menschen_haben_dieselbe_spalte():
    for modell in (Person, Ehrenamtliche, Fachkraft):
        assert modell._meta.get_field("suchname").generated


@pytest.mark.parametrize("name", LANG, ids=("Zeichen aus vielen", "vier Bytes", "viele Wörter"))
def test_der_index_fasst_jeden_namen(traeger, name):
    """Eine Zeile des Index hat höchstens 2.704 Bytes; ein zu langer Name wäre „Datenbank nicht erreichbar“."""
    for fabrik in (PersonFactory, EhrenamtlicheFactory, FachkraftFactory):
        fabrik(traeger=traeger, nachname=name, vorname=name)
    assert Person.objects.filter(name_passt(name[:5])).exists()


def test_listen_ordnen_freien_text_deutsch_und_blaettern_lueckenlos(rf, traeger):
    """Auch mit Keyset-Seiten: vorwärts und zurück steht jede Zeile genau einmal da."""
    namen = ["Zeppelin", "Österfeld", "ost", "Ökumenischer Verein", "Äbele", "Bauer", "Baumann"]
    for name in namen:
        PartnerFactory(name=name)
    spalten = [Spalte("name", "Name", sortierbar=True)]

    def seite(anfrage):
        return Liste(rf.get("/x/" + anfrage), Partner.objects.all(), spalten, ordnung="name", je_seite=3)

    gesehen, anfrage = [], ""
    while anfrage is not None:
        liste = seite(anfrage)
        gesehen += [name for _, name in liste.zeilen]
        anfrage, letzte = liste.nach, liste
    assert gesehen == ["Äbele", "Bauer", "Baumann", "Ökumenischer Verein", "ost", "Österfeld", "Zeppelin"]
    assert [name for _, name in seite(letzte.vor).zeilen] == ["Ökumenischer Verein", "ost", "Österfeld"]
    assert [name for _, name in seite("?sortierung=-name").zeilen] == ["Zeppelin", "Österfeld", "ost"]
