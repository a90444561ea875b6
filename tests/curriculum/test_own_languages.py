"""A program in languages the bot doesn't speak: read without English, and the bot's own words can be brought along."""

from __future__ import annotations

import pytest

from bot.curriculum.folders import read_program
from bot.curriculum.linting import survey
from bot.curriculum.printing import as_page
from bot.curriculum.reading import guidelines, lesson, sheet, text
from bot.curriculum.versions import content_hash, freeze, thaw
from bot.flows.casting import script_for
from bot.flows.engine.flow import Script
from bot.flows.gazetteer import open_gazetteer
from bot.flows.onboarding.questions import Onboarding
from bot.flows.staging import set_stage, speech_for
from bot.flows.translating import faults_in, spoken, to_translate, written
from bot.flows.understanding.typed import steering
from bot.texts.speech import own_name
from bot.words.errors import DefinitionError
from tests.curriculum import vizinhos
from tests.flows.talk import Talk

HELLO = next(phrase for phrase in Script.of("onboarding", Onboarding.steps).phrases() if phrase.key.endswith("-hello"))
KEY = HELLO.key


@pytest.fixture
def folder(tmp_path):
    return vizinhos.write(tmp_path / "vizinhos")


@pytest.fixture
def program(folder):
    return read_program(folder)


def words(folder, said, language="pt"):
    """Write the bot's own words in a language."""
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / f"{language}.ftl").write_text(said, encoding="utf-8")
    return read_program(folder)


def test_a_program_without_english_falls_back_to_the_first_of_its_languages(program):
    assert program.title.in_language("ar-EG") == "حُسن الجوار"
    assert program.title.in_language("de") == program.title.first == "Vizinhança"
    assert [text(program, "a-rua", tongue).language for tongue in ("ar", "pt-BR", "en")] == ["ar", "pt", "pt"]
    assert lesson(program, "primeira-conversa", "de").language == "pt"
    assert sheet(program, "palavras", "es").language == "pt"
    assert guidelines(program, "fr").language == "pt"
    assert "Vizinhança" in as_page(program, "de")


def test_a_bare_text_is_in_the_first_language(folder):
    plan = folder / "program.yaml"
    told = plan.read_text(encoding="utf-8")
    plan.write_text(told.replace("title: {pt: Vizinhança, ar: حُسن الجوار}", "title: Bairro"), encoding="utf-8")
    program, found = survey(folder)
    assert program.title.words == {"pt": "Bairro"}
    assert "title: no words in ar" in "\n".join(finding.said for finding in found)


def test_a_kept_version_of_it_reads_the_same(program):
    kept = thaw(freeze(program))
    assert content_hash(kept) == content_hash(program)
    assert kept.title.in_language("en") == "Vizinhança"
    assert text(kept, "a-rua", "en").language == "pt"


def test_its_own_questions_are_asked_in_its_languages_whoever_asks(program):
    speech = speech_for({program.id: program})
    phrases = script_for(program, {program.id: program}).phrases()
    line = next(phrase for phrase in phrases if phrase.key.endswith("-arrived"))(name="Huda")
    assert speech.say(line, "ar-EG").startswith("متى وصلت")
    assert speech.say(line, "de") == "Quando chegou a Portugal, Huda?"


def test_readers_of_its_languages_are_known_and_languages_have_their_own_names(program):
    speech = speech_for({program.id: program})
    assert [speech.closest(tag) for tag in ("pt-PT", "ar_EG", "de", "")] == ["pt", "ar", "en", "en"]
    assert [own_name(tag) for tag in ("pt", "ar", "es")] == ["Português", "العربية", "Español"]


def test_a_program_in_the_portuguese_of_brazil_is_read_by_whoever_speaks_any(folder):
    for path in folder.rglob("*.pt.md"):
        path.rename(path.with_name(path.name.replace(".pt.", ".pt-BR.")))
    plan = folder / "program.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("pt:", "pt-BR:").replace("[pt,", "[pt-BR,"))
    program = read_program(folder)
    assert speech_for({program.id: program}).closest("pt") == "pt-BR"
    assert text(program, "a-rua", "pt-BR").language == "pt-BR"


def test_the_linter_says_plainly_in_which_languages_the_bot_will_not_speak(folder):
    found = [finding for finding in survey(folder)[1] if finding.level == "warning"]
    assert len(found) == len(survey(folder)[1]) == 2
    for finding, language in zip(found, ("ar", "pt"), strict=True):
        assert finding.line == 11
        said = f"Readers of {language} get your texts in {language}, and its own sentences and buttons in English"
        assert said in finding.said
        assert f"alongside program words {language} FOLDER" in finding.said


def test_with_words_of_its_own_the_bot_speaks_its_language_and_english_where_there_are_none(folder):
    program = words(folder, f"{KEY} = Olá! Eu sou a Vizinhança.\n")
    speech = speech_for({program.id: program})
    assert speech.say(HELLO(), "pt-BR") == "Olá! Eu sou a Vizinhança."
    assert speech.say(HELLO(), "ar") == HELLO.english
    assert not [finding for finding in survey(folder)[1] if "Readers of pt" in finding.said]
    [missing] = faults_in(program)
    assert "come in English" in missing.said
    assert missing.level == "warning"


def test_what_is_written_to_translate_can_be_read_and_is_whole(folder, program):
    phrases = to_translate(program, "pt")
    assert len(phrases) == len(spoken(program))
    program = words(folder, written(phrases, "pt"))
    assert to_translate(program, "pt") == []
    [english] = faults_in(program)
    assert (english.level, "still in English" in english.said) == ("warning", True)
    speech = speech_for({program.id: program})
    assert [p.key for p in phrases if not p.english.count("{") and speech.say(p(), "pt") != speech.say(p(), "en")] == []


def test_what_we_translated_is_not_asked_for(program):
    assert HELLO in to_translate(program, "pt")
    assert HELLO not in to_translate(program, "es")


@pytest.mark.parametrize(
    ("said", "line", "wanted"),
    [
        (f"# x\n{KEY} = Olá {{ $nome }}\n", 2, "there is no value { $nome } in this sentence"),
        ("standing-next-mentee = Obrigada, { $nome }!\n", 1, "there are: { $name }, { $program }"),
        (f"{KEY} = Olá\n\nsem sentido\n", 3, "'sem sentido': this cannot be read"),
        (f"{KEY} = Olá\n{KEY} = Oi\n", 2, "these words stand here twice (line 1)"),
        (f"{KEY} = {{ -marca }}\n", 1, "{ -marca } cannot be used here"),
        (f"{KEY}x = Olá\n", 1, f"did you mean `{KEY}`?"),
        ("typed-back = voltar, atrás\ntyped-skip = saltar, Voltar!\n", 2, "'Voltar!' also stands under typed-back"),
        ("typed-skip = passar, stop\n", 1, "everyone may type it for typed-stop; take it out"),
        ("typed-end = acabar, fine\n", 1, "everyone may type it for typed-yes; take it out"),
        ("typed-back = ,\n", 1, "typed-back: there are no words"),
    ],
)
def test_words_that_would_break_a_sentence_are_named_with_file_line_and_key(folder, said, line, wanted):
    found = [finding for finding in faults_in(words(folder, said)) if wanted in finding.said]
    assert [(finding.file, finding.line) for finding in found] == [(str(folder / "texts" / "pt.ftl"), line)]


def test_the_bot_does_not_start_on_words_that_would_break_a_sentence(folder):
    program = words(folder, f"{KEY} = Olá {{ $nome }}\n")
    with pytest.raises(DefinitionError, match=rf"pt\.ftl, line 1, {KEY}"):
        speech_for({program.id: program})


def test_words_in_a_language_the_program_has_not_are_named(folder):
    found = list(faults_in(words(folder, f"{KEY} = Salut\n", "fr")))
    assert "fr is not among the `languages`" in found[0].said


TYPED = """\
typed-back = voltar, voltar atrás
typed-skip = saltar
typed-start-over = recomeçar, do início
typed-help = ajuda
typed-stop = parar, chega
typed-yes = bora, com certeza, isso mesmo
typed-no = nem pensar, hoje não
"""
ARABIC = """\
typed-back = رجوع، ارجع
typed-skip = تخطي، تخطّي
typed-stop = توقف
typed-yes = موافق، أكيد
typed-no = مو الحين
"""


@pytest.fixture
def stage(folder):
    words(folder, ARABIC, "ar")
    program = words(folder, TYPED)
    assert [finding for finding in faults_in(program) if "typed-" in finding.said] == []
    return set_stage({program.id: program}, open_gazetteer())


@pytest.mark.parametrize(
    ("typed", "language", "action"),
    [
        ("Voltar", "pt", "back"), ("voltar atrás!", "pt-BR", "back"), ("SALTAR", "pt", "skip"), ("ajuda", "pt", "help"),
        ("do início", "pt", "start-over"), ("chega", "pt", "stop"), ("stop", "pt", "stop"), ("ayuda", "pt", "help"),
        ("رجوع", "ar", "back"), ("تخطي", "ar-EG", "skip"), ("توقّف", "ar", "stop"), ("back", "ar", "back"),
        ("recomeçar agora", "pt", None), ("رجوع", "pt", None),
    ],
)  # fmt: skip
def test_words_that_steer_are_understood_in_a_programs_own_languages(stage, typed, language, action):
    assert steering(typed, language, stage.speech) == action


@pytest.mark.parametrize(
    ("language", "typed"), [("pt", "Bora!, voltar, saltar, parar"), ("ar", "أكيد, رجوع, تخطي, توقف")]
)
def test_a_person_types_their_way_through_in_their_own_words(stage, language, typed):
    yes, back, skip, stop = typed.split(", ")
    talk = Talk(stage, language=language)
    talk.commands("start")
    talk.says(yes)
    talk.says("5/1998")
    talk.says("1")
    talk.says("Huda")
    talk.says("1")
    asked = talk.text
    talk.says(skip)
    assert talk.text != asked
    talk.says(back)
    assert talk.text.splitlines()[-1] == asked.splitlines()[-1]
    talk.says(stop)
    assert not talk.scene.person.active


def test_own_words_for_no_are_a_no_and_a_question_is_neither(stage):
    talk = Talk(stage, language="pt")
    talk.commands("start")
    talk.says("bora?")
    assert talk.scene.run.open == "consent"
    talk.says("nem pensar")
    assert "5/1998" not in talk.text
    assert talk.scene.run is None or talk.scene.run.status != "open"


def test_what_is_still_in_english_counts_as_english(folder):
    """Whoever leaves a sentence as it was written out for them gets English dates and directions in it as well."""
    program = read_program(folder)
    until = next(phrase for phrase in spoken(program).values() if "{day}" in phrase.english)
    program = words(folder, f"{KEY} = Olá!\n\n" + written([until], "pt"))
    speech = speech_for({program.id: program})
    assert (speech.voice(HELLO, "pt"), speech.voice(until, "pt")) == ("pt", "en")


def test_a_short_program_whose_end_is_announced_at_its_beginning_is_told(folder):
    plan = folder / "program.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("announce_weeks: 1", "announce_weeks: 5"))
    [found] = [one for one in survey(folder)[1] if one.said.startswith("end.announce_weeks")]
    assert (found.level, "write `end: {announce_weeks: 1}`" in found.said) == ("warning", True)
