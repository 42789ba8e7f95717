"""The words, in Spanish and in English, by which a plan's parts are known, and what counts as a value."""
