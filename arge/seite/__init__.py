"""Was jede Seite braucht: Liste, Filter, Formular, Vorlage, Datei."""
