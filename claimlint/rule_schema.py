"""The JSON Schema of a rule file. Its descriptions are the one source of what every key means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimlint.checks import CHECKS
from claimlint.edits import KINDS
from claimlint.finding import SEVERITIES
from claimlint.guards import GUARDS
from claimlint.plugins import kinds
from claimlint.profiles import PROFILES, PROOF
from claimlint.readership import REGIONS
from claimlint.rule import CITING_FAMILIES, FAMILIES, SCOPES

_TEXT = {"type": "string", "minLength": 1}
_GUARDS = {"type": "array", "items": {"enum": list(GUARDS)}, "uniqueItems": True}
_PROFILES = {"type": "array", "items": {"enum": list(PROFILES)}, "minItems": 1, "uniqueItems": True}
_EXAMPLE = {
    "oneOf": [
        _TEXT,
        {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {key: _TEXT for key in ("text", "markdown", "html", *PROFILES)},
        },
    ]
}
_REFERENCE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {**_TEXT, "description": "The standard, guideline, law or paper."},
        "year": {"type": "integer", "description": "The year of the version meant."},
        "clause": {**_TEXT, "description": "Where in it, or a few words on what it says."},
        "url": {**_TEXT, "description": "Where it can be read."},
    },
}
_PROPERTIES: Mapping[str, Any] = {
    "id": {
        "type": "string",
        "pattern": rf"^({'|'.join(FAMILIES)})/[a-z0-9]+(-[a-z0-9]+)*$",
        "description": "Its name for good, `family/name`. The name says the fault. Families: "
        + ", ".join(FAMILIES)
        + ".",
    },
    "title": {**_TEXT, "description": "A few words that name the fault."},
    "severity": {
        "enum": list(SEVERITIES),
        "description": "`error`: an expert would stop publication. `warning`: fix or justify. `info`: never gates by default.",
    },
    "title_severity": {
        "enum": list(SEVERITIES),
        "description": "The severity in the title, which is read and shared alone.",
    },
    "language": {
        "enum": ["en", "any"],
        "description": "`any` for a rule that works in any language; without it the rule is for English text.",
    },
    "since": {
        "type": "string",
        "pattern": r"^\d+\.\d+(\.\d+)?$",
        "description": "The version that brought the rule, in quotes.",
    },
    "summary": {**_TEXT, "description": "What it flags, in one to three sentences of your own."},
    "why": {**_TEXT, "description": "Why that is a fault: what it does to readers, or who forbids it."},
    "fix": {**_TEXT, "description": "What the writer should do."},
    "references": {
        "type": "array",
        "items": _REFERENCE,
        "description": "The standards it rests on. Needed in "
        + ", ".join(f for f in FAMILIES if f in CITING_FAMILIES)
        + ".",
    },
    "scope": {
        "type": "array",
        "items": {"enum": list(SCOPES)},
        "minItems": 1,
        "uniqueItems": True,
        "description": "Where it looks. `sentence` is prose in paragraphs, lists, tables and captions; `document` the whole.",
    },
    "check": {"enum": list(CHECKS), "description": "The kind of check; it brings keys of its own."},
    "also": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["check"],
            "properties": {
                "check": {"enum": list(CHECKS), "description": "A further kind of check, beside its keys."}
            },
        },
        "description": "Further checks with their keys; what they find counts like what `check` finds.",
    },
    "unless": {**_GUARDS, "description": "Guards that keep the rule silent."},
    "soften": {**_GUARDS, "description": "Guards that make it one step milder."},
    "message": {
        **_TEXT,
        "description": "One sentence for the report. `{excerpt}` is the flagged text; a check may carry further values.",
    },
    "suggestion": {**_TEXT, "description": "Words an editor can put in."},
    "suggestions": {
        "type": "object",
        "propertyNames": {"enum": [*PROFILES, *REGIONS]},
        "additionalProperties": _TEXT,
        "description": "Words to put in instead, by profile or region. Regions: "
        + ", ".join(f"`{region}`" for region in REGIONS)
        + ".",
    },
    "edit": {
        "enum": list(KINDS),
        "description": "The change that `claimlint fix` may make unseen, where the source leaves no doubt: take out the second of two equal words, take out a line that the finding fills, or put the suggestion at the end of the article.",
    },
    "most": {
        "type": "integer",
        "minimum": 1,
        "description": "Notes (`info`) of it that are shown of one article, those that matter most to its check; without it, all.",
    },
    "profiles": {
        "type": "object",
        "propertyNames": {"enum": list(PROFILES)},
        "additionalProperties": {"enum": [*SEVERITIES, "off"]},
        "description": "Severity by profile, or `off`. Profiles: "
        + ", ".join(f"`{p}`" for p in PROFILES)
        + ".",
    },
    "absolute": {
        **_PROFILES,
        "description": "Profiles in which it is banned whatever the evidence: the guards "
        + ", ".join(f"`{name}`" for name in sorted(PROOF))
        + " are not heard.",
    },
    "only": {**_PROFILES, "description": "Profiles it runs in; without it, all."},
    "beside": {
        "type": "array",
        "items": _TEXT,
        "minItems": 1,
        "description": "Ids of rules: what this one finds counts only where one of them found an error in the same article. `{beside}` in the message is what that found.",
    },
    "aliases": {"type": "array", "items": _TEXT, "description": "Former ids, which go on working."},
    "examples": {
        "type": "object",
        "additionalProperties": False,
        "required": ["bad", "good"],
        "description": "The rule's tests: at least two `bad` and three `good`.",
        "properties": {
            "bad": {
                "type": "array",
                "items": _EXAMPLE,
                "minItems": 2,
                "description": "Texts it must flag, each once, exactly at the `[[ ]]`.",
            },
            "good": {
                "type": "array",
                "items": _EXAMPLE,
                "minItems": 3,
                "description": "Near misses it must leave alone: as close to the bad ones as they can be.",
            },
        },
    },
}
#: JSON Schema of the keys every rule has; a check adds its own.
RULE_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": "id title severity since summary why fix scope check message examples".split(),
    "properties": _PROPERTIES,
}


def rule_schema(check: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a rule file with the keys of its check."""
    schema = {**RULE_SCHEMA, "properties": _properties()}
    if check is not None and check in kinds():
        schema["properties"] |= kinds()[check].options
        schema["required"] = [*schema["required"], *kinds()[check].required]
    return schema


def check_schema(check: str | None) -> dict[str, Any]:
    """Return the JSON Schema of an entry of ``also``: a check with its keys."""
    kind = kinds().get(str(check))
    properties = {"check": {"enum": list(kinds())}, **(kind.options if kind else {})}
    required = ["check", *(kind.required if kind else ())]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def rule_file_schema() -> dict[str, Any]:
    """Return the JSON Schema of all rule files, for editors: which keys there are depends on ``check``.

    Draft 7, which the YAML language servers know.
    """
    common = {key: value for key, value in RULE_SCHEMA.items() if key != "additionalProperties"}
    properties = _properties()
    also = {**properties["also"]["items"], "allOf": [_when(check, ("check",)) for check in kinds()]}
    common["properties"] = {**properties, "also": {**properties["also"], "items": also}}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A claimlint rule",
        **common,
        "allOf": [_when(check, tuple(_PROPERTIES)) for check in kinds()],
    }


def _properties() -> dict[str, Any]:
    """Return the keys that every rule has, with the checks of plugins among those that ``check`` and ``also`` may name."""
    check = {**_PROPERTIES["check"], "enum": list(kinds())}
    also = _PROPERTIES["also"]
    inside = {"check": {**also["items"]["properties"]["check"], "enum": list(kinds())}}
    return {**_PROPERTIES, "check": check, "also": {**also, "items": {**also["items"], "properties": inside}}}


def _when(check: str, beside: tuple[str, ...]) -> dict[str, Any]:
    kind = kinds()[check]
    known = [*beside, *kind.options]
    then = {
        "description": kind.about,
        "properties": dict(kind.options),
        "required": list(kind.required),
        "propertyNames": {"enum": known},
    }
    return {"if": {"required": ["check"], "properties": {"check": {"const": check}}}, "then": then}
