"""What every act has: when it happened, and how it is played."""

from __future__ import annotations

from datetime import datetime

from onewindow.config.demo.residents import Part
from onewindow.config.demo.scene import Scene


class Step(Part):
    """One act of a plot; `at` is written as `timeline.Timeline` reads it."""

    at: str

    def play(self, scene: Scene, at: datetime) -> None:
        raise NotImplementedError
