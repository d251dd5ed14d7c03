"""Intermediary services (中介服务): who may offer what is on the list, who was chosen, and how it went."""
