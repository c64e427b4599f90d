"""A comment on one section, or an answer to one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts import acting

from ..actions import comments
from ..forms.comments import CommentForm
from ..models import SectionComment
from .kept import kept
from .loading import signed_out
from .section import SectionPage


class PostComment(SectionPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.path)
        form = self.comment_form(request.POST)
        try:
            organisation = acting.from_form(request)
            if not form.is_valid():
                return self.render(comment_form=form, status=422)
            comment = self.store(form, organisation)
        except (PermissionDenied, comments.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.path, status=403)
        except comments.NotNow as refused:
            return kept(request, sentence=str(refused), back=self.path, status=409)
        except comments.CommentRefused as refused:
            form.add_error("text", str(refused))
            return self.render(comment_form=form, status=422)
        return HttpResponseRedirect(f"{self.path}#c{comment.pk}")

    def store(self, form: CommentForm, organisation) -> SectionComment:
        said = form.cleaned_data
        return comments.post(
            consultation=self.consultation,
            section=self.section,
            organisation=organisation,
            text=said["text"],
            kind=said["kind"],
            visibility=said["visibility"],
            parent=said["parent"],
            token=said["token"],
            by=self.request.user,
            now=self.now,
        )
