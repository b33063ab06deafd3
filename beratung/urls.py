"""Routen der Beratung."""

from django.urls import path

from beratung.views import fall, kontakt, person

app_name = "beratung"
urlpatterns = [
    path("faelle/", fall.fall_liste, name="fall-liste"),
    path("faelle/neu/", fall.fall_neu, name="fall-neu"),
    path("faelle/uebergeben/", fall.faelle_uebergeben, name="faelle-uebergeben"),
    path("faelle/<int:pk>/", fall.fall_detail, name="fall-detail"),
    path("faelle/<int:pk>/angaben/", fall.fall_angaben, name="fall-angaben"),
    path("faelle/<int:pk>/protokoll/", fall.fall_protokoll, name="fall-protokoll"),
    path("faelle/<int:pk>/druck/", fall.fall_druck, name="fall-druck"),
    path("faelle/<int:pk>/bearbeiten/", fall.fall_bearbeiten, name="fall-bearbeiten"),
    path("faelle/<int:pk>/person/", fall.person_bearbeiten, name="person-bearbeiten"),
    path("faelle/<int:pk>/abschliessen/", fall.fall_abschliessen, name="fall-abschliessen"),
    path("faelle/<int:pk>/wieder-aufnehmen/", fall.fall_wieder_aufnehmen, name="fall-wieder-aufnehmen"),
    path("faelle/<int:pk>/uebergeben/", fall.fall_uebergeben, name="fall-uebergeben"),
    path("faelle/<int:pk>/berichtigen/", fall.fall_berichtigen, name="fall-berichtigen"),
    path("abschluesse/<int:pk>/berichtigen/", fall.abschluss_berichtigen, name="abschluss-berichtigen"),
    path("faelle/<int:pk>/kontakte/neu/", kontakt.kontakt_neu, name="kontakt-neu"),
    path("kontakte/", kontakt.kontakt_liste, name="kontakt-liste"),
    path("kontakte/neu/", kontakt.kontakt_schnell, name="kontakt-schnell"),
    path("kontakte/<int:pk>/bearbeiten/", kontakt.kontakt_bearbeiten, name="kontakt-bearbeiten"),
    path("kontakte/<int:pk>/stornieren/", kontakt.kontakt_stornieren, name="kontakt-stornieren"),
    path("kontakte/<int:pk>/wiederherstellen/", kontakt.kontakt_wiederherstellen, name="kontakt-wiederherstellen"),
    path("kontakte/<int:pk>/verschieben/", kontakt.kontakt_verschieben, name="kontakt-verschieben"),
    path("kurzberatungen/", kontakt.kurzberatung_liste, name="kurzberatung-liste"),
    path("kurzberatungen/neu/", kontakt.kurzberatung_neu, name="kurzberatung-neu"),
    path("personen/dubletten/", person.person_dubletten, name="person-dubletten"),
]
