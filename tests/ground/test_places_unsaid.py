"""Names that could be a place's, where the text does not say that it is meant."""

from casus.ground.places import places_unsaid, read_places


def unsaid(text):
    return [one.value.name for one in places_unsaid(text, read_places(text))]


def test_a_town_that_nothing_says_is_meant_is_kept_apart():
    text = "A reporter was killed in the battle for Tal Afar."
    assert read_places(text) == ()
    assert unsaid(text) == ["Tal Afar"]
    assert places_unsaid(text, ())[0].value.country == "IQ"


def test_what_was_read_and_countries_are_no_such_names():
    assert unsaid("A bomb killed two people in Mosul, Iraq.") == []
    assert unsaid("Rebels and soldiers fought on.") == []
