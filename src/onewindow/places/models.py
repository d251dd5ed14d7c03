"""Where people go and who is competent: four levels of divisions, agencies, halls and windows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Division(models.Model):
    """An administrative division (行政区划): city, district, town or village."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    """GB/T 39046 A.2: 3 city, 4 district, 5 town, 6 village."""
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A department (部门) that is competent for matters."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=80)
    short = models.CharField(max_length=20)
    """机关代字 of its documents, e.g. 江市监."""
    division = models.ForeignKey(Division, models.PROTECT)
    uscc = models.CharField(max_length=18)
    phone = models.CharField(max_length=20)
    supervise_phone = models.CharField(max_length=20)
    address = models.CharField(max_length=120)
    reconsideration_body = models.CharField(max_length=80)
    """复议机关: named on every refusal."""
    court = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Hall(models.Model):
    """A service hall (政务服务大厅)."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=80)
    division = models.ForeignKey(Division, models.PROTECT)
    address = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)
    supervise_phone = models.CharField(max_length=20)
    transport = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """A desk in a hall: comprehensive intake (综合受理), comprehensive issuance (综合出件) or specialised."""

    KINDS: ClassVar = [("intake", "综合受理窗口"), ("issuance", "综合出件窗口"), ("special", "专业窗口")]

    code = models.CharField(max_length=16, primary_key=True)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="windows")
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=KINDS)
    phone = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name
