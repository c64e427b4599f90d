"""A PDF is offered only if an independent validator finds nothing. Knows no Django; runs in the child process."""

import page

from .unrenderable import Unrenderable

PROFILES = {"PDF/UA-1": page.ValidationProfile.PDF_UA_1, "PDF/A-2a": page.ValidationProfile.PDF_A_2A}


def check(data: bytes) -> int:
    """The number of pages of a PDF that keeps both standards. Raises Unrenderable with the first rule it breaks."""
    pages = 0
    for name, profile in PROFILES.items():
        try:
            report = page.validate_pdf_bytes(data, profile=profile)
        except page.PageError as error:
            raise Unrenderable("invalid", profile=name, reason=str(error)) from error
        if not report.is_compliant:
            first = report.failures[0] if report.failures else None
            reason = f"{first.message} ({first.rule_id})" if first else "?"
            raise Unrenderable("invalid", profile=name, reason=reason)
        pages = report.document.page_count
    return pages
