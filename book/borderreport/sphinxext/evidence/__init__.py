"""Claims in pages: their links, entries, cards, explorer and search."""
