"""Pairs of sentences with the same words: one must stay silent, the other must be found.

From the traps of the project's standards, with others met since. A pair belongs to one rule.
"""

from __future__ import annotations

import pytest

CURE, TIME, SAFE, STOP, SERIOUS, GUARANTEE, PROVEN = (
    "claims/cure-claim", "claims/implausible-time-to-effect", "claims/absolute-safety", "safety/stop-medication-advice",
    "claims/serious-disease-claim", "claims/guaranteed-result", "evidence/clinically-proven-uncited",
)  # fmt: skip

PAIRS = [
    (CURE, "This balm is not a cure for gout.", "Not only a relief but a cure for gout."),
    (CURE, "There is no proof that honey cures hay fever.", "There is no doubt that honey cures hay fever."),
    (
        CURE,
        "Myth: copper heals arthritis. Fact: trials found no benefit.",
        "Copper heals arthritis. That is no myth.",
    ),
    (
        CURE,
        "She said it cured her asthma, which is false.",
        "She said it cured her asthma, and doctors are amazed.",
    ),
    (CURE, "If an advert says it cures cancer, be careful.", "Be careful: it cures cancer and sells out."),
    (CURE, "Does garlic cure colds? No.", "Garlic cures colds. Ask anyone!"),
    (CURE, "Sorry, no cure for asthma exists yet.", "Sorry, doctors: a cure for asthma exists."),
    (
        CURE,
        "People wrongly believe the belt cures back pain.",
        "People rightly believe the belt cures back pain.",
    ),
    (CURE, "Neither copper nor magnets cure arthritis.", "Both copper and magnets cure arthritis."),
    (CURE, "Magnets fail to cure migraine.", "Magnets cannot fail to cure migraine."),
    (
        CURE,
        "It is a myth that celery juice cures psoriasis.",
        "It is true that celery juice cures psoriasis.",
    ),
    (
        CURE,
        "Copper cures arthritis. It is a myth.",
        "Copper cures arthritis. It is a myth that only pills can.",
    ),
    (
        CURE,
        "The watchdog fined a firm for saying its tea cures gout.",
        "A fine tea that cures gout, says the firm.",
    ),
    (TIME, "Call an ambulance within seconds of the pain.", "Collapse the pain within seconds."),
    (
        TIME,
        "Hold each pose for 7 seconds to ease back pain.",
        "Hold this pose and back pain ends in 7 seconds.",
    ),
    (TIME, "No cream ends back pain in 7 seconds.", "This cream ends back pain in 7 seconds."),
    (TIME, "Rest for two minutes between sets to avoid pain.", "Get rid of pain in thirty seconds."),
    (TIME, "The 7-minute workout may ease pain over time.", "The 7-second fix for back pain."),
    (
        SAFE,
        "'It is 100% safe', the seller claimed, falsely.",
        "'It is 100% safe', the seller claimed proudly.",
    ),
    (
        SAFE,
        "The trial reported no serious side effects in 12 weeks (J Example Med, 2020).",
        "It has no side effects.",
    ),
    (SAFE, "No drug is completely safe.", "The root is completely safe."),
    (STOP, "Do not stop your tablets without advice.", "Do not hesitate to stop your tablets."),
    (STOP, "Stop smoking today.", "Stop insulin today."),
    (STOP, "Stop the tablets and call 999 if your lips swell.", "Stop the tablets and call us to order."),
    (STOP, "Never throw away your inhaler.", "Throw away your inhaler."),
    (SERIOUS, "Vaccines prevent measles.", "Raisins prevent measles."),
    (SERIOUS, "Vitamin C prevents scurvy.", "Vitamin C prevents strokes."),
    (SERIOUS, "Garlic does not treat cancer.", "Garlic treats cancer."),
    (SERIOUS, "Metformin lowers blood sugar.", "Cinnamon lowers blood sugar."),
    (
        GUARANTEE,
        "No treatment is guaranteed to end the pain.",
        "This treatment is guaranteed to end the pain.",
    ),
    (PROVEN, "The pain device is not clinically proven.", "The pain device is clinically proven."),
]


@pytest.mark.parametrize(("rule", "silent", "found"), PAIRS, ids=[found for _, _, found in PAIRS])
def test_pairs(lint, rule, silent, found):
    loud = [f for f in lint(rule, silent) if f.severity != "info"]
    assert not loud, f"accused: {silent} ({loud[0].excerpt})"
    assert lint(rule, found), f"missed: {found}"


UNDER_WARNING = "## {}\n\n- Celery juice cures psoriasis.\n- Copper heals arthritis.\n"


def test_a_list_below_a_warning_heading_is_not_accused(lint):
    assert not lint(CURE, UNDER_WARNING.format("Claims that are false"), "markdown")
    assert lint(CURE, UNDER_WARNING.format("Our favourites"), "markdown")


@pytest.mark.parametrize(
    "text",
    [
        "Breakthrough bleeding may occur in the first months.",
        "Salt-cured ham and cured resin are no food for a child with asthma.",
        "He walked in the Race for the Cure after his cancer.",
        "Pain in the back and neck is common.",
        "Tuck your chin to your chest and hold it.",
        "People with fibromyalgia may feel tired.",
        "The surgeon treats cancer of the bowel at the clinic.",
        "Wound healing takes time after surgery for cancer.",
        "Type 2 diabetes can go into remission after large weight loss.",
        "In mice it shrank tumours; no one has tested it in people.",
        "Scientists are looking for a cure for type 1 diabetes.",
        "A cure for asthma has not been found.",
        "Most people with hepatitis C can be cured with tablets called direct-acting antivirals.",
        "Chemotherapy may be used to cure the cancer completely or to shrink a tumour before surgery.",
        "Exercise can lower your risk of heart disease and stroke.",
        "Your doctor may stop the tablets if you feel sick.",
        "Ask your pharmacist before you stop the tablets.",
        "Losing weight can help reduce high blood pressure.",
        "A cold usually gets better within a week without treatment.",
        "Paracetamol starts to work in about 30 minutes.",
        "It takes 2 to 3 minutes to check your blood pressure.",
        "Eating a balanced diet helps prevent heart disease.",
        "There is not enough evidence that garlic lowers cholesterol.",
        "Researchers are studying whether turmeric can prevent cancer.",
        "Do not take the tablets and do not throw away the packet.",
    ],
)
def test_sound_health_prose_is_not_accused(linter, text):
    from claimlint.linter import check_document
    from claimlint.readers import read_text

    found = check_document(linter, read_text(text, "x", "text")).findings
    assert not [f"{f.rule}: {f.excerpt}" for f in found if f.severity != "info"]
