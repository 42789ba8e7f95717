"""A plan's Markdown as blocks, sections and items with their lines."""
