"""Where anchors stand, in the wording a page shows, and where they would land in the next one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from django.utils.safestring import SafeString, mark_safe

from positions.models import VersionSection
from positions.wording.changes import changes_in_text
from positions.wording.spots import Span, with_spots
from positions.wording.to_html import html

from ..anchors import Landed, Phrase, land, passage, phrase_at
from ..enums import CommentVisibility, Landing
from ..models import Anchor, AnchorPlace, Consultation, SectionComment


@dataclass(frozen=True)
class Standing:
    """Where an anchor stood last: a phrase of `text`. `place` is its newest one, if it was carried over at all."""

    anchor: Anchor
    text: str
    phrase: Phrase
    place: AnchorPlace | None

    @property
    def is_orphan(self) -> bool:
        return self.place is not None and self.place.landing == Landing.ORPHANED

    def lands(self, text: str | None, *, before: str | None) -> Landed:
        """Where it is in the next text of its section, None if that goes; `before` is the text until then.

        What was orphaned stays so while nothing changes; if its words come back, a person says whether these are they.
        """
        if text is None or (self.is_orphan and text == before):
            return Landed(Landing.ORPHANED)
        landed = land(self.phrase, then=self.text, now=text)
        returned = self.is_orphan and landed.landing == Landing.PLACED
        return Landed(Landing.MOVED, landed.phrase) if returned else landed


@dataclass(frozen=True)
class Anchored:
    """The words a comment is about, as a page shows them beside it: `around` is what surrounds them in their paragraph.

    `target` is the id of the mark in the wording, if they have a place there. `changes` are those of the paragraph since.
    """

    quote: str
    around: tuple[str, str]
    landing: Landing
    is_elsewhere: bool
    target: str
    changes: SafeString

    @property
    def is_lost(self) -> bool:
        return self.landing in (Landing.ORPHANED, Landing.PENDING)

    @property
    def is_pending(self) -> bool:
        return self.landing == Landing.PENDING


@dataclass(frozen=True)
class AnchorsOnPage:
    """By comment id, what it is about; and the wording with those words marked, if any is marked."""

    by_comment: dict[int, Anchored] = field(default_factory=dict)
    wording: SafeString | None = None


def anchors_on_page(comments: Iterable[SectionComment], consultation: Consultation) -> AnchorsOnPage:
    """For comments of one section, loaded with wording and anchor. Two statements, none without anchors."""
    anchored = [comment for comment in comments if hasattr(comment, "anchor") and not comment.is_removed]
    version = consultation.version
    if not anchored or version is None:
        return AnchorsOnPage()
    issued = VersionSection.objects.filter(section=anchored[0].section_id, version__number__lte=version.number)
    wording = issued.select_related("section").order_by("-version__number")[0]
    standing = stand([comment.anchor for comment in anchored], {c.wording_id: c.wording for c in anchored})
    shown, spans = {}, []
    for comment in anchored:
        landed = _on_page(standing[comment.anchor.pk], comment, wording, consultation)
        shown[comment.pk] = one = _shown(comment, landed, wording)
        if one.target and landed.phrase:
            spans.append(Span(landed.phrase.start, landed.phrase.end, one.target, f"#c{comment.pk}"))
    if not spans:
        return AnchorsOnPage(shown)
    prefix = f"s{wording.section.key.hex[:8]}-"
    return AnchorsOnPage(shown, mark_safe(html(with_spots(wording.tree, spans), prefix=prefix)))


def stand(anchors: Iterable[Anchor], wordings: Mapping[int, VersionSection]) -> dict[int, Standing]:
    """Anchor id → where it stood last; `wordings` are those the comments were written on. One statement."""
    anchors = list(anchors)
    rows = (
        AnchorPlace.objects.filter(anchor__in=anchors)
        .select_related("wording", "version")
        .order_by("anchor", "version__number")
    )
    rows = rows.defer("wording__tree", "wording__html", "version__lede", "version__note")
    places = {anchor: list(own) for anchor, own in groupby(rows, key=attrgetter("anchor_id"))}
    return {anchor.pk: _standing(anchor, wordings[anchor.comment.wording_id], places.get(anchor.pk, [])) for anchor in anchors}


def _standing(anchor: Anchor, wording: VersionSection, places: list[AnchorPlace]) -> Standing:
    text, phrase = wording.text, Phrase(anchor.start, anchor.quote, anchor.before, anchor.after)
    for place in reversed(places):
        if place.wording is not None and place.start is not None and place.length is not None:
            text, phrase = place.wording.text, phrase_at(place.wording.text, place.start, place.length)
            break
    return Standing(anchor, text, phrase, places[-1] if places else None)


def _on_page(standing: Standing, comment: SectionComment, wording: VersionSection, consultation: Consultation) -> Landed:
    """As it was carried over to the version in force. What nobody carried there is pending, unless it is exact."""
    place = standing.place
    if place is not None and place.version_id == consultation.version_id:
        lost = place.landing == Landing.ORPHANED
        return Landed(Landing(place.landing), None if lost else standing.phrase, lost and _occurs(standing, wording))
    if place is None and comment.wording_id == wording.pk:
        return Landed(Landing.PLACED, standing.phrase)
    landed = standing.lands(wording.text, before=wording.text)
    return Landed(Landing.PENDING) if landed.landing == Landing.MOVED else landed


def _occurs(standing: Standing, wording: VersionSection) -> bool:
    landed = land(standing.phrase, then=standing.text, now=wording.text)
    return landed.is_elsewhere or landed.phrase is not None


def _shown(comment: SectionComment, landed: Landed, wording: VersionSection) -> Anchored:
    """The words as they were when the comment was written, whatever became of them."""
    anchor, text = comment.anchor, comment.wording.text
    phrase = Phrase(anchor.start, anchor.quote, anchor.before, anchor.after)
    was, stands = passage(phrase, then=text, now=wording.text, at=landed.phrase)
    return Anchored(
        quote=anchor.quote,
        around=surroundings(phrase),
        landing=landed.landing,
        is_elsewhere=landed.is_elsewhere,
        target=f"z{comment.pk}" if landed.phrase else "",
        changes=changes_in_text(was, stands) if was != stands else mark_safe(""),
    )


def surroundings(phrase: Phrase) -> tuple[str, str]:
    """What stands around it in its own paragraph, as far as it is kept with it."""
    return phrase.before.rsplit("\n", 1)[-1], phrase.after.split("\n", 1)[0]


# --- The next version -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forecast:
    """Where an anchor will be in the next version. `then` and `now` are before, words, after; `now` is none without a place."""

    anchor: Anchor
    landed: Landed
    then: tuple[str, str, str]
    now: tuple[str, str, str] | None
    was_lost: bool

    @property
    def is_placed(self) -> bool:
        return self.landed.landing == Landing.PLACED

    @property
    def is_doubtful(self) -> bool:
        return self.landed.landing == Landing.MOVED

    @property
    def is_newly_lost(self) -> bool:
        return self.landed.landing == Landing.ORPHANED and not self.was_lost


def forecasts(consultation: Consultation, texts: Mapping[int, str], *, before: Mapping[int, str]) -> list[Forecast]:
    """For every anchored comment, by section: `texts` are the next ones by section id, `before` those until then."""
    anchors = Anchor.objects.filter(comment__consultation=consultation, comment__is_removed=False)
    anchors = anchors.select_related("comment__wording", "comment__organisation", "comment__section")
    ordered = list(anchors.defer("comment__wording__tree", "comment__wording__html").order_by("comment__section", "pk"))
    standing = stand(ordered, {anchor.comment.wording_id: anchor.comment.wording for anchor in ordered})
    return [_forecast(standing[a.pk], texts.get(a.comment.section_id), before.get(a.comment.section_id)) for a in ordered]


def shown_to_editors(found: Iterable[Forecast]) -> list[Forecast]:
    """Those of comments that all participants read. What an organisation writes for itself its own people place again."""
    return [one for one in found if one.anchor.comment.visibility == CommentVisibility.FEDERATION]


def _forecast(standing: Standing, text: str | None, before: str | None) -> Forecast:
    landed = standing.lands(text, before=before)
    now = landed.phrase
    return Forecast(standing.anchor, landed, _parts(standing.phrase), _parts(now) if now else None, standing.is_orphan)


def _parts(phrase: Phrase) -> tuple[str, str, str]:
    before, after = surroundings(phrase)
    return before, phrase.quote, after
