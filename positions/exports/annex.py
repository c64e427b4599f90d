"""The annex of a statement: what the vote means, who took part, every number of every outcome. Knows no Django."""

from collections.abc import Iterator, Mapping
from typing import Any

from .content import Dissent, LeftOut, Numbers, Outcome, Section, StatementContent

NUMBERS = (
    ("yes", "yes"),
    ("no", "no_short"),
    ("veto", "veto_short"),
    ("abstain", "abstain_short"),
    ("invalid", "invalid_short"),
)
REST = (("stale", "stale_short"), ("eligible", "eligible_short"))


def annex(content: StatementContent, words: Mapping[str, str]) -> dict[str, Any]:
    """Facts (label, text), tables (caption, header, rows; the columns between first and last are numbers) and the proof."""
    facts = [
        (words["effect"], content.legal_effect),
        (words["rule"], content.electorate.rule),
        (words["taking_part"], _participants(content, words)),
        (words["time"], content.deadline.sentence if content.deadline else ""),
        (words["method"], content.method_note),
        (words["source"], f"{content.source.title}, {words['version']}\u00a0{content.source.number}"),
    ]
    asked = list(_asked(content, words))
    results = []
    if asked:
        results.append(_results(words["results"], [(name, outcome.plain, outcome.label) for name, outcome in asked], words))
        if any(outcome.weighted != outcome.plain for _, outcome in asked):
            weighted = [(name, outcome.weighted, outcome.label) for name, outcome in asked]
            results.append(_results(words["results_weighted"], weighted, words))
    return {
        "heading": words["annex"],
        "running": words["annex_short"],
        "facts": [[label, text] for label, text in facts if text],
        "results": results,
        "named": _named(content, words),
        "dissents": notes(content.annex_dissents, words),
        "proof": [[words["proof"], content.source.digest]],
    }


def notes(dissents: tuple[Dissent, ...], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """Minority notes; those that do not stand below what they are on say so in their heading."""
    return [
        {"heading": words["dissent_on"] % note.on if note.on else words["dissent"], "by": list(note.by), "tree": note.tree}
        for note in dissents
    ]


def _participants(content: StatementContent, words: Mapping[str, str]) -> str:
    named, counted = len(content.electorate.named), content.electorate.counted
    everyone = named + counted
    if not everyone:
        return ""
    votes = content.electorate.votes
    lead = words["entitled_one"] % votes if everyone == 1 else words["entitled"] % (everyone, votes)
    if not named:
        return f"{lead}; {words['none_named']}."
    return f"{lead}; {words['some_named'] % (named, counted) if counted else words['all_named']}."


def _asked(content: StatementContent, words: Mapping[str, str]) -> Iterator[tuple[str, Outcome]]:
    sections: tuple[Section | LeftOut, ...] = (*content.sections, *content.left_out)
    for section in sections:
        if section.outcome:
            yield " ".join(part for part in (section.number, section.heading or words["untitled"]) if part), section.outcome
    if content.whole:
        yield words["whole"], content.whole


def _results(caption: str, rows: list[tuple[str, Numbers, str]], words: Mapping[str, str]) -> dict[str, Any]:
    shown = [column for column in NUMBERS if column[0] != "veto" or any(numbers.veto for _, numbers, _ in rows)] + list(REST)
    return {
        "caption": caption,
        "header": [words["section"], *(words[label] for _, label in shown), words["result"]],
        "rows": [[name, *(str(getattr(numbers, part)) for part, _ in shown), label] for name, numbers, label in rows],
    }


def _named(content: StatementContent, words: Mapping[str, str]) -> dict[str, Any] | None:
    """Which sections each organisation carries that wants to be named."""
    carried: dict[str, list[str]] = {name: [] for name in content.electorate.named}
    asked = [section for section in content.sections if section.outcome]
    for section in asked:
        for name in section.outcome.endorsement.named if section.outcome and section.outcome.endorsement else ():
            carried.setdefault(name, []).append(section.number or section.heading or words["untitled"])
    if not carried:
        return None

    if not asked:
        return {"caption": words["named"], "header": [words["organisation"].capitalize()], "rows": [[name] for name in carried]}

    def says(sections: list[str]) -> str:
        return words["all_sections"] if len(sections) == len(asked) else ", ".join(sections)

    return {
        "caption": words["named"],
        "header": [words["organisation"].capitalize(), words["carries"]],
        "rows": [[name, says(sections) if sections else words["no_section"]] for name, sections in carried.items()],
    }
