"""Mitglieder, Einladungen, eigenes Konto."""
