"""The looking itself: it does find what it is there to find."""

import pytest

from .reading import look_at

pytestmark = pytest.mark.django_db(transaction=True)


IMAGE = """h1.insertAdjacentHTML('beforeend', '<img src="/x.png">')"""
STYLE = """h1.insertAdjacentHTML('beforeend', '<b style="color: red">x</b>')"""
FOREIGN = "fetch('http://127.0.0.1:9/').catch(() => 0)"
WIDE = "h1.textContent = 'x'.repeat(300); h1.style.whiteSpace = 'nowrap'"
TWICE = """h1.insertAdjacentHTML('beforeend', '<b id="inhalt">x</b>')"""
BROKEN = "setTimeout(() => { throw Error('broken') })"


@pytest.mark.parametrize(
    ("defect", "found"),
    [
        (IMAGE, "axe image-alt"),
        (STYLE, "refused by the policy"),
        (FOREIGN, "refused by the policy"),
        (WIDE, "wider than the window"),
        (BROKEN, "script error"),
        (TWICE, "the same id twice"),
    ],
)
def test_a_defect_is_found(reader, defect, found):
    with reader().page("/", width=360) as page:
        assert look_at(page) == []
        page.evaluate(f"() => {{ const h1 = document.querySelector('h1'); {defect} }}")
        page.wait_for_timeout(200)
        assert any(trouble.startswith(found) for trouble in look_at(page)), look_at(page)
