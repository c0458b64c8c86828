"""Sending readers to care, in the words of many writers; and sentences with the same words that send nobody."""

from __future__ import annotations

import time

import pytest

from claimlint.care import advises_care, presses_care

SENDS = """
See a GP if the cough lasts for more than three weeks.
Make an appointment at your GP surgery if the rash spreads.
Call NHS 111 if you are not sure what to do.
Use 111 online, or go to a walk-in centre.
Your health visitor can show you how to hold the baby.
Take her straight to A&E if she goes floppy.
Get medical help at once if your lips swell.
Talk it over with your care team before you change the dose.
If the mole changes, have it looked at.
Get the lump checked as soon as you can.
A sudden, very bad headache is a medical emergency.
Dial 112 for anyone who cannot be woken.
In Australia, ring 000.
Call Samaritans free on 116 123, day or night.
Text or call 988 if you are thinking of ending your life.
Poison control should be called at once.
Ask the pharmacist which one suits you.
Have a word with your midwife about the sickness.
Bring it up with the practice nurse at your next visit.
Do not stop taking the tablets without talking to your prescriber.
Never give it to a baby unless you have spoken to a paediatrician.
Do not hesitate to contact a doctor.
Don't be embarrassed to ask your pharmacist.
Never put off going to the hospital because you feel silly.
If symptoms go on, a doctor should be consulted.
Medical advice should be sought if the pain gets worse.
Anyone with these signs needs urgent medical attention.
Seek professional help if low mood goes on for two weeks.
Someone who has swallowed bleach must be seen by a doctor.
Your dentist may suggest a mouth guard.
A physiotherapist can teach you the exercises, or a pharmacist can advise on gels.
It is worth a visit to your optician.
Run it by your doctor first.
Check with your healthcare provider before you start.
Book in with the practice nurse for a blood test.
Let your surgeon know if you take fish oil.
Discuss the risks and benefits with your cardiologist.
Take your child to the emergency department.
Tell your oncologist about every supplement you use.
Please don't use this tea instead of seeing a doctor.
Find a registered dietitian who can draw up a plan with you.
Get your blood pressure checked every year.
Keep your appointment with the diabetes nurse.
Go to your nearest minor injuries unit.
Use it only under medical supervision.
Reach out to a mental health professional.
Ask to be referred: your GP can arrange it.
When in doubt, seek help immediately.
If you don't feel better in a week, see a pharmacist.
Schedule regular dental check-ups.
Take it for longer only if your doctor has advised it.
You may not need antibiotics, but ring your surgery if you get worse.
If it is dark red, head over to casualty.
A lump that grows should send you straight to your doctor.
Ring the maternity unit if the baby moves less.
Come back to the ward when your toes turn blue.
A limp child has to get to hospital; call triple nine.
Blood in the water needs checking by a doctor.
Go and get yourself seen.
"""
SENDS_NOBODY = """
You don't need to see a doctor for this.
There is no need to bother your GP with a sore toe.
Save yourself a trip to the doctor.
Forget the doctor and try this tea.
It works without a doctor's prescription.
You can cure it at home instead of going to the hospital.
Never see a doctor again!
You will not have to visit a clinic ever again.
Before you rush to the doctor, try a clove of garlic.
Doctors see many people with gout.
Doctors may prescribe an injection for the knee.
I see my doctor twice a year.
My doctor told me that it was hopeless.
She went to hospital with a broken hip.
Your doctor will not tell you this.
A visit to the doctor is not necessary.
The doctor who led the trial lives in Leeds.
A nurse wrote this page.
The hospital opened in 1911.
The study on 111 patients lasted a year.
Health professionals disagree about the dose.
The team looked at the scans of the knee.
Doctors can't explain why it works.
Skip the costly specialist and heal yourself.
Why ask your doctor? Not one of them knows.
The clinic sells its own drops.
The emergency kit holds plasters and gauze.
The plaster is tested by the maker.
We look at what the evidence says about care homes.
The provider of the broadband was down.
Our support team answers within a day.
Professional athletes swear by it.
The pharmacy chain sold two million boxes.
Medical care costs have risen.
Emergency contraception works for up to five days.
Seek out foods rich in iron.
Consult the chart on the next page.
He is a consultant for a drug company.
Ring the bell at noon.
A doctor on the show says, it melts fat.
Call it what you like.
Tired of seeing specialists?
No more doctor's visits for you.
A doctor may prescribe pills, and the doctor will feel the glands.
The maternity unit has twelve beds.
Minor injuries heal within days.
The hotline to the factory was dead.
"""


@pytest.mark.parametrize("text", SENDS.strip().splitlines())
def test_it_sends_readers_to_care(text):
    assert advises_care(text.lower())


@pytest.mark.parametrize("text", SENDS_NOBODY.strip().splitlines())
def test_it_sends_nobody(text):
    assert not advises_care(text.lower())


PRESSES = """
Blue toes mean hospital, and not tomorrow.
That is one for the burns unit, however small it looks.
A hot joint with shivers belongs in front of a doctor the same day.
Hospital, this minute.
Your dentist wants to see a cheek like that.
The night line on your card is there for a fever.
Too weak to stand up? Ambulance.
"""
PRESSES_NOBODY = """
The ambulance man gave me a sticker.
Hospital canteens serve fish on Fridays.
My uncle went to hospital in 1987 with that.
No need to bother the emergency services with a thick head.
The casualty doctor asked if I had slept, and sent me home.
"""


@pytest.mark.parametrize("text", PRESSES.strip().splitlines())
def test_beside_a_sign_it_presses_readers_to_care(text):
    assert presses_care(text.lower())


@pytest.mark.parametrize("text", PRESSES_NOBODY.strip().splitlines())
def test_it_presses_nobody(text):
    assert not presses_care(text.lower())


@pytest.mark.parametrize("send", [advises_care, presses_care])
@pytest.mark.parametrize("piece", ["ask your doctor or ", "get the ", "not without ", "a doctor and "])
def test_long_lines_take_no_longer_than_their_length(piece, send):
    def seconds(count: int) -> float:
        start = time.process_time()
        send(piece * count)
        return time.process_time() - start

    once, ten = (min(seconds(count) for _ in range(3)) for count in (500, 5000))
    assert ten < 40 * once + 0.1
