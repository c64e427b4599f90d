"""What of a record its reader may read. Every page and every file of the record asks here, and nowhere else (ADR 22)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.crypto import salted_hmac

from accounts.rules import Person

from .. import rules
from ..enums import Naming, RecordKind
from ..models import Consultation, Participation, RecordEntry, VoteEntry
from . import chain

# Before the close they would tell who has said what.
NOT_YET = frozenset({RecordKind.VOTES_RECORDED, RecordKind.DISSENT_SUBMITTED, RecordKind.DISSENT_WITHDRAWN})
# Their reason was asked for with the words that it is printed in the record.
REASONS_READ = frozenset(
    {
        RecordKind.ELECTORATE_CHANGED,
        RecordKind.RULE_CHANGED,
        RecordKind.PHASE_MOVED,
        RecordKind.RESULTS_HIDDEN,
        RecordKind.CLOSED,
        RecordKind.TREATED,
        RecordKind.CONTRIBUTION_DECIDED,
        RecordKind.DECISION_ANSWERED,
        RecordKind.ANSWERS_WAIVED,
    }
)
# What the public reads the facts of; of other lines it gets the digest.
PUBLIC = frozenset(
    {
        RecordKind.OPENED,
        RecordKind.ELECTORATE_CHANGED,
        RecordKind.RULE_CHANGED,
        RecordKind.VERSION_ISSUED,
        RecordKind.PHASE_MOVED,
        RecordKind.PHASE_SEALED,
        RecordKind.RESULTS_HIDDEN,
        RecordKind.QUESTION_POSED,
        RecordKind.QUESTION_WITHDRAWN,
        RecordKind.VOTES_RECORDED,
        RecordKind.DISSENT_SUBMITTED,
        RecordKind.DISSENT_WITHDRAWN,
        RecordKind.CLOSED,
        RecordKind.TREATED,
        RecordKind.ANSWERS_WAIVED,
        RecordKind.STATEMENT_ISSUED,
    }
)


@dataclass(frozen=True)
class Eyes:
    """One reader of one record.

    Insiders (participants, the secretariat, the board) read every vote by name as soon as results may be read (ADR 21); until
    then everyone, editors too, reads those of their own organisations only. Others read votes after the close: with the names
    of the organisations that want to be named, and a label for each of the others.
    """

    consultation: Consultation
    is_insider: bool
    reads_votes: bool
    own: frozenset[int]

    @property
    def is_closed(self) -> bool:
        return self.consultation.closed_at is not None

    def reads(self, organisation: int) -> bool:
        """Whether the lines of this organisation may be read."""
        return self.is_closed or self.reads_votes or organisation in self.own

    def reads_texts_of(self, organisation: int) -> bool:
        """Whether what this organisation signed with its name may be read in full."""
        return organisation in self.own or (self.is_insider and self.is_closed)

    def is_named(self, organisation: int) -> bool:
        return self.is_insider or organisation in self._listed

    def who(self, organisation: int) -> int | str:
        """What this reader knows the organisation by: its number, or a label that says nothing."""
        return organisation if self.is_named(organisation) else label(self.consultation, organisation)

    def vote(self, entry: VoteEntry) -> chain.Plain | None:
        """The line as this reader may read it; None if not at all."""
        if not self.reads(entry.organisation_id):
            return None
        plain = chain.plain_vote(entry)
        if self.is_named(entry.organisation_id):
            return plain
        # Without the mark the organisation cannot be guessed from the line's digest.
        del plain["by"]
        return {**plain, "organisation": self.who(entry.organisation_id)}

    def record(self, entry: RecordEntry) -> chain.Plain | None:
        """The line as this reader may read it; None if not at all."""
        about = entry.facts.get("organisation")
        if not self.is_closed and entry.kind in NOT_YET and about not in self.own:
            return None
        if not self.is_insider and entry.kind not in PUBLIC:
            return None
        plain = chain.plain_record(entry)
        facts = self._veiled(entry.facts)
        if facts == entry.facts:
            return plain
        del plain["by"]
        return {**plain, "facts": facts}

    def reads_reason(self, entry: RecordEntry) -> bool:
        return self.is_insider and entry.kind in REASONS_READ

    def _veiled(self, value: Any) -> Any:
        """The same facts with labels for those that are not named to this reader, and how many where no label would do."""
        if isinstance(value, list):
            return [self._veiled(item) for item in value]
        if not isinstance(value, dict):
            return value
        plain = {name: self._veiled(item) for name, item in value.items()}
        if isinstance(organisation := value.get("organisation"), int):
            plain["organisation"] = self.who(organisation)
            if "name" in value and not self.is_named(organisation):
                plain["name"] = self.who(organisation)
        if not self.is_insider and isinstance(value.get("left_out"), list):
            plain["left_out"] = len(value["left_out"])
        if isinstance(value.get("stale"), dict) and not (self.is_insider and self.is_closed):
            plain["stale"] = {section: len(organisations) for section, organisations in value["stale"].items()}
        return plain

    @cached_property
    def _listed(self) -> frozenset[int]:
        listed = Participation.objects.filter(consultation=self.consultation, naming=Naming.LISTED)
        return frozenset(listed.values_list("organisation", flat=True))


def eyes_of(user: Person, consultation: Consultation, now: datetime) -> Eyes:
    """Of someone who may see the consultation. Tokens and persons are in nobody's sight."""
    own = frozenset(rules.organisations_of(user, now)) if user.is_authenticated else frozenset()
    takes_part = consultation.participations.filter(organisation__in=own).exists()
    return Eyes(
        consultation=consultation,
        is_insider=takes_part or rules.sees_everything(user, now),
        reads_votes=rules.may_read_votes(user, consultation, now),
        own=own,
    )


def insider(consultation: Consultation) -> Eyes:
    """A participant's eyes once it is closed, without an organisation: what is exported for the federation's own archive."""
    return Eyes(consultation=consultation, is_insider=True, reads_votes=True, own=frozenset())


def label(consultation: Consultation, organisation: int) -> str:
    """The same in every file of this consultation, another one in the next; leads back only with the site's secret key."""
    return "org-" + salted_hmac("consultations.record", f"{consultation.pk}/{organisation}").hexdigest()[:8]
