"""The plots of content/demo/cases, one file an item: what happened to each case, told back from the moment of loading."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from onewindow.config.demo.acts import Act
from onewindow.config.demo.residents import Part
from onewindow.config.demo.script import Script


class Plot(Script):
    """`keep` holds back what the halls' daily rounds would otherwise move on (see `rounds`)."""

    keep: tuple[Literal["papers", "notices", "results", "sheets", "cards"], ...] = ()
    mismatch: tuple[str, ...] = ()
    """What the counter finds wrong the first time the results come with the rounds."""
    story: tuple[Act, ...] = Field(min_length=1)


class PlotFile(Part):
    """The plots of one item with what they have in common: form values, and the words of a grant."""

    item: str
    form: dict[str, str] = {}
    opinion: str = ""
    reasons: str = ""
    plots: tuple[Plot, ...]

    def filled(self, plot: Plot) -> Plot:
        return plot.model_copy(update={"form": {**self.form, **plot.form}})


def read_plots(directory: Path) -> list[PlotFile]:
    """All files of the directory by name. Raises pydantic's ValidationError naming the field."""
    return [
        PlotFile.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted(directory.glob("*.yaml"))
    ]
