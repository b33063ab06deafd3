"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.netzwerk.views import netzwerk, partner

urlpatterns: list[URLPattern] = [
    path("netzwerk/", netzwerk.netzwerk_liste, name="netzwerk-liste"),
    path("netzwerk/neu/", netzwerk.netzwerk_neu, name="netzwerk-neu"),
    path("netzwerk/<int:pk>/bearbeiten/", netzwerk.netzwerk_bearbeiten, name="netzwerk-bearbeiten"),
    path("partner/", partner.partner_liste, name="partner-liste"),
    path("partner/neu/", partner.partner_neu, name="partner-neu"),
    path("partner/<int:pk>/", partner.partner_detail, name="partner-detail"),
    path("partner/<int:pk>/bearbeiten/", partner.partner_bearbeiten, name="partner-bearbeiten"),
    path("partner/<int:pk>/angebot/", partner.partner_angebot, name="partner-angebot"),
]
