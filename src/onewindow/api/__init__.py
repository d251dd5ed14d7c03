"""The API: the same commands for agencies' own systems as for people at their desks."""
