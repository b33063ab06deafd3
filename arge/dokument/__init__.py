"""PDF-Dokumente."""
