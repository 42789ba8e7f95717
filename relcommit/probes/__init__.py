"""Gathering evidence, one file for each kind."""
