"""Scores weighed in company: what neighbours and the page add, and what they must not."""

from __future__ import annotations

import pytest

from claimlint.company import ENOUGH, EVEN, MOST, UNKNOWN, features, probability, weighed

WEIGHTS = {"own": 1.0, "neighbours": 0.5, "page": 0.5, "bias": 0.0}


def test_a_sentence_weighs_with_its_neighbours_and_its_page():
    # The level is that of the strongest quarter of the others, here of two.
    own, beside, level = features([0.0, 0.0, *[-2.0] * (ENOUGH - 2), 2.0])[0]
    assert (own, beside, level) == (0.0, 0.0, pytest.approx((2.0 + 0.0) / 2))
    # A few sentences make no page, and no one sentence speaks for it.
    assert features([0.8]) == [(0.8, UNKNOWN, UNKNOWN)]
    assert features([0.8, -2.0])[0][2] == pytest.approx((-2.0 + (ENOUGH - 1) * UNKNOWN) / ENOUGH)
    assert features([50.0])[0][0] == MOST


def test_company_of_its_kind_makes_a_sentence_surer():
    broken, sound = [2.0] * ENOUGH, [-4.0] * ENOUGH
    assert weighed([*broken, 0.5], WEIGHTS)[-1] > weighed([*sound, 0.5], WEIGHTS)[-1]
    assert weighed([], WEIGHTS) == []


def test_company_makes_nothing_of_what_is_likelier_sound_by_itself():
    broken = [5.0] * ENOUGH
    below, above = -0.4, 0.4
    assert weighed([*broken, below], WEIGHTS)[-1] == pytest.approx(probability(below), abs=1e-4)
    assert probability(below) < EVEN
    assert weighed([*broken, above], WEIGHTS)[-1] > probability(above)
