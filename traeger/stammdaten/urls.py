"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.stammdaten import views

urlpatterns: list[URLPattern] = [
    path("traeger/", views.traeger_liste, name="traeger-liste"),
    path("traeger/neu/", views.traeger_neu, name="traeger-neu"),
    path("traeger/<int:pk>/", views.traeger_detail, name="traeger-detail"),
    path("traeger/<int:pk>/bearbeiten/", views.traeger_bearbeiten, name="traeger-bearbeiten"),
    path("standorte/", views.standort_liste, name="standort-liste"),
    path("standorte/neu/", views.standort_neu, name="standort-neu"),
    path("standorte/<int:pk>/", views.standort_detail, name="standort-detail"),
    path("standorte/<int:pk>/bearbeiten/", views.standort_bearbeiten, name="standort-bearbeiten"),
    path("standorte/<int:pk>/umziehen/", views.standort_umziehen, name="standort-umziehen"),
    path("quartiere/", views.quartier_liste, name="quartier-liste"),
    path("quartiere/neu/", views.quartier_neu, name="quartier-neu"),
    path("quartiere/<int:pk>/bearbeiten/", views.quartier_bearbeiten, name="quartier-bearbeiten"),
]
