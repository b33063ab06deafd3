"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.netzwerk import views

urlpatterns: list[URLPattern] = [
    path("netzwerk/", views.netzwerk_liste, name="netzwerk-liste"),
    path("netzwerk/neu/", views.netzwerk_neu, name="netzwerk-neu"),
    path("netzwerk/<int:pk>/bearbeiten/", views.netzwerk_bearbeiten, name="netzwerk-bearbeiten"),
    path("netzwerk/<int:pk>/stornieren/", views.netzwerk_stornieren, name="netzwerk-stornieren"),
    path("netzwerk/<int:pk>/wiederherstellen/", views.netzwerk_wiederherstellen, name="netzwerk-wiederherstellen"),
    path("partner/", views.partner_liste, name="partner-liste"),
    path("partner/neu/", views.partner_neu, name="partner-neu"),
    path("partner/<int:pk>/", views.partner_detail, name="partner-detail"),
    path("partner/<int:pk>/bearbeiten/", views.partner_bearbeiten, name="partner-bearbeiten"),
    path("partner/<int:pk>/angebot/", views.partner_angebot, name="partner-angebot"),
]
