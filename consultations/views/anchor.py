"""Pointing a comment whose words have lost their place at other words of its section."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts import acting

from ..actions import anchors
from ..anchors import Quotation
from ..rules import readable_comments
from .kept import kept
from .loading import SectionView, signed_out


class ReattachComment(SectionView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key, pk: int) -> HttpResponse:
        path = f"{self.consultation.get_absolute_url()}abschnitte/{key}/"
        if not request.user.is_authenticated:
            return signed_out(request, next_path=path)
        readable = readable_comments(request.user, self.consultation, self.now).filter(section=self.section)
        comment = get_object_or_404(readable.select_related("wording", "consultation", "section"), pk=pk)
        said = {"comment": comment, "quotation": Quotation(request.POST.get("quote", ""))}
        try:
            organisation = acting.from_form(request)
            anchors.reattach(**said, organisation=organisation, by=request.user, now=self.now)
        except (PermissionDenied, anchors.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=path, status=403)
        except anchors.InvalidQuote as refused:
            return kept(request, sentence=str(refused), back=path, status=422)
        except (anchors.NotNow, anchors.NotLost) as refused:
            return kept(request, sentence=str(refused), back=path, status=409)
        messages.success(request, _("The comment points at these words now."))
        return HttpResponseRedirect(comment.get_absolute_url())
