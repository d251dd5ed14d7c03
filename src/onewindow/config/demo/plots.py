"""The plots of content/demo/cases, one file an item: what happened to each case, told back from the moment of loading."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import Field

from onewindow.config.demo.acts import Act
from onewindow.config.demo.residents import Part
from onewindow.config.demo.script import Script


class Plot(Script):
    """An application with what became of it, in order of time."""

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
        PlotFile.model_validate(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
        for path in sorted(directory.glob("*.yaml"))
    ]
