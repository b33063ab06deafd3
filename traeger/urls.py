"""Routen der App."""

from django.urls import URLPattern, path

from traeger import views
from traeger.views import aufgabe, konto, mitglieder, sitzung, vzae

app_name = "traeger"
urlpatterns: list[URLPattern] = [
    path("stellenplan/", views.stellenplan, name="stellenplan"),
    path("vzae/", vzae.vzae, name="vzae"),
    path("vzae/tabelle/", vzae.vzae_xlsx, name="vzae-xlsx"),
    path("vzae/druck/", vzae.vzae_pdf, name="vzae-pdf"),
    path("auftraege/<int:pk>/", views.auftrag_detail, name="auftrag-detail"),
    path("auftraege/<int:pk>/ergebnis/", views.auftrag_ergebnis, name="auftrag-ergebnis"),
    path("auftraege/<int:pk>/abbrechen/", views.auftrag_abbrechen, name="auftrag-abbrechen"),
    path("auftraege/<int:pk>/wiederholen/", views.auftrag_wiederholen, name="auftrag-wiederholen"),
    path("mitgliedschaft/", konto.mitgliedschaft_wechseln, name="mitgliedschaft-wechseln"),
    path("sitzung/", konto.sitzung_verlaengern, name="sitzung-verlaengern"),
    path("entwurf/", konto.entwurf, name="entwurf"),
    path("entwuerfe/", konto.konto_entwuerfe, name="entwurf-liste"),
    path("entwuerfe/<int:pk>/verwerfen/", konto.entwurf_verwerfen, name="entwurf-verwerfen"),
    path("rechte/", konto.konto_rechte, name="rechte"),
    path("mitglieder/", mitglieder.mitglied_liste, name="mitglied-liste"),
    path("mitglieder/<int:pk>/", mitglieder.mitglied_detail, name="mitglied-detail"),
    path("mitglieder/<int:pk>/beenden/", mitglieder.mitglied_beenden, name="mitglied-beenden"),
    path("mitglieder/<int:pk>/zweiter-faktor/", mitglieder.mitglied_faktor, name="mitglied-faktor"),
    path("einladungen/", mitglieder.einladung_liste, name="einladung-liste"),
    path("einladungen/neu/", mitglieder.einladung_neu, name="einladung-neu"),
    path("einladungen/<int:pk>/", mitglieder.einladung_detail, name="einladung-detail"),
    path("einladungen/<int:pk>/zurueckziehen/", mitglieder.einladung_zurueckziehen, name="einladung-zurueckziehen"),
    path("einladung/<slug:schluessel>/", mitglieder.einladung_annehmen, name="einladung-annehmen"),
    # Zusammenarbeit: Sitzungen, Beschlüsse, Aufgaben
    path("sitzungen/", sitzung.sitzung_liste, name="sitzung-liste"),
    path("sitzungen/neu/", sitzung.sitzung_neu, name="sitzung-neu"),
    path("sitzungen/<int:pk>/", sitzung.sitzung_detail, name="sitzung-detail"),
    path("sitzungen/<int:pk>/bearbeiten/", sitzung.sitzung_bearbeiten, name="sitzung-bearbeiten"),
    path("sitzungen/<int:pk>/absagen/", sitzung.sitzung_absagen, name="sitzung-absagen"),
    path("sitzungen/<int:pk>/zusagen/", sitzung.sitzung_zusagen, name="sitzung-zusagen"),
    path("sitzungen/<int:pk>/protokoll/", sitzung.sitzung_protokoll, name="sitzung-protokoll"),
    path("sitzungen/<int:pk>/aufgabe/", aufgabe.aufgabe_neu, name="sitzung-aufgabe"),
    path("sitzungen/<int:pk>/punkt/", sitzung.punkt_neu, name="punkt-neu"),
    path("sitzungen/punkte/<int:pk>/bearbeiten/", sitzung.punkt_bearbeiten, name="punkt-bearbeiten"),
    path("sitzungen/punkte/<int:pk>/verschieben/", sitzung.punkt_verschieben, name="punkt-verschieben"),
    path("sitzungen/punkte/<int:pk>/streichen/", sitzung.punkt_streichen, name="punkt-streichen"),
    path("sitzungen/<int:pk>/beschluss/", sitzung.beschluss_neu, name="beschluss-neu"),
    path("beschluesse/", sitzung.beschluss_liste, name="beschluss-liste"),
    path("beschluesse/<int:pk>/bearbeiten/", sitzung.beschluss_bearbeiten, name="beschluss-bearbeiten"),
    path("aufgaben/", aufgabe.aufgabe_liste, name="aufgabe-liste"),
    path("aufgaben/neu/", aufgabe.aufgabe_neu, name="aufgabe-neu"),
    path("aufgaben/<int:pk>/", aufgabe.aufgabe_detail, name="aufgabe-detail"),
    path("aufgaben/<int:pk>/bearbeiten/", aufgabe.aufgabe_bearbeiten, name="aufgabe-bearbeiten"),
    path("aufgaben/<int:pk>/erledigen/", aufgabe.aufgabe_erledigen, name="aufgabe-erledigen"),
    path("aufgaben/<int:pk>/oeffnen/", aufgabe.aufgabe_oeffnen, name="aufgabe-oeffnen"),
]
