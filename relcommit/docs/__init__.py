"""Which documents are current, which historical, and what points at what."""
