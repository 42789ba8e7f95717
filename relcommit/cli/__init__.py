"""One file per command; the only room that prints, asks, or imports click."""
