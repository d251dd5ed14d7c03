"""What one applicant brought, what agencies do about it, what it was met with, and what it waits for."""

from onewindow.cases.models.application import Application
from onewindow.cases.models.case import Case, CaseQuerySet
from onewindow.cases.models.paper import Paper
from onewindow.cases.models.request import Request
from onewindow.cases.models.submission import MATERIAL_STATES, Submission

__all__ = ["MATERIAL_STATES", "Application", "Case", "CaseQuerySet", "Paper", "Request", "Submission"]
