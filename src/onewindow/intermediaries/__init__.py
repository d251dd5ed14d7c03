"""Intermediary services (中介服务): the list of what may be asked of an applicant, and on which basis."""
