"""What we measure ourselves against: a plain Wagtail page with the same text, and a bare Django view that writes one row."""
