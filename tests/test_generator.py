"""Left-over words of a chatbot: what only it says is an error, what a person may say as well a warning, and talk about chatbots is left alone."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.checks.generator import build
from claimlint.readers import read_text


@pytest.fixture(scope="module")
def found(nlp):
    check = build({}, nlp)

    def hits(text):
        analysis = analyse(read_text(text, "example", "text"), nlp)
        return [(analysis.document.text[hit.start : hit.end], hit.severity) for hit in check(analysis)]

    return hits


@pytest.mark.parametrize(
    "text",
    [
        "As an AI, I do not have a body, and sleep is not my business.",
        "As a large language model trained by Google, I have no doctor's licence.",
        "I am an AI and do not know your history.",
        "I don't have access to real-time data on pollen.",
        "I’m sorry, but I can’t assist with that request.",
        "Of course! Here are five blog post ideas on sleep.",
        "I have paraphrased the text so that it is easy to read.",
        "ChatGPT said:\n\nSleep well and often, and keep the room dark at night.",
        "Let me know if you'd like me to make the article shorter.",
        "Sleep is healthy [cite: 3, 7].",
        "Sleep is healthy.[cite_start] So are naps.",
        "Sleep is healthy :contentReference[oaicite:2]{index=2}.",
    ],
)
def test_only_a_chatbot_says_so(found, text):
    assert [severity for _, severity in found(text)][:1] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "As of my last update, nobody knew why we sleep.",
        "Absolutely! Here are some naps to try.",
        "I can't provide medical advice, but here are some tips for sleep.",
    ],
)
def test_a_person_may_say_so(found, text):
    assert [severity for _, severity in found(text)] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "As an AI ethicist, I sleep badly.",
        "As an artist, I sleep late.",
        "My knowledge of sleep is small, and the update came late.",
        "I am an airline pilot, and I sleep by day.",
        "I can't help with that, said the clerk.",
        "Sure, here we slept.",
        "Please write an article on sleep for the school magazine.",
        "What chatbots say on sleep\n\nAs an AI language model, I do not sleep. That is the answer all of them gave, word for word.",
        "He read out the answer of the language model. As an AI language model, I do not sleep. We laughed.",
        "“As an AI language model, I do not sleep,” it wrote.",
    ],
)
def test_people_and_pages_about_chatbots_are_left_alone(found, text):
    assert found(text) == []


def test_a_long_row_of_them_is_read_in_time(found):
    assert len(found("As an AI language model, I sleep. " * 3000)) <= 20 * 30
