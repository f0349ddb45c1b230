import pytest

from lib.contrast import NotAColour, contrast, readable


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [
        ("#000", "#fff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000FF", "#ffffff", 8.59),
    ],
)
def test_the_contrast_is_the_one_that_the_guidelines_define(colour, ground, ratio):
    assert round(contrast(colour, [ground]), 2) == ratio


def test_of_several_grounds_the_worst_one_counts():
    assert contrast("#777", ["#000", "#fff"]) == contrast("#777", ["#fff"])


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "123456", "#ggg", "", "#fff\n"])
def test_what_is_not_a_colour_is_refused(colour):
    with pytest.raises(NotAColour):
        contrast(colour, ["#fff"])


@pytest.mark.parametrize(
    ("colour", "ground", "nearest"),
    [
        ("#14569c", "#ffffff", "#14569c"),
        ("#2fcc66", "#ffffff", "#1f8743"),
        ("#14569c", "#101214", "#4f80b5"),
    ],
    ids=["as it is", "darker", "lighter"],
)
def test_a_colour_that_cannot_be_read_has_a_nearest_one_that_can(colour, ground, nearest):
    assert readable(colour, [ground]) == nearest
    assert contrast(nearest, [ground]) >= 4.5
