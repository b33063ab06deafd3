"""Konten: einladen und annehmen, Mitgliedschaften ändern, freigeben und beenden, das Konto selbst (Fachmodell 0; qualitaet S6)."""
