"""The encoder says the same on every processor. Some multiply 8-bit numbers in sums of 16 bits, which overflow if nothing is done about it."""

from __future__ import annotations

import pytest

from claimlint.encoder import readings

#: Sentence to probability of a claim and log-odds of being broken, as read with exact sums; with sums that overflow .05 and .3 to .6 away.
SAID = {
    "Our drops melt belly fat overnight without diet or exercise.": (0.942, -0.11),
    "In a randomised trial of 240 adults, the medicine lowered blood pressure by 4 mmHg.": (0.039, -2.61),
    "Impaction of cerumen constitutes a particularly prevalent otological presentation.": (0.086, 0.06),
}


def test_sums_do_not_overflow():
    for (claim, odds), reading in zip(SAID.values(), readings(list(SAID)), strict=True):
        assert reading.claim == pytest.approx(claim, abs=0.02)
        assert reading.odds == pytest.approx(odds, abs=0.12)
