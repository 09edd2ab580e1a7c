import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.text.quotations import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We did it," and "more comes".', ["We did it,", "more comes"]),
        ("“We did it,” he said.", ["We did it,"]),
        ("«Oui», dit-il. „Ja“, he added.", ["Oui", "Ja"]),
        ("The 'big push' of the soldiers' camp in Sana'a's west", ["big push"]),
        ("‘It’s the soldiers’ fault,’ he said.", ["It’s the soldiers’ fault,"]),
        ("“First part.\n\n“Second part,” he said.", ["First part.", "Second part,"]),
        ('"It opens only.\n\nNothing closes it.', []),
        ('A "so-called" group', ["so-called"]),
        ("“He told us ‘run’ and we ran.”", ["He told us ‘run’ and we ran."]),
        ('A 6" gun and a "small" one', ["small"]),
        ("rock 'n' roll in the '90s, get 'em", []),
        ("‘They said “go” and we went,’ he said.", ["They said “go” and we went,"]),
        ('"" and "  "', []),
        ("It was the gunmen's, don't ask.", []),
    ],
)
def test_quotations(text, expected):
    assert [span.of(text) for span in quotations(text)] == expected


@given(st.text("ab's \"'“”‘’«».\n"))
def test_spans_are_trimmed_and_in_order(text):
    spans = quotations(text)
    assert list(spans) == sorted(spans)
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert all(not one.overlaps(two) for one, two in itertools.pairwise(spans))
