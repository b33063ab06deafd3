"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.konto.views import konto, mitglieder

urlpatterns: list[URLPattern] = [
    path("mitgliedschaft/", konto.mitgliedschaft_wechseln, name="mitgliedschaft-wechseln"),
    path("anmeldung/", konto.anmeldung_verlaengern, name="anmeldung-verlaengern"),
    path("anmeldung/gilt/", konto.anmeldung_gilt, name="anmeldung-gilt"),
    path("entwurf/", konto.entwurf, name="entwurf"),
    path("entwuerfe/", konto.konto_entwuerfe, name="entwurf-liste"),
    path("entwuerfe/<int:pk>/verwerfen/", konto.entwurf_verwerfen, name="entwurf-verwerfen"),
    path("ansichten/", konto.ansicht_liste, name="ansichten"),
    path("ansichten/neu/", konto.ansicht_neu, name="ansicht-neu"),
    path("ansichten/<int:pk>/", konto.ansicht_aendern, name="ansicht-aendern"),
    path("ansichten/<int:pk>/loeschen/", konto.ansicht_loeschen, name="ansicht-loeschen"),
    path("name/", konto.konto_name, name="konto-name"),
    path("rechte/", konto.konto_rechte, name="rechte"),
    path("mitglieder/", mitglieder.mitglied_liste, name="mitglied-liste"),
    path("mitglieder/<int:pk>/", mitglieder.mitglied_detail, name="mitglied-detail"),
    path("mitglieder/<int:pk>/aendern/", mitglieder.mitglied_aendern, name="mitglied-aendern"),
    path("mitglieder/<int:pk>/beenden/", mitglieder.mitglied_beenden, name="mitglied-beenden"),
    path("freigaben/<int:pk>/", mitglieder.mitglied_freigeben, name="mitglied-freigeben"),
    path("freigaben/", mitglieder.freigabe_liste, name="freigabe-liste"),
    path("mitglieder/<int:pk>/zweiter-faktor/", mitglieder.mitglied_faktor, name="mitglied-faktor"),
    path("einladungen/", mitglieder.einladung_liste, name="einladung-liste"),
    path("einladungen/neu/", mitglieder.einladung_neu, name="einladung-neu"),
    path("einladungen/<int:pk>/", mitglieder.einladung_detail, name="einladung-detail"),
    path("einladungen/<int:pk>/zurueckziehen/", mitglieder.einladung_zurueckziehen, name="einladung-zurueckziehen"),
    path("einladung/<slug:schluessel>/", mitglieder.einladung_annehmen, name="einladung-annehmen"),
]
