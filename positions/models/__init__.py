from .imports import PendingImport
from .papers import Paper
from .sections import Section, SectionLineage
from .statements import Compilation, Statement, StatementDraft, StatementFile
from .versions import Version, VersionSection

__all__ = [
    "Compilation",
    "Paper",
    "PendingImport",
    "Section",
    "SectionLineage",
    "Statement",
    "StatementDraft",
    "StatementFile",
    "Version",
    "VersionSection",
]
