"""改按新版: the running cases of an item that are on another edition, tried and then moved."""
