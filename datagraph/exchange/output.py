"""What the documents that programs read have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=0)]
RuleCode = Annotated[str, Field(pattern="^DG[0-9]{3}$")]
RuleName = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
SeverityWord = Literal["error", "warning", "info"]


class Output(BaseModel):
    """A part of a document that programs read, described by its docstrings.

    Its schema lets further keys pass: a later release may add some, and none that is there changes or goes away.
    """

    model_config = ConfigDict(use_attribute_docstrings=True)
