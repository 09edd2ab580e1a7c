"""One pattern for many words matches what the words one by one do."""

import re

from hypothesis import given
from hypothesis import strategies as st

from casus.text.alternatives import alternatives

WORDS = st.sets(st.text("ab.- ", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text("ab.- ", max_size=20))
def test_the_tree_finds_what_the_longest_words_first_find(words, text):
    one_by_one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    for end in ("", r"(?!\w)"):
        plain = re.findall(rf"(?:{one_by_one}){end}", text)
        assert re.findall(rf"(?:{alternatives(words)}){end}", text) == plain


def test_words_that_begin_alike_share_their_beginning():
    assert alternatives(["rebel", "rebels", "rabble"]) == "r(?:abble|ebel(?:s)?)"
