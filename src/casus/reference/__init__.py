"""Read-only tables: the lexicons of `resources/`, the gazetteer, the register of actors."""
