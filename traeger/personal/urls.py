"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.personal.views import abwesenheit, anteilmeldung, besetzung, besetzung_import

urlpatterns: list[URLPattern] = [
    path("fachkraefte/", besetzung.fachkraft_liste, name="fachkraft-liste"),
    path("besetzungen/", besetzung.besetzung_liste, name="besetzung-liste"),
    path("fachkraefte/neu/", besetzung.fachkraft_neu, name="fachkraft-neu"),
    path("fachkraefte/<int:pk>/", besetzung.fachkraft_detail, name="fachkraft-detail"),
    path("fachkraefte/<int:pk>/bearbeiten/", besetzung.fachkraft_bearbeiten, name="fachkraft-bearbeiten"),
    path("fachkraefte/<int:pk>/berichtigen/", besetzung.fachkraft_berichtigen, name="fachkraft-berichtigen"),
    path("fachkraefte/<int:pk>/beenden/", besetzung.fachkraft_beenden, name="fachkraft-beenden"),
    path("fachkraefte/<int:pk>/besetzung/", besetzung.besetzung_neu, name="besetzung-neu"),
    path("fachkraefte/besetzungen/<int:pk>/aendern/", besetzung.besetzung_aendern, name="besetzung-aendern"),
    path("fachkraefte/besetzungen/<int:pk>/berichtigen/", besetzung.besetzung_berichtigen, name="besetzung-berichtigen"),
    path("fachkraefte/besetzungen/<int:pk>/beenden/", besetzung.besetzung_beenden, name="besetzung-beenden"),
    path("fachkraefte/einlesen/", besetzung_import.import_liste, name="import-liste"),
    path("fachkraefte/einlesen/vorlage/", besetzung_import.import_vorlage, name="import-vorlage"),
    path("fachkraefte/einlesen/<int:pk>/", besetzung_import.import_detail, name="import-detail"),
    path("fachkraefte/einlesen/<int:pk>/fehler/", besetzung_import.import_fehler, name="import-fehler"),
    path("fachkraefte/einlesen/<int:pk>/uebernehmen/", besetzung_import.import_uebernehmen, name="import-uebernehmen"),
    path("fachkraefte/einlesen/<int:pk>/verwerfen/", besetzung_import.import_verwerfen, name="import-verwerfen"),
    path("abwesenheiten/", abwesenheit.abwesenheit_liste, name="abwesenheit-liste"),
    path("abwesenheiten/neu/", abwesenheit.abwesenheit_neu, name="abwesenheit-neu"),
    path("abwesenheiten/<int:pk>/", abwesenheit.abwesenheit_detail, name="abwesenheit-detail"),
    path("abwesenheiten/<int:pk>/bearbeiten/", abwesenheit.abwesenheit_bearbeiten, name="abwesenheit-bearbeiten"),
    path("abwesenheiten/<int:pk>/zuruecknehmen/", abwesenheit.abwesenheit_zuruecknehmen, name="abwesenheit-zuruecknehmen"),
    path("abwesenheiten/<int:pk>/vertretung/", abwesenheit.vertretung_neu, name="vertretung-neu"),
    path("abwesenheiten/vertretungen/<int:pk>/", abwesenheit.vertretung_detail, name="vertretung-detail"),
    path("abwesenheiten/vertretungen/<int:pk>/beenden/", abwesenheit.vertretung_beenden, name="vertretung-beenden"),
    path("stadtanteil/", anteilmeldung.anteilmeldung_liste, name="anteilmeldung-liste"),
    path("stadtanteil/neu/", anteilmeldung.anteilmeldung_neu, name="anteilmeldung-neu"),
    path("stadtanteil/<int:pk>/bearbeiten/", anteilmeldung.anteilmeldung_bearbeiten, name="anteilmeldung-bearbeiten"),
    path("stadtanteil/<int:pk>/stornieren/", anteilmeldung.anteilmeldung_stornieren, name="anteilmeldung-stornieren"),
    path(
        "stadtanteil/<int:pk>/wiederherstellen/",
        anteilmeldung.anteilmeldung_wiederherstellen,
        name="anteilmeldung-wiederherstellen",
    ),
]
