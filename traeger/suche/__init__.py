"""Das eine Suchfeld des Hauses."""
