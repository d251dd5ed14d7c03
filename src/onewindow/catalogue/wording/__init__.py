"""Every field of an edition document in the words of officials: its name, its kind, how its value is said.

Workbooks, differences and whatever else speaks of a document's parts take their words from `GROUPS`.
"""

from onewindow.catalogue.wording.groups import BY_PATH, GROUPS, ITEM
from onewindow.catalogue.wording.kinds import Field, Group, said

__all__ = ["BY_PATH", "GROUPS", "ITEM", "Field", "Group", "said"]
