"""Die Startseite."""
