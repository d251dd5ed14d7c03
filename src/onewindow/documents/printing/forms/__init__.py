"""What each kind of paper must say: a command cannot print a paper with a field missing."""

from onewindow.documents.printing.forms.answers import (
    AcceptanceNotice,
    AcceptanceRevocation,
    RefusalOfAcceptance,
    SupplementNotice,
    WithdrawalNotice,
)
from onewindow.documents.printing.forms.decisions import DenialDecision, GrantDecision, InstantResult, Licence
from onewindow.documents.printing.forms.guide import Handbook, ServiceGuide
from onewindow.documents.printing.forms.handover import DeliveryReceipt, MaterialSheet, ResultSheet
from onewindow.documents.printing.forms.intake import DeferralCommitment, IntakeNotice, PaperLabels
from onewindow.documents.printing.forms.ledger import ReformLedger
from onewindow.documents.printing.forms.limits import CardNotice, ExtensionNotice, SpecialProcedureNotice
from onewindow.documents.printing.forms.parts import Paper

FORMS: dict[str, type[Paper]] = {
    "intake_notice": IntakeNotice,
    "deferral_commitment": DeferralCommitment,
    "paper_labels": PaperLabels,
    "acceptance_notice": AcceptanceNotice,
    "refusal_of_acceptance": RefusalOfAcceptance,
    "supplement_notice": SupplementNotice,
    "withdrawal_notice": WithdrawalNotice,
    "acceptance_revocation": AcceptanceRevocation,
    "special_procedure_notice": SpecialProcedureNotice,
    "extension_notice": ExtensionNotice,
    "card_notice": CardNotice,
    "grant_decision": GrantDecision,
    "denial_decision": DenialDecision,
    "licence": Licence,
    "instant_result": InstantResult,
    "material_sheet": MaterialSheet,
    "result_sheet": ResultSheet,
    "delivery_receipt": DeliveryReceipt,
    "service_guide": ServiceGuide,
    "handbook": Handbook,
    "reform_ledger": ReformLedger,
}
