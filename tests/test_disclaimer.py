"""Medical disclaimers in the words of many writers, and sentences with the same words that disclaim nothing."""

from __future__ import annotations

import time

import pytest

from claimlint.disclaimer import disclaims_something_else, is_disclaimer

DISCLAIMS = """
This article is general information and does not replace care from your clinician.
The content of this page is not a substitute for professional medical advice.
For informational purposes only.
For information only.
This is not medical advice.
Not medical advice.
None of this is medical advice.
Nothing here is meant to diagnose, treat or cure any condition.
Nothing you read on this blog should be taken as a diagnosis by a doctor or as medical guidance.
We are not doctors.
I'm not a doctor, and I write about what worked in my kitchen.
Our writers are not health professionals.
The authors have no medical training.
We do not give medical advice.
I cannot diagnose you or offer any personal medical advice.
Our team is not able to answer individual medical questions.
Always seek the advice of your physician with any question about a condition.
Never disregard what your doctor says because of something you have read here.
Please do not delay seeking care on account of anything on this website.
Reading this page does not create a doctor-patient relationship.
These tips are meant for education and can't stand in for a visit to your doctor.
It is no substitute for seeing a doctor.
What you read on this site cannot take the place of a consultation with your clinician.
The information is provided for educational and informational use only.
This guide is purely for general information.
This leaflet is intended only as general guidance.
This is a general guide only.
The advice on this page does not take into account your personal circumstances.
This fact sheet is general in nature and doesn't consider your individual needs.
Do not use this information to diagnose or treat yourself.
This material should not be used for self-diagnosis or treatment decisions.
The information here should not be relied on to make medical decisions.
We accept no responsibility for any harm that comes from acting on this information.
You use the suggestions in this book at your own risk.
The publisher is not liable for decisions made on the basis of this article.
This newsletter is not intended to replace your doctor or pharmacist.
The views in this post are mine and must not be treated as professional advice.
This podcast is for entertainment and educational purposes only.
Medical disclaimer
Health disclaimer: read this first.
Our content isn't meant to be used in place of advice from a qualified health provider.
The text does not constitute medical, psychological or nutritional advice.
Information on this website should never be used instead of professional care.
This story is one person's experience, not medical advice.
All recipes are offered as information and not as treatment advice from a dietitian or doctor.
Everything on this site is for information; it is not intended as a replacement for individual medical care.
Please note: this is not a replacement for the judgement of your healthcare provider.
Treat it as information, not as a diagnosis by a doctor.
""".strip().splitlines()
DISCLAIMS_NOTHING = """
Ginger is no substitute for rest.
Ask your doctor for advice.
The page has much information on gout.
Consult your physician before you start a diet.
Talk to a doctor or pharmacist before you take this supplement.
Supplements are not a substitute for a varied diet.
This test is not a substitute for a diagnosis by your doctor.
The app cannot replace your doctor.
Home tests can't take the place of care from a professional.
This product is not intended to diagnose, treat, cure, or prevent any disease.
This statement has not been evaluated by the Food and Drug Administration.
Receptionists cannot give medical advice.
If you get no medical advice at all, ring the surgery.
You do not need medical treatment for a cold.
The study gave information on patients who did not seek medical care.
We are not responsible for the content of external websites.
Doctors are not sure why it happens.
We do not know the cause.
I am not a smoker.
The researchers were not doctors.
Not every doctor agrees.
The information in this article was checked by a doctor.
There is no medical treatment for it.
People who do not follow medical advice are readmitted more often.
There is not enough information to say that it helps.
This is not a medical emergency.
The website has information only about cancers of the blood.
Do not stop your treatment without medical advice.
The guide explains when treatment is not needed.
It is not a disease.
These are not the only treatments.
The drug should not be used to treat children.
Always follow your doctor's advice.
The leaflet in the pack has information for patients.
The medicine is no replacement for insulin.
Aspirin should not be used instead of medical care.
We don't recommend fasting.
She did not act on her doctor's advice.
The trial was stopped for safety reasons only.
It does not treat infections.
No health professional was at home.
Hospitals are liable for injuries.
Many of the blogs I like have a footer saying they don't provide medical advice.
The ministry wants all wellness channels to state that their videos are not medical advice.
""".strip().splitlines()


@pytest.mark.parametrize("text", DISCLAIMS)
def test_it_disclaims(text):
    assert is_disclaimer(text.lower())


@pytest.mark.parametrize("text", DISCLAIMS_NOTHING)
def test_it_disclaims_nothing(text):
    assert not is_disclaimer(text.lower())


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("My opinions are my own and not those of the ward.", True),
        ("I'm no accountant, so ask one about your pension.", True),
        ("This product has no fillers.", True),
        ("The views here are mine and are no medical advice.", False),
        ("I'm a lawyer, not a doctor.", False),
    ],
)
def test_other_matters_that_are_disclaimed(text, other):
    assert disclaims_something_else(text.lower()) is other


@pytest.mark.parametrize("piece", ["not a ", "this information is not ", "no medical ", "for general "])
def test_a_sentence_at_its_longest_is_read_quickly(piece):
    start = time.process_time()
    is_disclaimer((piece * 300)[:899])
    assert time.process_time() - start < 0.5
