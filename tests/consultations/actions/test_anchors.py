"""Anchors: tied to the words quoted, or a sentence and nothing stored."""

from uuid import uuid4

import pytest

from consultations.actions import anchors, comments, drafts
from consultations.anchors import Quotation
from consultations.enums import Basis, DraftKind
from consultations.models import Anchor, Draft, SectionComment
from shared.immutability import Frozen
from tests.consultations.factories import open_consultation

FIRST = "Satz 1 von Abschnitt 1"
TWICE = "einen Beruf gelernt"
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


@pytest.fixture
def post(cast, opened, now):
    """Write on the first section as Bea for Birch, quoting these words."""

    def post(words, *around, text="Ab acht ist gut.", **said):
        said = {"organisation": cast.birch, "by": cast.bea, "section": opened.wordings[0].section, "token": uuid4(), **said}
        return comments.post(consultation=opened.consultation, text=text, quotation=Quotation(words, *around), now=now, **said)

    return post


def test_a_comment_is_tied_to_the_words_it_quotes(opened, post):
    anchor = post(f" {FIRST}. ").anchor
    text = opened.wordings[0].text
    assert (anchor.quote, anchor.start) == (f"{FIRST}.", text.index(FIRST))
    assert (anchor.before, anchor.after) == ("<p>", " Wer im Ausland einen Beruf gelernt hat, soll ihn hier ausüben ")


def test_without_a_quotation_it_is_about_the_whole_section(post):
    assert not hasattr(post("  "), "anchor")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Satz 9 von Abschnitt 9", "do not stand in this section as it is now"),
        (TWICE, "stand in this section 2 times. Please add a few words"),
        ("x" * 1001, "You quote 1,001 characters; at most 1000 are possible."),
    ],
)
def test_what_is_not_clear_is_refused_and_nothing_is_stored(post, words, said):
    with pytest.raises(anchors.InvalidQuote, match=said):
        post(words)
    assert (SectionComment.objects.count(), Anchor.objects.count()) == (0, 0)


def test_what_stands_beside_it_tells_which_one_is_meant(opened, post):
    anchor = post(TWICE, "Satz 2 von Abschnitt 1. Wer im Ausland ").anchor
    assert anchor.start == opened.wordings[0].text.rindex(TWICE)


def test_the_same_text_on_other_words_is_another_comment(post):
    token = uuid4()
    assert post(FIRST, token=token) == post(FIRST, token=token)
    assert post("Satz 2 von Abschnitt 1", token=token).anchor.quote == "Satz 2 von Abschnitt 1"
    assert SectionComment.objects.count() == 2


@pytest.mark.promise(1)
def test_what_was_quoted_never_changes(post):
    anchor = post(FIRST).anchor
    anchor.quote = "Etwas anderes"
    with pytest.raises(Frozen):
        anchor.save()
    with pytest.raises(Frozen):
        anchor.delete()


def test_a_draft_keeps_its_quotation_until_it_is_submitted(cast, opened, now):
    said = {"section": opened.wordings[0].section, "organisation": cast.birch, "kind": DraftKind.COMMENT, "token": uuid4()}
    quotation = Quotation(TWICE, "Satz 2 von Abschnitt 1. Wer im Ausland ")
    draft = drafts.write(consultation=opened.consultation, text="Gut.", quotation=quotation, by=cast.emil, now=now, **said)
    submitted = drafts.submit(draft=draft, basis=Basis.BOARD, by=cast.bea, now=now)
    assert submitted.comment.anchor.start == opened.wordings[0].text.rindex(TWICE)


@pytest.mark.parametrize(("quote", "kept"), [(FIRST, FIRST), ("", None)])
def test_a_delegate_may_quote_other_words_or_none(cast, opened, now, quote, kept):
    said = {"section": opened.wordings[0].section, "organisation": cast.birch, "kind": DraftKind.COMMENT, "token": uuid4()}
    quotation = Quotation("Satz 2 von Abschnitt 1")
    draft = drafts.write(consultation=opened.consultation, text="Gut.", quotation=quotation, by=cast.emil, now=now, **said)
    comment = drafts.submit(draft=draft, basis=Basis.BOARD, quote=quote, by=cast.bea, now=now).comment
    assert (comment.anchor.quote if kept else Anchor.objects.first()) == kept


def test_a_draft_that_quotes_nothing_of_the_section_is_refused(cast, opened, now):
    said = {"section": opened.wordings[0].section, "organisation": cast.birch, "kind": DraftKind.COMMENT, "token": uuid4()}
    with pytest.raises(anchors.InvalidQuote):
        drafts.write(consultation=opened.consultation, text="Gut.", quotation=Quotation(TWICE), by=cast.emil, now=now, **said)
    assert Draft.objects.count() == 0
