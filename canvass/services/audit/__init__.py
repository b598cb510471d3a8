"""The record of who saw, took out and changed what."""
