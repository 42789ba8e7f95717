"""Which documents are current, which historical, and where each belongs."""
