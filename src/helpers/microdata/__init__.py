"""Clean questionnaires, and from their rows to numbers as the report prints them."""
