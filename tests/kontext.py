"""Djangos Test-Client sieht nur bei eigenen Vorlagen den Kontext; mit dieser Fixture meldet ihn auch Jinja."""

import pytest
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered


@pytest.fixture
def kontext(monkeypatch):
    """`client.get(…).context["form"]` geht danach auch hier."""
    zeigen = Template.render

    def melden(vorlage, context=None, request=None):
        template_rendered.send(sender=vorlage, template=vorlage, context=context or {})
        return zeigen(vorlage, context, request)

    monkeypatch.setattr(Template, "render", melden)
