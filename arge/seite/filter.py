"""Grundlage der Filter über Listen."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db import models

from arge.seite.felder import Datumsfeld, Dezimalfeld
from arge.seite.formulare import eingangsformular


class Filter(django_filters.FilterSet):
    """Grundlage der Filter: deutsche Datums- und Zahleneingabe wie in jedem anderen Formular."""

    class Meta:
        filter_overrides = {
            models.DateField: {"filter_class": django_filters.DateFilter, "extra": lambda feld: {"field_class": Datumsfeld}},
        }

    def __init__(self, *args: Any, **optionen: Any) -> None:
        super().__init__(*args, **optionen)
        for filter_ in self.filters.values():
            if type(filter_) is django_filters.DateFilter:
                filter_.field_class = Datumsfeld
            elif type(filter_) is django_filters.NumberFilter:
                filter_.field_class = Dezimalfeld
            elif isinstance(filter_, (django_filters.ChoiceFilter, django_filters.ModelChoiceFilter)):
                filter_.extra["empty_label"] = "Alle"

    def get_form_class(self) -> Any:
        return eingangsformular(super().get_form_class())
