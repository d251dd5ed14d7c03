"""What people do in a plot: each act is written in content/demo/cases and calls one command."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onewindow.config.demo.acts import agency, counter, oversight, window

Act = Annotated[
    window.Receive | window.Instant | window.HandOver | window.Serve | window.Supply | window.SupplyDeferred | window.Withdraw
    | agency.Accept | agency.Refuse | agency.Supplement | agency.Special | agency.EndSpecial | agency.AskExtension
    | agency.RuleOnExtension | agency.Propose | agency.Decide | agency.Make | agency.Correct | agency.Send | agency.Archive
    | counter.Counter | counter.HandOut | counter.PostOut | counter.MailReturned | counter.ConfirmPost | counter.ReturnReceipt
    | oversight.Explain | oversight.Urge | oversight.AnswerUrging | oversight.EndUrging,
    Field(discriminator="do"),
]  # fmt: skip
