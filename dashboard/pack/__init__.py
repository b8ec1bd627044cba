"""Board packs: chosen views as one document, for a screen, for slides and for paper."""
