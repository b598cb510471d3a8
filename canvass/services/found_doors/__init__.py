"""Doors that canvassers found on the street and no file has yet."""
