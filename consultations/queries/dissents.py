"""Dissenting notes as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from .. import rules
from ..enums import Basis, Placement
from ..models import Consultation, Dissent
from ..models.dissents import DISSENT_LIMIT
from ..phases import Verb
from .paper import SectionOnPage
from .place import Place


class Notes:
    """The notes of a consultation that are printed, where its editors placed them, by the organisation's name."""

    def __init__(self, consultation: Consultation):
        rows = Dissent.objects.filter(consultation=consultation).exclude(placement=Placement.NONE)
        self._printed = list(rows.select_related("organisation", "section").order_by("section", "organisation__name"))

    def below(self, section: int | None) -> list[Dissent]:
        return [note for note in self._printed if note.section_id == section and note.placement == Placement.BELOW]

    def elsewhere(self, sections: Collection[int | None]) -> list[Dissent]:
        """Those that stand below none of these sections."""
        return [note for note in self._printed if note.placement == Placement.ANNEX or note.section_id not in sections]


@dataclass
class NoteOnPage:
    """The acting organisation's note on a section: as it is stored, or as it was typed. `refusal` says why it is only read."""

    stored: Dissent | None
    refusal: str | None
    is_entitled: bool
    text: str = ""
    basis: str = Basis.DELEGATED
    error: str = ""
    limit: int = DISSENT_LIMIT

    @property
    def has_form(self) -> bool:
        return self.is_entitled and self.refusal is None

    @property
    def bases(self) -> list[tuple[str, str]]:
        """What a delegate can base it on."""
        return [(basis.value, str(basis.label)) for basis in Basis if basis != Basis.OFFICE]


def note_on_page(consultation: Consultation, section: SectionOnPage, place: Place, now: datetime) -> NoteOnPage | None:
    """None where there is nothing to read or write. At most one statement, for those who take part."""
    if section.question is None or place.participation is None or place.organisation is None:
        return None
    place.participation.organisation = place.organisation
    refusal = consultation.refusal(Verb.DISSENT, now, place.participation)
    stored = Dissent.objects.filter(
        consultation=consultation, section=section.section_id, organisation=place.organisation
    ).first()
    note = NoteOnPage(stored, refusal, rules.may_submit(place.user, place.participation, now))
    if stored is not None:
        note.text, note.basis = stored.text, stored.basis
    return note if stored is not None or note.has_form else None
