"""The sentences of a consultation's pages: what is wanted, what the vote means, where things stand. One place: pages agree."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from shared import moments

from ..enums import LegalEffect
from ..models import Consultation, Phase
from ..phases import PhaseKind
from ..queries.decided import decided
from ..queries.paper import PaperOnPage, SectionOnPage, Sums
from ..queries.place import Place
from ..scales import Scale

# Promise 10: every consultation says what its vote means in law.
LEGAL_EFFECTS = {
    LegalEffect.STRAW_POLL: gettext_lazy("The vote is a straw poll: it shows where the members stand and binds nobody."),
    LegalEffect.BOARD: gettext_lazy("The vote prepares a resolution of the board; the board decides."),
    LegalEffect.WRITTEN: gettext_lazy(
        "The vote is a written resolution under § 32 (3) BGB: it passes only if all members agree."
    ),
    LegalEffect.MEETING: gettext_lazy("The vote prepares the general meeting; the meeting decides."),
}
WANTED = {
    PhaseKind.INTERNAL: gettext_lazy("Talk it over among yourselves."),
    PhaseKind.COMMENT: gettext_lazy("Your comments on every section."),
    PhaseKind.REVISE: gettext_lazy("Nothing at present: the secretariat is revising the text."),
    PhaseKind.VOTE: gettext_lazy("A vote on every section."),
    PhaseKind.CONFIRM: gettext_lazy("Nothing at present: the vote is over, its result is being prepared."),
}
NAMES_IN_BAR = {
    PhaseKind.INTERNAL: gettext_lazy("Talks"),
    PhaseKind.COMMENT: gettext_lazy("Comments"),
    PhaseKind.REVISE: gettext_lazy("Revision"),
    PhaseKind.VOTE: gettext_lazy("Vote"),
    PhaseKind.CONFIRM: gettext_lazy("Confirmation"),
}


@dataclass(frozen=True)
class Step:
    """A phase in the margin."""

    label: str
    when: str
    is_current: bool


@dataclass(frozen=True)
class Three:
    """The three questions under the title; of each answer the first part is the one to be seen."""

    what: str
    wanted: str
    wanted_more: str
    until: str
    effect: str


def three_questions(consultation: Consultation, place: Place, paper: PaperOnPage, now: datetime) -> Three:
    phase = consultation.phase(now)
    return Three(
        what=consultation.what or _what(consultation),
        wanted=_wanted(consultation, phase),
        wanted_more=_wanted_more(consultation, phase, place, paper),
        until=_until(consultation, phase, now),
        effect=" ".join(filter(None, [str(LEGAL_EFFECTS[LegalEffect(consultation.legal_effect)]), consultation.decision_note])),
    )


def steps(consultation: Consultation, now: datetime) -> list[Step]:
    current = consultation.phase(now)
    return [
        Step(label=str(phase.get_kind_display()), when=_stretch(phase, now), is_current=phase == current)
        for phase in sorted(consultation.phases.all(), key=lambda phase: phase.opens_at)
    ]


def section_name(section: SectionOnPage) -> str:
    """How a section is called in a sentence: "Section 3", or by its heading."""
    if section.is_whole:
        return _("the paper as a whole")
    if section.number.isdigit():
        return _("section %(number)s") % {"number": section.number}
    heading = section.heading or _("the preamble")
    return _("“%(heading)s”") % {"heading": heading}


def tally(sums: Sums) -> str:
    """ "31 yes, 4 no, 2 abstentions": organisations."""
    return ", ".join(
        [
            ngettext("%(count)d for it", "%(count)d for it", sums.yes) % {"count": sums.yes},
            ngettext("%(count)d against", "%(count)d against", sums.no) % {"count": sums.no},
            ngettext("%(count)d abstention", "%(count)d abstentions", sums.abstain) % {"count": sums.abstain},
        ]
    )


def outcome(section: SectionOnPage) -> str:
    """What became of a section when the consultation closed, in one sentence."""
    return decided(section.sums.outcome).decision.sentence


def reason_needed(scale: Scale) -> str:
    """For which choices a reason must be given."""
    needing = [str(choice.label) for choice in scale.choices if choice.needs_reason]
    if not needing:
        return pgettext("reason", "optional")
    quoted = get_text_list([_("“%(choice)s”") % {"choice": label} for label in needing], _("and"))
    return _("needed for %(choices)s") % {"choices": quoted}


def tell(sections: list[SectionOnPage]) -> None:
    """Put sums and outcome of each section into words, where there are any."""
    for section in sections:
        if section.sums:
            section.told = tally(section.sums)
            section.decided = outcome(section) if section.sums.result else ""


def comments(count: int) -> str:
    return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count}


def turnout(paper: PaperOnPage) -> str:
    numbers = {"voted": paper.turnout.voted, "entitled": paper.turnout.entitled}
    return (
        ngettext(
            "%(voted)d of %(entitled)d organisation has voted.",
            "%(voted)d of %(entitled)d organisations have voted.",
            paper.turnout.entitled,
        )
        % numbers
    )


def _what(consultation: Consultation) -> str:
    names = {"body": consultation.body, "bill": consultation.bill_short or consultation.bill_title}
    if consultation.body and names["bill"]:
        return _("%(body)s has asked us for a statement on “%(bill)s”.") % names
    if consultation.body:
        return _("%(body)s has asked us for a statement.") % names
    return _("A common position of our members. What finds agreement here goes out in our joint name.")


def _wanted(consultation: Consultation, phase: Phase | None) -> str:
    if consultation.closed_at is not None:
        return _("Nothing any more: the results stand below.")
    if phase is None:
        return _("Nothing at present.")
    return str(WANTED[PhaseKind(phase.kind)])


def _wanted_more(consultation: Consultation, phase: Phase | None, place: Place, paper: PaperOnPage) -> str:
    """What stands in the reader's way or is still to be done by them."""
    if consultation.closed_at is not None or phase is None:
        return ""
    if phase.kind == PhaseKind.VOTE:
        return place.voting_obstacle or place.voting_refusal or _still_to_vote(paper)
    if phase.kind == PhaseKind.COMMENT:
        return place.commenting_obstacle or place.commenting_refusal or _("Write below a section; others can answer.")
    return ""


def _still_to_vote(paper: PaperOnPage) -> str:
    count, stale = len(paper.unanswered), paper.stale
    if not count:
        return _("You have voted on everything. Until the deadline you can change every vote.")
    sentence = ngettext("%(count)d is open.", "%(count)d are open.", count) % {"count": count}
    if len(stale) == 1:
        named = {"section": section_name(stale[0])}
        return f"{sentence} " + _("In %(section)s the wording has changed since your vote.") % named
    if stale:
        return f"{sentence} " + _("In %(count)d of them the wording has changed since your vote.") % {"count": len(stale)}
    return sentence


def _until(consultation: Consultation, phase: Phase | None, now: datetime) -> str:
    if consultation.closed_at is not None:
        return _("Closed since %(when)s.") % {"when": moments.day(consultation.closed_at, now)}
    if phase is not None:
        return f"{moments.deadline(phase.closes_at)}."
    ahead = [p for p in consultation.phases.all() if p.opens_at > now]
    if ahead:
        return _("It begins on %(when)s.") % {"when": moments.deadline(min(p.opens_at for p in ahead))}
    return _("All phases are over.")


def _stretch(phase: Phase, now: datetime) -> str:
    if phase.opens_at > now:
        return _("from %(begin)s") % {"begin": moments.day(phase.opens_at, now)}
    return _("until %(end)s") % {"end": moments.last_day(phase.closes_at, now)}
