"""How much of a page is broken: what the test of a page says, and what the page does to each sentence."""

from __future__ import annotations

from itertools import pairwise
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.mixture import PAGES, SoundPages, chance, probabilities, weight

SOUND = SoundPages(-0.05, 0.001, 0.03)
RATIOS = st.lists(st.floats(-8, 8), max_size=40)


def test_shares_of_pages_add_up_and_one_is_sound():
    assert sum(PAGES.values()) == pytest.approx(1)
    assert max(PAGES, key=PAGES.__getitem__) == min(PAGES)


@given(RATIOS, st.floats(0, 0.3))
def test_probabilities_lie_between_0_and_1_and_rank_as_the_ratios_do(ratios, alike):
    found = probabilities(ratios, alike)
    assert len(found) == len(ratios) and all(0 <= p <= 1 for p in found)
    order = sorted(range(len(ratios)), key=ratios.__getitem__)
    assert all(found[a] <= found[b] for a, b in pairwise(order))


@given(RATIOS, st.floats(0, 8))
def test_a_broken_neighbour_never_clears_a_sentence(ratios, other):
    assert probabilities([1.0, *ratios, other], 0.05)[0] >= probabilities([1.0, *ratios, -other], 0.05)[0]


def test_one_bad_sentence_does_not_make_a_page_and_many_do():
    assert chance([4.0, *[-2.0] * 20], SOUND) > 1e-2
    assert chance([2.0] * 20, SOUND) < 1e-5
    assert (
        max(probabilities([4.0, *[-2.0] * 20], SOUND.alike))
        < 0.5
        < min(probabilities([2.0] * 20, SOUND.alike))
    )


def test_sentences_that_go_together_tell_less():
    page = [1.5] * 20
    assert probabilities(page, 0.2)[0] < probabilities(page, 0.05)[0] < probabilities(page, 0.0)[0]
    assert chance(page, SoundPages(-0.05, 0.004, 0.03)) > chance(page, SoundPages(-0.05, 0.001, 0.03))


@given(st.lists(st.floats(-8, 8), min_size=1, max_size=40))
def test_the_chance_of_a_page_is_the_normal_tail_of_its_mean(ratios):
    spread = (SOUND.between + SOUND.within / len(ratios)) ** 0.5
    exact = 1 - NormalDist(SOUND.mean, spread).cdf(sum(map(weight, ratios)) / len(ratios))
    assert chance(ratios, SOUND) == pytest.approx(exact, abs=1e-9)
