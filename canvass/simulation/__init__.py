"""Canvassers who are not there: phones that work offline and sync over a bad network."""
