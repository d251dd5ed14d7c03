"""改革: the ledger and the targets, for those who guide the catalogue and those who watch over it."""
