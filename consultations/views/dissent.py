"""A dissenting note on one section or the whole paper: submitted, changed, taken back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts import acting
from accounts.models import Organisation

from ..actions import dissents
from ..enums import Basis
from ..queries.dissents import NoteOnPage
from ..queries.paper import SectionOnPage
from .kept import kept
from .loading import signed_out
from .section import SectionPage


class PostDissent(SectionPage):
    http_method_names = ["post"]
    error = ""

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.path)
        try:
            self.store(acting.from_form(request))
        except (PermissionDenied, dissents.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.path, status=403)
        except dissents.NotNow as refused:
            return kept(request, sentence=str(refused), back=self.path, status=409)
        except dissents.InvalidNote as refused:
            self.error = str(refused)
            return self.render(comment_form=self.comment_form(), status=422)
        return HttpResponseRedirect(f"{self.path}#sondervotum")

    def store(self, organisation: Organisation) -> None:
        common = {"consultation": self.consultation, "section": self.section, "organisation": organisation}
        if "withdraw" in self.request.POST:
            dissents.withdraw(by=self.request.user, now=self.now, **common)
        else:
            text = self.request.POST.get("text", "")
            dissents.submit(text=text, basis=self.basis, by=self.request.user, now=self.now, **common)

    @property
    def basis(self) -> Basis:
        """As chosen; a mandate where something else was sent. What the office records has its own door."""
        chosen = self.request.POST.get("basis")
        return Basis(chosen) if chosen in (Basis.BOARD, Basis.MEETING) else Basis.DELEGATED

    def note(self, section: SectionOnPage) -> NoteOnPage | None:
        note = super().note(section)
        if note is not None and self.error:
            note.text, note.basis, note.error = self.request.POST.get("text", ""), self.basis, self.error
        return note
