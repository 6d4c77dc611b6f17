"""A report's numbers to a ledger: a first draft of it, and the proof that none is missing."""
