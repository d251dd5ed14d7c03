"""What changes delegations."""

from onewindow.delegation.commands.asking import ask, withdraw
from onewindow.delegation.commands.granting import grant, refuse, take_back

__all__ = ["ask", "grant", "refuse", "take_back", "withdraw"]
