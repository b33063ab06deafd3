"""Namen für erfundene Personen, nach Sprachraum; die Zusammenstellung ist zufällig und meint niemanden."""

from typing import NamedTuple


class Sprachraum(NamedTuple):
    """Staatsangehörigkeit, Sprachen und Namen eines Sprachraums; Gewichte in IM, MBE und Ehrenamt."""

    staat: str
    sprachen: str
    gewicht: tuple[int, int, int]
    frauen: str
    maenner: str
    nachnamen: str


SPRACHRAEUME = (
    Sprachraum(
        "Syrien", "Arabisch, Kurdisch", (24, 12, 9),
        "Rima Samira Hala Nour Lamia Dalia Yasmin Rania Maha Salma Ghada Abir",
        "Karim Basel Ammar Tarek Fadi Nabil Rami Samer Hadi Wassim Yazan Omran",
        "Alnajjar Haddadin Sabbagh Qabbani Darwisch Kassab Hallaq Masriyeh Barazi Tahhan Sawwaf Zeitouni Naddaf Attar",
    ),
    Sprachraum(
        "Afghanistan", "Dari, Paschtu", (20, 9, 6),
        "Parwana Zohra Laila Shabnam Marwa Nilufar Freshta Hosna Mina Soraya",
        "Farid Jawad Nasir Zaman Idris Hamid Rahim Sohrab Bahram Elyas",
        "Haidari Nuristani Rahmani Stanekzai Popalzai Qaderi Wardaki Sultani Noori Hotaki Barakzai Amiri",
    ),
    Sprachraum(
        "Ukraine", "Ukrainisch, Russisch", (23, 18, 10),
        "Oksana Iryna Switlana Olena Natalija Halyna Kateryna Ljudmyla Tetjana Daryna Marija Alina",
        "Andrij Serhij Bohdan Wolodymyr Mykola Taras Ostap Maksym Jurij Roman",
        "Kowalenko Bondarenko Melnyk Tkatschenko Hontschar Lytwyn Oliinyk Sawtschuk Polischtschuk Marchenko Krawez Rudenko",
    ),
    Sprachraum(
        "Türkei", "Türkisch, Kurdisch", (9, 13, 9),
        "Elif Zeynep Ayşe Derya Gülşen Nesrin Hatice Sevgi Dilan Berivan",
        "Emre Murat Cem Hakan Serkan Baran Onur Yusuf Tolga Deniz",
        "Yıldırım Karataş Özdemir Aydoğan Çelik Şahin Kılınç Demirtaş Güneş Aksoy Erdem Toprak",
    ),
    Sprachraum(
        "Irak", "Arabisch, Kurdisch (Kurmandschi)", (7, 4, 2),
        "Zaynab Shirin Awin Huda Rojin Sawsan Nadia Jwan",
        "Dilovan Haval Saif Mustafa Ziad Karwan Rebin Amer",
        "Aljanabi Barwari Sindschari Shammari Khoshnaw Rikani Zebari Dosky",
    ),
    Sprachraum(
        "Eritrea", "Tigrinya", (6, 3, 4),
        "Selam Senait Feruz Miriam Luwam Rahwa Almaz Bisrat",
        "Filmon Yonas Tesfay Samuel Mehari Robel Kidane Awet",
        "Tesfamariam Gebremedhin Habtom Kidane Woldu Mengsteab Okbay Ghide",
    ),
    Sprachraum(
        "Somalia", "Somali", (3, 2, 1),
        "Hodan Ifrah Sahra Fadumo Amina Ubah", "Abdirahman Liban Guled Mahad Yahye Warsame",
        "Warsame Farah Gedi Hirsi Jama Shire Egal Nur",
    ),
    Sprachraum(
        "Nigeria", "Englisch, Yoruba", (2, 3, 3),
        "Ngozi Adaeze Folake Blessing Amaka Yetunde", "Chinedu Tunde Emeka Olumide Ikenna Sola",
        "Okonjo Adeyemi Nwosu Balogun Ezenwa Ogunleye Obiora Afolabi",
    ),
    Sprachraum(
        "Iran", "Persisch", (4, 4, 5),
        "Shirin Mahsa Parisa Nasrin Bahar Setareh Golnaz Azadeh", "Arash Kaveh Siavash Behzad Navid Payam Farhad Reza",
        "Rostami Ahmadian Moradi Farahani Shirazi Golestani Kermani Bakhtiari",
    ),
    Sprachraum(
        "Kosovo", "Albanisch", (0, 7, 4),
        "Arta Besa Valbona Drita Shpresa Teuta", "Arben Besnik Dardan Fatmir Agron Liridon",
        "Krasniqi Berisha Gashi Hoxhaj Shala Morina Rexhaj Bytyqi",
    ),
    Sprachraum(
        "Rumänien", "Rumänisch", (0, 10, 4),
        "Ioana Andreea Mihaela Roxana Elena Cristina", "Andrei Ionuț Radu Bogdan Vlad Cătălin",
        "Popescu Ionescu Dumitru Stoica Munteanu Lazăr Moraru Ungureanu",
    ),
    Sprachraum(
        "Polen", "Polnisch", (0, 6, 5),
        "Agnieszka Małgorzata Ewa Joanna Beata Kinga", "Tomasz Piotr Marek Grzegorz Wojciech Paweł",
        "Nowicka Zielińska Wiśniewska Kaczmarek Wróbel Dudek Sikora Pawlak",
    ),
    Sprachraum(
        "Indien", "Hindi, Englisch", (0, 6, 3),
        "Priya Anjali Kavita Meera Divya Sunita", "Arjun Rohan Vikram Sanjay Kiran Nikhil",
        "Sharma Iyer Nair Deshpande Chatterjee Kulkarni Reddy Bhatt",
    ),
    Sprachraum(
        "Kasachstan", "Russisch, Deutsch", (0, 4, 2),
        "Olga Natalia Irina Larissa Ludmila Valentina", "Viktor Alexander Waldemar Eduard Dimitri Andreas",
        "Schmidt Weber Becker Wagner Hoffmann Neufeld Penner Dyck",
    ),
    Sprachraum(
        "Gambia", "Mandinka, Englisch", (2, 2, 2),
        "Fatoumata Isatou Mariama Binta", "Lamin Ousman Modou Ebrima",
        "Ceesay Jallow Touray Sanneh Bojang Camara",
    ),
    Sprachraum(
        "Spanien", "Spanisch", (0, 4, 2),
        "Lucía Carmen Inés Marta", "Javier Álvaro Sergio Pablo",
        "Herrera Molina Castaño Ibáñez Rivas Peña",
    ),
)  # fmt: skip

#: Ehrenamtliche ohne eigene Migrationserfahrung.
DEUTSCH = Sprachraum(
    "Deutschland", "Deutsch", (0, 0, 0),
    "Gerda Ursula Renate Hannelore Brigitte Monika Petra Sabine Claudia Stefanie Katrin Julia Lena Hanna Marlene Sophie"
    " Ingrid Elke Anneliese Birgit",
    "Werner Manfred Günter Dieter Rolf Jürgen Thomas Andreas Michael Stefan Matthias Florian Tobias Jonas Lukas Paul Ulrich"
    " Eberhard Volker Felix",
    "Häberle Pfleiderer Kübler Schäufele Bäuerle Rupprecht Wörner Eberhardt Zimmerle Knapp Maurer Stegmaier Vollmer Röck"
    " Oettinger Haag Bihler Kurz Gärttner Weinmann Schwegler Nägele Rembold Lauterwasser",
)  # fmt: skip
