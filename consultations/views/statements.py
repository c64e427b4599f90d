"""Issued statements: the list, one of them, its files. Open to everyone for whom they were issued, unknown to all others."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views import View

from positions.enums import Audience
from positions.exports.content import StatementContent
from positions.models import StatementFile

from .. import rules
from ..forms.statements import StatementFilter
from ..queries import statement_search as search
from ..queries import statements as reading

PER_PAGE = 20


class StatementList(View):
    """Every statement the reader may see, found by words, topic and year."""

    def get(self, request: HttpRequest) -> HttpResponse:
        everything = list(reading.readable(request.user, timezone.now()))
        form = StatementFilter(request.GET, years=search.years(everything))
        found = search.narrow(everything, **form.wanted)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
        context = {
            "form": form,
            "page": page,
            "entries": search.entries(list(page), everything),
            "total": len(everything),
            "is_filtered": bool(form.wanted),
            "nearest": [] if found else search.nearest(everything, **form.wanted),
            "working_language": settings.LANGUAGE_CODE,
            "query": search.address(**form.wanted),
        }
        return render(request, "consultations/statement/list.html", context)


class StatementPage(View):
    """One statement, as it was frozen."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        now = timezone.now()
        readable = rules.visible_statements(request.user, now).select_related("corrects")
        statement = get_object_or_404(readable, slug=slug)
        content = StatementContent.from_plain(statement.content)
        context = {
            "statement": statement,
            "content": content,
            "passages": reading.passages(content),
            "frame": reading.frame(content),
            "further_notes": reading.further_notes(content),
            "electorate_size": len(content.electorate.named) + content.electorate.counted,
            "numbers": reading.most_voted(content),
            "files": list(reading.files_of([statement])),
            "corrections": reading.corrections_of(statement, request.user, now),
        }
        return render(request, "consultations/statement/detail.html", context)


class StatementDownload(View):
    """One issued file, byte for byte as it was issued."""

    def get(self, request: HttpRequest, slug: str, name: str) -> HttpResponse:
        readable = rules.visible_statements(request.user, timezone.now())
        files = StatementFile.objects.select_related("statement").defer("data", "statement__content", "statement__manifest")
        file = get_object_or_404(files, statement__in=readable, statement__slug=slug, name=name)
        etag = quote_etag(file.digest)
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged or HttpResponse(file.data, content_type=file.media_type)
        response["ETag"] = etag
        is_public = file.statement.audience == Audience.PUBLIC
        response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-cache"
        # Never shown in our own place: an issued HTML file brings its own style, and a file is for keeping.
        response["Content-Disposition"] = content_disposition_header(True, file.name)
        response["X-Content-Type-Options"] = "nosniff"
        return response
