"""事权下放: a lower agency asks for the competence for an item, is given it from a date, and may lose it again."""
