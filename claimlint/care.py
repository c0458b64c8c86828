"""Whether a sentence sends the reader to a health professional, in any wording."""

from __future__ import annotations

import re

_CARE = re.compile(
    r"\b(?:call|dial|ring|phone)(?: for)?(?: an?)? (?:911|999|112|000|(?:nhs )?111|(?:your )?local emergency|ambulance|emergency|helpline|your (?:doctor|gp|midwife|nurse|surgery|clinic|health))"
    r"|\b(?:emergency (?:room|department|services|care|number)|a&e|urgent care|ambulance)\b"
    r"|\b(?:see|contact|ask|tell|consult|visit|call|phone|ring|talk to|talk with|speak to|speak with|check with|go to|consult with|advice (?:from|of)|take (?:him|her|them|it|the child|your child|your baby|someone|somebody|the person) to|bring (?:him|her|them|your child|your baby) to|discuss\w* \w+ with|discuss with|refer\w* to|appointment with|check-up with|seen by|assessed by|examined by|guidance (?:from|of)|help from)"
    r"(?: (?:a|an|the|your|their|his|her|any|with|local|family|own|or|qualified|trained|healthcare|health|care|medical|primary|eye|skin|maternity|nearest|registered|licensed|walk-in|out-of-hours|children's|breast|diabetes|mental)){0,5} "
    r"(?:doctor|doctors|gp|physician|nurse|midwife|pharmacist|pharmacy|dentist|optician|dietitian|therapist|specialist|dermatologist|paediatrician|pediatrician|psychiatrist|clinician|prescriber|hospital|clinic|provider|professional|practitioner|team|visitor|surgeon|veterinarian)s?\b"
    r"|\b(?:seek|get|need|needs|find|have) (?:\w+ ){0,2}(?:medical|professional|emergency|urgent) (?:\w+ )?(?:help|attention|advice|care|treatment|assessment)\b"
    r"|\b(?:get|have) (?:it |them |yourself |your \w+ )?(?:checked|looked at|seen|examined)\b"
    r"|\bneeds? (?:to (?:be (?:seen|checked|treated) (?:by|in|at)|see|go to) )?(?:an?|the|your) (?:\w+ ){0,2}(?:doctor|gp|clinic|hospital|ambulance|midwife|nurse|pharmacist|specialist|surgeon)\b"
    r"|\b(?:is|are|be|as) (?:always )?(?:an?|a medical) emergency\b|\b(?:urgent|gp|doctor's|medical) appointment\b"
    r"|\b(?:doctor|gp|pharmacist|nurse|physician|midwife|health ?care (?:provider|professional|team))s? (?:can|may|will|should|might) (?:\w+ )?(?:help|advise|recommend|check|refer|prescribe|suggest|examine|tell|give|want|ask|do|diagnose|explain)\b"
)
_NO_CARE = re.compile(
    r"\b(?:no need|don't need|do not need|needn't|need not|without|never|don't bother|skip|avoid|instead of|rather than|won't need)\b"
    r"(?:\W+\w+){0,4}\W+(?:doctor|gp|physician|hospital|clinic|ambulance|professional|specialist)"
)


def advises_care(text: str) -> bool:
    """Whether a lower-case sentence sends the reader to a professional (a negated mention does not)."""
    return bool(_CARE.search(text)) and not _NO_CARE.search(text)
