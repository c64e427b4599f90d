"""Checks an exported record and counts it again: python recount.py protokoll.json

Stands alone: Python's own library, nothing of Mitstimme. docs/record.md says the same in words.
"""

import hashlib
import json
import sys
from collections import defaultdict
from fractions import Fraction


def canonical_digest(value):
    """SHA-256 of the value as JSON: keys sorted, no white space, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def problems(record):
    """What is wrong with the evidence: changed lines, broken seals, texts that do not fit. An empty list is what one wants."""
    return [*_changed_lines(record), *_broken_seals(record), *_wrong_texts(record), *_wrong_marks(record)]


def _changed_lines(record):
    for kind in ("record", "votes"):
        for line in record[kind]:
            entry = line["entry"]
            # A line without "by" has something veiled, a line without entry everything: both are only known by their digest.
            if entry and "by" in entry and canonical_digest(entry) != line["line"]:
                yield f"{kind} {line['id']}: the line is not what its digest says"


def _broken_seals(record):
    before = {"number": 0, "digest": "", "last_record": 0, "last_vote": 0}
    for seal in record["seals"]:
        lines = {
            kind: [line["line"] for line in record[kind] if before[last] < line["id"] <= seal[last]]
            for kind, last in (("record", "last_record"), ("votes", "last_vote"))
        }
        content = {"number": before["number"] + 1, "previous": before["digest"], "sealed_at": seal["sealed_at"], **lines}
        if canonical_digest(content) != seal["digest"]:
            yield f"seal {seal['number']}: it does not cover these lines"
        before = seal


def _wrong_texts(record):
    for text in record["texts"]:
        found = hashlib.sha256((text["salt"] + text["text"]).encode()).hexdigest()
        if not text["erased"] and found != text["commitment"]:
            yield f"text {text['commitment'][:12]}: it is not the one that was committed to"


def _wrong_marks(record):
    """The editor's marks stand in the record itself, which is sealed."""
    for line in record["record"]:
        if line["entry"] and line["entry"]["kind"] == "version_issued":
            facts = line["entry"]["facts"]
            marked = {
                wording["section"]: wording["change"]
                for wording in record["wordings"]
                if wording["version"] == facts["version"]["number"] and wording["change"] in ("editorial", "substantive")
            }
            if marked != facts["changes"]:
                yield f"version {facts['version']['number']}: other marks than those recorded"


def fresh_digests(record):
    """Section → the digests on which votes count: that of the wording in force, and back through every harmless change."""
    wordings = {(wording["version"], wording["section"]): wording for wording in record["wordings"]}
    fresh = defaultdict(set)
    for (version, section), wording in wordings.items():
        if version != record["consultation"]["version"]:
            continue
        while wording:
            fresh[section].add(wording["digest"])
            harmless = wording["change"] in ("same", "editorial")
            wording = wordings.get((wording["previous"], section)) if harmless else None
    return fresh


def standing_votes(record):
    """(question, organisation) → the last line. What was withdrawn is gone, what was objected to is stale."""
    standing = {}
    for line in record["votes"]:
        entry = line["entry"]
        if entry is None:
            raise ValueError("The votes are not in this file: the consultation is not closed yet.")
        place = entry["question"], entry["organisation"]
        if entry.get("act") == "withdrawn":
            standing.pop(place, None)
        else:
            standing[place] = entry
    return standing


NUMBERS = ("yes", "no", "abstain", "veto", "objection", "aside", "invalid", "stale", "eligible")


def count(record):
    """Question → {"votes": …, "organisations": …, "choices": …, "result": …} for every question on a section or the paper."""
    weights = {row["organisation"]: row["votes"] for row in record["electorate"] if row["votes"]}
    fresh, standing = fresh_digests(record), standing_votes(record)
    counted = {}
    for question in record["questions"]:
        if question["kind"] == "alternatives" or question["withdrawn"]:
            continue
        scale = record["scales"][question["scale"]]
        votes, heads = dict.fromkeys(NUMBERS, 0), dict.fromkeys(NUMBERS, 0)
        votes["eligible"], heads["eligible"] = sum(weights.values()), len(weights)
        choices = {choice: [0, 0] for choice in scale}
        for organisation, weight in weights.items():
            entry = standing.get((question["question"], organisation))
            if entry is None:
                continue
            if entry.get("act") == "objected" or entry["digest"] not in fresh[question["section"]]:
                names = ["stale"]
            else:
                names = _adds_to(scale[entry["choice"]])
                choices[entry["choice"]][0] += 1
                choices[entry["choice"]][1] += weight
            for name in names:
                votes[name] += weight
                heads[name] += 1
        result = decide(question["rule"], votes, heads)
        counted[question["question"]] = {"votes": votes, "organisations": heads, "choices": choices, "result": result}
    return counted


def _adds_to(choice):
    """The numbers a choice adds to: a veto is a no as well, and whoever stands aside abstains."""
    counts = choice["counts"]
    names = {"veto": ["no", "veto"], "nothing": []}.get(counts, [counts])
    return names + ["objection"] * choice["objects"] + ["aside"] * choice["aside"]


def decide(rule, votes, heads):
    """adopted, contested or rejected."""
    yes, no, everyone = votes["yes"], votes["no"], votes["eligible"]
    present = yes + no + votes["abstain"] + votes["invalid"]
    a, b = rule["numerator"], rule["denominator"]

    def reaches(whole):
        return b * yes > a * whole if rule["strictly_more"] else b * yes >= a * whole

    met = {
        "simple": yes > no,
        "qualified": yes > 0 and reaches(yes + no),
        "present": 2 * yes > present,
        "present_qualified": yes > 0 and reaches(present),
        "absolute": 2 * yes > everyone,
        "unanimous": yes == everyone > 0,
        "consent": yes > 0 and (rule["most_aside"] is None or votes["aside"] <= rule["most_aside"]),
        "no_objection": yes > 0 and votes["objection"] == 0,
    }[rule["kind"]]
    of = heads if rule["quorum_by"] == "organisations" else votes
    taking_part = of["yes"] + of["no"] + of["abstain"] + of["invalid"]
    quorate = rule["quorum_denominator"] * taking_part >= rule["quorum_numerator"] * of["eligible"]
    if met and quorate and votes["veto"] == 0:
        return "adopted"
    return "contested" if votes["veto"] or yes > no else "rejected"


def count_alternatives(record):
    """Question → (position of the chosen option or None, [organisations and votes of each option, in order])."""
    weights = {row["organisation"]: row["votes"] for row in record["electorate"] if row["votes"]}
    standing, counted = standing_votes(record), {}
    for question in record["questions"]:
        if question["kind"] != "alternatives" or question["withdrawn"]:
            continue
        given = [(weights[who], entry) for (asked, who), entry in standing.items()
                 if asked == question["question"] and who in weights]  # fmt: skip
        options = {option["position"]: option for option in question["options"]}
        how = _most_votes if question["scale"] == "either_or" else _least_resistance
        counted[question["question"]] = how(options, given)
    return counted


def _most_votes(options, given):
    chosen_by = {place: [w for w, entry in given if entry["choice"] == f"o{place}"] for place in options}
    sums = {place: sum(weights) for place, weights in chosen_by.items()}
    ahead = [place for place, number in sums.items() if number == max(sums.values()) > 0]
    return (ahead[0] if len(ahead) == 1 else None), [(len(chosen_by[place]), sums[place]) for place in options]


def _least_resistance(options, given):
    """Resistance is compared as a fraction of what it could be: by those who rated the option, with their weights."""
    rated = {
        place: [(w, entry["ratings"][str(place)]) for w, entry in given if str(place) in entry["ratings"]] for place in options
    }
    met = {place: sum(w * rating for w, rating in pairs) for place, pairs in rated.items()}
    conflict = {place: Fraction(met[place], 10 * sum(w for w, _ in pairs)) for place, pairs in rated.items() if pairs}
    limit = next((conflict.get(place) for place, option in options.items() if option["passive"]), None)
    standing = {
        place: part for place, part in conflict.items() if not options[place]["passive"] and (limit is None or part < limit)
    }
    best = [place for place, part in standing.items() if part == min(standing.values())]
    return (best[0] if len(best) == 1 else None), [(len(rated[place]), met[place]) for place in options]


def count_answers(record):
    """Contribution number → the last decision about it, and what its organisation said to that since (None: nothing)."""
    answers = {}
    for line in record["record"]:
        entry = line["entry"] or {"kind": ""}
        if entry["kind"] == "contribution_decided":
            answers[entry["facts"]["contribution"]] = [entry["facts"]["decision"], None]
        elif entry["kind"] == "decision_answered":
            answers[entry["facts"]["contribution"]][1] = entry["facts"]["answer"]
    return answers


def differences(record):
    """Where the recorded outcomes are not what the votes add up to."""
    closing = [line["entry"] for line in record["record"] if line["entry"] and line["entry"]["kind"] == "closed"]
    counted, alternatives = count(record), count_alternatives(record)
    for outcome in closing[-1]["facts"]["outcomes"] if closing else []:
        found = counted.get(outcome["question"])
        if found is None:
            chosen, options = alternatives[outcome["question"]]
            recorded = outcome["chosen"], [(option["organisations"], option["votes"]) for option in outcome["options"]]
            if recorded != (chosen, options):
                yield f"question {outcome['question']}: recorded {recorded}, counted {(chosen, options)}"
            continue
        recorded = {"result": outcome["result"], **{name: outcome["votes"][name] for name in NUMBERS}}
        ours = {"result": found["result"], **found["votes"]}
        heads = {name: outcome["organisations"][name] for name in NUMBERS}
        if recorded != ours or heads != found["organisations"]:
            yield f"question {outcome['question']}: recorded {recorded} {heads}, counted {ours} {found['organisations']}"


def main(path):
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    found = problems(record)
    if record["consultation"]["closed_at"]:
        found += list(differences(record))
        for question, numbers in count(record).items():
            print(question, numbers["result"], *(f"{name}={number}" for name, number in numbers["votes"].items()))
    print(*found or ["Every line, every seal and every figure fits."], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
