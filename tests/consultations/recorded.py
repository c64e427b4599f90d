"""A consultation with a history worth recording: two versions, a stale vote, one taken back, closed."""

import importlib.util
from datetime import datetime
from pathlib import Path

from consultations.actions import consultations, electorate, versions, votes, withdrawals
from consultations.enums import Naming, Visibility
from consultations.models import Consultation
from consultations.phases import PhaseKind
from positions.enums import Change
from positions.models import Paper

from . import building

DAY, HOUR = building.DAY, building.HOUR
RECOUNT = Path(__file__).parents[2] / "docs" / "recount.py"


def recount_program():
    """The program of the documentation: stands alone, and shares no code with the product."""
    spec = importlib.util.spec_from_file_location("recount", RECOUNT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(consultation, place, choice, reason="", condition=None) -> votes.Answer:
    question = consultation.questions.order_by("position")[place]
    wording = consultation.version.wordings.get(section=question.section)
    return votes.Answer(question, choice, wording.digest, reason=reason, condition=condition)


def open_one(cast, *, now: datetime, visibility=Visibility.PUBLIC, **fields) -> Consultation:
    """Birch wants to be named, Cedar does not; the vote runs until tomorrow."""
    timetable = [(PhaseKind.VOTE, -HOUR, DAY)]
    fields = {"paper": building.paper(), "slug": "kurse", **fields}
    consultation = building.consultation(now=now, timetable=timetable, visibility=visibility, **fields)
    for organisation, naming in ((cast.birch, Naming.LISTED), (cast.cedar, Naming.COUNTED)):
        consultation.participations.create(organisation=organisation, naming=naming)
    return consultations.open_(consultation=consultation, by=cast.ada, now=now)


def vote_in(consultation: Consultation, cast, *, now: datetime) -> None:
    """Birch answers both sections and the whole, Cedar changes its mind and takes the vote on the whole back."""
    birch = [
        answer(consultation, 0, "support"),
        answer(consultation, 1, "reject", "=Zu teuer."),
        answer(consultation, 2, "yes"),
    ]
    votes.cast_all(answers=birch, organisation=cast.birch, by=cast.bea, now=now)
    for choices in (("abstain", "support", "no"), ("support", "support", "no")):
        cedar = [answer(consultation, place, choice) for place, choice in enumerate(choices)]
        votes.cast_all(answers=cedar, organisation=cast.cedar, by=cast.cem, now=now)
    question = consultation.questions.get(kind="paper")
    withdrawals.withdraw(question=question, organisation=cast.cedar, by=cast.cem, now=now)


def closed_one(cast, *, now: datetime, **fields) -> Consultation:
    """With all that, "Kosten" changed in substance and "Fristen" editorially, and the electorate changed with a reason."""
    consultation = open_one(cast, now=now, **fields)
    vote_in(consultation, cast, now=now)
    change_version(consultation, cast, now=now + HOUR)
    electorate.change(
        consultation=consultation, organisation=cast.cedar, votes=3, reason="Nachgezahlt.", by=cast.ada, now=now + 2 * HOUR
    )
    consultation.refresh_from_db()
    votes.cast_all(
        answers=[answer(consultation, 1, "concerns", "Gerade noch.")],
        organisation=cast.birch,
        by=cast.farid,
        now=now + 3 * HOUR,
    )
    return consultations.close(consultation=consultation, by=None, now=now + DAY)


def rewrite(paper: Paper, texts: dict[str, str]) -> None:
    """What an editor does: other texts under these headings, published."""
    paper = Paper.objects.get(pk=paper.pk)
    blocks = list(paper.sections.raw_data)
    for block in blocks:
        if text := texts.get(block["value"]["heading"]):
            block["value"]["body"] = [{"type": "text", "value": f"<p>{text}</p>"}]
    paper.sections = blocks
    paper.save_revision().publish()


def change_version(consultation: Consultation, cast, *, now: datetime) -> None:
    """The editor changes both sections, one of them only editorially, and issues the version."""
    rewrite(consultation.paper, {"Fristen": "Drei Monate!", "Kosten": "Als Darlehen."})
    keys = {w.heading: w.section.key for w in consultation.version.wordings.select_related("section")}
    marks = {keys["Fristen"]: Change.EDITORIAL, keys["Kosten"]: Change.SUBSTANTIVE}
    versions.issue(consultation=consultation, marks=marks, by=cast.ada, now=now)
