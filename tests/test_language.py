"""Which language a text is in, and what is not run on other languages."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from claimlint.language import Language, detect
from claimlint.linter import check_document
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules
from tests.conftest import ROOT, SAMPLES

FOREIGN = {
    "de": "Kopfschmerzen haben viele Ursachen und gehen meist von selbst wieder weg. Trinken Sie genug Wasser, schlafen Sie ausreichend und machen Sie Pausen. Wenn die Schmerzen sehr stark sind, sollten Sie sofort einen Arzt aufsuchen.",
    "fr": "Le mal de tête a de nombreuses causes et disparaît le plus souvent tout seul. Buvez assez d'eau, dormez suffisamment et faites des pauses régulières. Si la douleur est très forte, vous devez consulter un médecin sans attendre.",
    "es": "El dolor de cabeza tiene muchas causas y casi siempre desaparece por sí solo. Beba suficiente agua, duerma lo necesario y haga pausas. Si el dolor aparece de repente y es muy fuerte, debe acudir al médico de inmediato.",
    "it": "Il mal di testa ha molte cause e quasi sempre passa da solo. Bevete abbastanza acqua, dormite a sufficienza e fate delle pause. Se il dolore arriva all'improvviso ed è molto forte, bisogna andare subito dal medico.",
    "nl": "Hoofdpijn heeft veel oorzaken en gaat meestal vanzelf weer over. Drink genoeg water, slaap voldoende en neem regelmatig pauze. Als de pijn plotseling opkomt en erg hevig is, moet u meteen naar een arts gaan.",
    "pl": "Ból głowy ma wiele przyczyn i zwykle mija sam. Pij dużo wody, wysypiaj się i rób regularne przerwy. Jeśli ból pojawia się nagle i jest bardzo silny, to należy od razu iść do lekarza, bo nie wolno z tym czekać.",
    "sv": "Huvudvärk har många orsaker och går oftast över av sig själv. Drick tillräckligt med vatten, sov ordentligt och ta regelbundna pauser. Om smärtan kommer plötsligt och är mycket stark ska du genast söka läkare.",
    "tr": "Baş ağrısının birçok nedeni vardır ve çoğunlukla kendiliğinden geçer. Yeterince su için, iyi uyuyun ve düzenli olarak mola verin. Ağrı aniden başlarsa ve çok şiddetliyse hemen bir doktora gitmelisiniz.",
    "ru": "Головная боль имеет много причин и чаще всего проходит сама. Пейте достаточно воды, хорошо спите и делайте перерывы. Если боль появилась внезапно и очень сильная, нужно сразу обратиться к врачу.",
    "ar": "للصداع أسباب كثيرة وغالبا ما يزول من تلقاء نفسه. اشرب ما يكفي من الماء ونم جيدا وخذ فترات راحة منتظمة. إذا ظهر الألم فجأة وكان شديدا جدا فعليك مراجعة الطبيب فورا.",
    "zh": "头痛有很多原因，大多数情况下会自行消失。请多喝水，保证充足的睡眠，并定期休息。如果疼痛突然出现并且非常剧烈，应立即去看医生。不要自己停药，也不要相信那些声称几秒钟就能治好疼痛的广告。",
    "ja": "頭痛にはさまざまな原因があり、たいていは自然に治ります。十分に水を飲み、よく眠り、定期的に休憩を取りましょう。痛みが突然現れて非常に強い場合は、すぐに医師の診察を受けてください。",
}  # fmt: skip


@pytest.mark.parametrize("code", FOREIGN)
@pytest.mark.parametrize("change", [str, str.upper, lambda text: text * 12], ids=["", "capitals", "long"])
def test_other_languages(code, change):
    assert detect(change(FOREIGN[code])) == Language(code, english=False)


ENGLISH = "Headaches have many causes, and most of them pass on their own. Drink enough water, and see a doctor if the pain is sudden and severe."


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        f"{ENGLISH} A German leaflet says: “{FOREIGN['de'][:140]}”",
        "the relief pain of the back are come fast and you it take for the remove of the ache, since them body is be strong of old",
        "Curcuma longa, Zingiber officinale, Matricaria chamomilla, Mentha piperita, Foeniculum vulgare, Hypericum perforatum, Valeriana officinalis, Ginkgo biloba, Panax ginseng, Aloe vera",
        "ibuprofen naproxen diclofenac celecoxib meloxicam etoricoxib ketorolac piroxicam indomethacin aspirin paracetamol codeine tramadol morphine oxycodone fentanyl gabapentin pregabalin duloxetine amitriptyline lidocaine",
        "Zoo merchant na zoo merchant na zoo merchant na zoo merchant na zoo merchant na zoo merchant na zoo merchant na",
        "𝗛𝗲𝗮𝗱𝗮𝗰𝗵𝗲𝘀 𝗵𝗮𝘃𝗲 𝗺𝗮𝗻𝘆 𝗰𝗮𝘂𝘀𝗲𝘀 and most of them pass on their own. 𝗗𝗿𝗶𝗻𝗸 𝗲𝗻𝗼𝘂𝗴𝗵 𝘄𝗮𝘁𝗲𝗿 𝗮𝗻𝗱 𝘀𝗲𝗲 𝗮 𝗱𝗼𝗰𝘁𝗼𝗿 𝗶𝗳 𝘁𝗵𝗲 𝗽𝗮𝗶𝗻 𝗶𝘀 𝘀𝘂𝗱𝗱𝗲𝗻",
    ],
)  # fmt: skip
def test_english_stays_english(text):
    assert detect(text) == Language("en")


@pytest.mark.parametrize("text", ["", "Kopfschmerzen? Ein Arzt hilft.", "头痛", "12 34 56 " * 30])
def test_too_little_text_is_not_judged(text):
    assert detect(text) == Language(None)


CLAIM = "Dieser Balsam ist 100% safe und „clinically proven“."


def test_only_rules_for_any_language_run_on_other_languages():
    rules = choose(load_rules(), ["claims/absolute-safety", "structure/not-english"])
    document = read_text(f"# Balsam\n\n{CLAIM}\n\n{FOREIGN['de']}", "x", "markdown")
    report = check_document(make_linter(Settings(rules)), document)
    assert [(f.rule, f.severity) for f in report.findings] == [("structure/not-english", "info")]
    assert "German" in report.findings[0].message
    assert report.readability is None
    assert report.document is not None and report.document["language"] == "de"
    everywhere = tuple(replace(rule, language="any") for rule in rules)
    assert len(check_document(make_linter(Settings(everywhere)), document).findings) == 2


@pytest.mark.parametrize(
    ("declared", "text", "language", "findings"),
    [
        ("de", ENGLISH, "de", 0),
        ("en-GB", FOREIGN["de"], "en-GB", 1),
        ("", ENGLISH, "en", 0),
        ("", "Wax.", None, 0),
    ],
)
def test_the_report_gives_the_declared_language_but_the_text_decides(declared, text, language, findings):
    linter = make_linter(Settings(choose(load_rules(), ["structure/not-english"])))
    attribute = f' lang="{declared}"' if declared else ""
    report = check_document(linter, read_text(f"<html{attribute}><p>{text}</p></html>", "x", "html"))
    assert report.document is not None and report.document["language"] == language
    assert len(report.findings) == findings


def test_navigation_and_code_do_not_decide():
    linter = make_linter(Settings(choose(load_rules(), ["structure/not-english"])))
    page = f"<nav>{FOREIGN['de']}</nav><pre>{FOREIGN['fr']}</pre><p>{ENGLISH}</p>"
    assert not check_document(linter, read_text(page, "x", "html")).findings


def test_ordinary_english_never_loads_the_model():
    code = (
        "import sys\nfrom claimlint.cli import main\n"
        f"try:\n    main(['check', {str(SAMPLES / 'clean')!r}, '--quiet', '--fail-on', 'never'])\nexcept SystemExit:\n    pass\n"
        "assert 'py3langid' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
