"""What belongs to a person: numbers with check digits, names, and where they turn up."""
