"""Tests of reading ground from files."""
