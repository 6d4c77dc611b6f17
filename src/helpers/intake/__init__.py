"""From exported and typed-in questionnaires to one clean table, with a line for every problem."""
