"""From clean questionnaires to what may be published: counted, tested, held to the rules."""
