"""What stands before a list item or in front of a heading: "1.", "a)", "–", "§ 4a"."""

import re

BULLET = "–"
BULLETS = frozenset("–-•*·◦▪—")

_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")]
_ROMAN += [(40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]

_ENUMERATOR = re.compile(
    r"""(?:
        §{1,2}\s?\d+\s?[a-z]?                                                   # § 3, § 4a
      | (?:Art(?:ikel|\.)|Abschnitt|Teil|Kapitel|Titel|Buch|Anlage|Nr\.|Nummer|Punkt)\s(?:\d+[a-z]?|[IVXLC]+|[A-Z])
      | \d+(?:\.\d+)+\.?                                                        # 1.2, 1.2.
      | \d{1,3}[a-z]?[.)]                                                       # 3., 3a., 3)
      | [IVXLC]+\.                                                              # IV.
      | [A-Z][.)]                                                               # A.
      | [a-z]\)                                                                 # a)
    )(?=[\s:–-]|$)""",
    re.VERBOSE,
)


def ordered_label(number: int, style: str = "Decimal", delimiter: str = "Period") -> str:
    """The label of the item with this number, in pandoc's words for style and delimiter."""
    if style in ("LowerAlpha", "UpperAlpha"):
        sign = _alpha(number)
    elif style in ("LowerRoman", "UpperRoman"):
        sign = _roman(number)
    else:
        sign = str(number)
    if style.startswith("Upper"):
        sign = sign.upper()
    before, after = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}.get(delimiter, ("", "."))
    return f"{before}{sign}{after}"


def _alpha(number: int) -> str:
    """a … z, aa, ab …; as word processors count."""
    sign = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        sign = chr(ord("a") + rest) + sign
    return sign or "0"


def _roman(number: int) -> str:
    sign = ""
    for value, letters in _ROMAN:
        while number >= value:
            sign += letters
            number -= value
    return sign or "0"


def enumerator(heading: str) -> str:
    """The number a heading brings itself ("§ 3" of "§ 3 Ziel"), or nothing."""
    found = _ENUMERATOR.match(heading)
    return found.group() if found and len(found.group()) <= 20 else ""


def counts_from_one(labels: list[str]) -> bool:
    """Whether a plain numbered list makes exactly these labels."""
    return all(label == f"{number}." for number, label in enumerate(labels, start=1))
