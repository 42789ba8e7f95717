"""A plan in Markdown becomes a Plan: its model, its reader, its lexicon and its lint."""
