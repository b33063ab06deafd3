"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.sitzung.views import aufgabe, sitzung

urlpatterns: list[URLPattern] = [
    path("sitzungen/", sitzung.sitzung_liste, name="sitzung-liste"),
    path("sitzungen/neu/", sitzung.sitzung_neu, name="sitzung-neu"),
    path("sitzungen/<int:pk>/", sitzung.sitzung_detail, name="sitzung-detail"),
    path("sitzungen/<int:pk>/bearbeiten/", sitzung.sitzung_bearbeiten, name="sitzung-bearbeiten"),
    path("sitzungen/<int:pk>/absagen/", sitzung.sitzung_absagen, name="sitzung-absagen"),
    path("sitzungen/<int:pk>/zusagen/", sitzung.sitzung_zusagen, name="sitzung-zusagen"),
    path("sitzungen/<int:pk>/eingeladene/", sitzung.sitzung_eingeladene, name="sitzung-eingeladene"),
    path("sitzungen/<int:pk>/einladung/", sitzung.sitzung_einladung, name="sitzung-einladung"),
    path("sitzungen/<int:pk>/niederschrift/", sitzung.sitzung_niederschrift, name="sitzung-niederschrift"),
    path("sitzungen/<int:pk>/druck/", sitzung.sitzung_druck, name="sitzung-druck"),
    path("sitzungen/<int:pk>/aufgabe/", aufgabe.aufgabe_neu, name="sitzung-aufgabe"),
    path("sitzungen/<int:pk>/punkt/", sitzung.punkt_neu, name="punkt-neu"),
    path("sitzungen/punkte/<int:pk>/bearbeiten/", sitzung.punkt_bearbeiten, name="punkt-bearbeiten"),
    path("sitzungen/punkte/<int:pk>/verschieben/", sitzung.punkt_verschieben, name="punkt-verschieben"),
    path("sitzungen/punkte/<int:pk>/streichen/", sitzung.punkt_streichen, name="punkt-streichen"),
    path("sitzungen/<int:pk>/beschluss/", sitzung.beschluss_neu, name="beschluss-neu"),
    path("beschluesse/", sitzung.beschluss_liste, name="beschluss-liste"),
    path("beschluesse/<int:pk>/bearbeiten/", sitzung.beschluss_bearbeiten, name="beschluss-bearbeiten"),
    path("beschluesse/<int:pk>/stornieren/", sitzung.beschluss_stornieren, name="beschluss-stornieren"),
    path("beschluesse/<int:pk>/wiederherstellen/", sitzung.beschluss_wiederherstellen, name="beschluss-wiederherstellen"),
    path("aufgaben/", aufgabe.aufgabe_liste, name="aufgabe-liste"),
    path("aufgaben/neu/", aufgabe.aufgabe_neu, name="aufgabe-neu"),
    path("aufgaben/<int:pk>/", aufgabe.aufgabe_detail, name="aufgabe-detail"),
    path("aufgaben/<int:pk>/bearbeiten/", aufgabe.aufgabe_bearbeiten, name="aufgabe-bearbeiten"),
    path("aufgaben/<int:pk>/frist/", aufgabe.aufgabe_frist, name="aufgabe-frist"),
    path("aufgaben/<int:pk>/erledigen/", aufgabe.aufgabe_erledigen, name="aufgabe-erledigen"),
    path("aufgaben/<int:pk>/oeffnen/", aufgabe.aufgabe_oeffnen, name="aufgabe-oeffnen"),
    path("aufgaben/<int:pk>/stornieren/", aufgabe.aufgabe_stornieren, name="aufgabe-stornieren"),
    path("aufgaben/<int:pk>/wiederherstellen/", aufgabe.aufgabe_wiederherstellen, name="aufgabe-wiederherstellen"),
]
