"""Aufträge ohne Celery, wie in tests/traeger/auftrag."""

from tests.traeger.auftrag.conftest import arten  # noqa: F401 – Fixture
