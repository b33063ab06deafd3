"""Routen des Integrationsmanagements."""

from django.urls import path

from integrationsmanagement.views import auslastung, fall, gespraech, plan

app_name = "integrationsmanagement"
urlpatterns = [
    path("faelle/", fall.fall_liste, name="fall-liste"),
    path("faelle/neu/", fall.fall_neu, name="fall-neu"),
    path("faelle/uebergeben/", fall.faelle_uebergeben, name="faelle-uebergeben"),
    path("faelle/<int:pk>/", fall.fall_detail, name="fall-detail"),
    path("faelle/<int:pk>/plan/", fall.fall_plan, name="fall-plan"),
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
    path("faelle/<int:pk>/umzug/", fall.umzug, name="umzug"),
    path("wohnungen/<int:pk>/berichtigen/", fall.wohnung_berichtigen, name="wohnung-berichtigen"),
    path("faelle/<int:pk>/gespraeche/neu/", gespraech.gespraech_neu, name="gespraech-neu"),
    path("faelle/<int:pk>/plan/neu/", plan.plan_neu, name="plan-neu"),
    path("plaene/<int:pk>/", plan.plan_detail, name="plan-detail"),
    path("gespraeche/", gespraech.gespraech_liste, name="gespraech-liste"),
    path("gespraeche/neu/", gespraech.gespraech_schnell, name="gespraech-schnell"),
    path("gespraeche/<int:pk>/bearbeiten/", gespraech.gespraech_bearbeiten, name="gespraech-bearbeiten"),
    path("gespraeche/<int:pk>/stornieren/", gespraech.gespraech_stornieren, name="gespraech-stornieren"),
    path("gespraeche/<int:pk>/wiederherstellen/", gespraech.gespraech_wiederherstellen, name="gespraech-wiederherstellen"),
    path("gespraeche/<int:pk>/verschieben/", gespraech.gespraech_verschieben, name="gespraech-verschieben"),
    path("auslastung/", auslastung.auslastung, name="auslastung"),
]
