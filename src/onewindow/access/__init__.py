"""Who may do what: roles, doors, commands and signing authority, each written down once as data."""
