"""Saying no to programs (RFC 9457): every code with its meaning, and the one translator."""

from onewindow.api.problems.answering import Problem, problem_response
from onewindow.api.problems.catalogue import ADVICE, KINDS, Kind

__all__ = ["ADVICE", "KINDS", "Kind", "Problem", "problem_response"]
