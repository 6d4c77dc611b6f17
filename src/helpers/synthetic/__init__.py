"""Questionnaires made up so that they print what the report prints, and marked as such."""
