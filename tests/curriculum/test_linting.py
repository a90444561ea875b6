"""The linter finds what an author should mend, and says where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.curriculum.folders import SHIPPED, program_folders, read_program
from bot.curriculum.linting import survey
from bot.curriculum.rhythm import Broadcasts
from bot.curriculum.versions import content_hash
from bot.words.errors import DefinitionError
from tests.curriculum.conftest import EXAMPLE, GARDEN

SHEET = "resources/choosing.en.md"
STEP, SPANISH, LESSON, PLAN = (
    "steps/your-hour.en.md",
    "steps/your-hour.es.md",
    "training/first-talk.en.md",
    "program.yaml",
)


def test_a_sound_program_gives_nothing_to_mend():
    assert survey(EXAMPLE)[1] == []


def test_of_a_sound_program_in_french_it_only_says_that_the_bot_does_not_speak_it():
    [only] = survey(GARDEN)[1]
    assert (only.level, only.said[:10]) == ("warning", "languages:")


@pytest.mark.parametrize("folder", program_folders(SHIPPED), ids=lambda folder: folder.name)
def test_in_the_programs_we_ship_there_is_nothing_to_mend(folder):
    assert survey(folder)[1] == []


@pytest.mark.parametrize(
    "case",
    [(SHEET, "title: ", f"title: {'a' * 33} ", "title:"), (STEP, "[", f"[{'a' * 52} ", "## resources")],
    ids=["sheet", "step"],
)
def test_a_title_that_would_be_cut_on_its_button_is_a_warning(own, change, case):
    file, old, new, at = case
    change(file, old, new)
    found = [f for f in survey(own)[1] if "shorten it to 52, or it is cut on its button" in f.said]
    assert [(f.file, f.level, line_of(f)[: len(at)]) for f in found] == [(str(own / file), "warning", at)]


def line_of(finding):
    path = Path(finding.file)
    return path.read_text(encoding="utf-8").split("\n")[finding.line - 1] if path.exists() else ""


@pytest.mark.parametrize(
    "case",
    [
        (PLAN, "card, week: 2", "card, week: 9", (PLAN, "id: library-card"), "week 9 is never reached"),
        (PLAN, "tracks: [library]", "tracks: [libary]", (PLAN, "id: library-card"), "did you mean `library`?"),
        (PLAN, "goals: [library]}", "goals: [books]}", (PLAN, "goals: [books]"), "there is no goal 'books'"),
        (PLAN, "not-yet: smaller", "not-yet: smallest", (PLAN, "id: your-hour"), "did you mean `smaller`?"),
        (PLAN, "not-yet: smaller", "not-yet: one-page", (PLAN, "id: your-hour"), "week 1 is over by then"),
        (PLAN, "not-yet: smaller", "not-yet: book-day", (PLAN, "id: your-hour"), "comes by its date anyway"),
        (PLAN, "not-yet: smaller", "not-yet: your-hour", (PLAN, "id: your-hour"), "the step itself"),
        (PLAN, "otherwise: smaller", "otherwise: smallest", (PLAN, "id: your-hour"), "did you mean `smaller`?"),
        (PLAN, "otherwise: smaller", "otherwise: one-page", (PLAN, "id: your-hour"), "week 1 is over by then"),
        (PLAN, ", otherwise: smaller", "", (PLAN, "id: your-hour"), "write `otherwise: read-aloud`"),
        (PLAN, "one-page, week: 1", "one-page, week: 1, otherwise: smaller", (PLAN, "one-page"), "nothing is asked"),
        (PLAN, "not-yet: smaller", "never: smaller", (STEP, "answers:"), "the branch 'never' has no answer"),
        (PLAN, "weeks: 3", "weeks: 5", (PLAN, "steps:"), "no step for people on no track in week 4, 5"),
        (PLAN, "weeks: 3", "weeks: 5", (PLAN, "steps:"), "no step for track library in week 4, 5"),
        (PLAN, "weights: {interests: 4", "weights: {intrests: 4", (PLAN, "intrests"), "did you mean `interests`?"),
        (PLAN, "weights: {interests: 4", "weights: {school: 4", (PLAN, "school: 4"), "not weighed by itself"),
        (PLAN, "show: [interests", "show: [income", (PLAN, "income"), "there is no facet 'income'"),
        (PLAN, "crisis:", "moved: {old: gone}\ncrisis:", (PLAN, "old: gone"), "moved.old: there is no step 'gone'"),
        (PLAN, '    "*": [', "    DE: [", (PLAN, "lines:"), 'nothing for "*"'),
        (PLAN, "{en: Novels, es: Novelas}", "Novels", (PLAN, "novels:"), "interests.novels: no words in es"),
        (PLAN, "en: Novels", f"en: {'Novels ' * 10}", (PLAN, "novels:"), "shorten it to 64"),
        (PLAN, "languages: [en, es]", "languages: [en, es, fr]", ("steps/one-page.fr.md", ""), "there is no such file"),
        (PLAN, "languages: [en, es]", "languages: [en]", (SPANISH, "---"), "es is not among the `languages`"),
        (STEP, "Yes, I found one", "Yes, I found one, and it is at six", (STEP, "answers:"), "shorten it to 30"),
        (STEP, "## task", "## homework", (STEP, "## homework"), "## homework: there is no such heading"),
        (STEP, "## task", "## homework", (STEP, "When do you read?"), "## task: this section is missing"),
        (STEP, "## task", "## question", (STEP, "## question"), "stands here twice"),
        (STEP, "When in the day does your head have room?", "", (STEP, "## question"), "nothing below this heading"),
        (STEP, "choosing.en.md", "chosing.en.md", (STEP, "chosing"), "there is no such file"),
        (STEP, "choosing.en.md", "choosing.es.md", (STEP, "choosing.es"), "this text is in en"),
        (STEP, "../resources/choosing.en.md", "/etc/passwd", (STEP, "/etc/"), "neither a public page nor a sheet"),
        (STEP, "minutes: 20", "minutes: soon", (STEP, "minutes: soon"), "minutes: "),
        (STEP, "title: Your hour", "titel: Your hour", (STEP, "titel"), "did you mean `title`?"),
        (STEP, "title: Your hour", "title: Time: yours", (STEP, "title: Time"), "in quotes"),
        (STEP, "answers: {found: ", 'answers: {found: "x", found: ', (STEP, "answers:"), "twice"),
        (STEP, "## mentor\n", "## mentor\n| a |\n|---|\n| 1 |\n\n", (STEP, "| a |"), "a table cannot be shown"),
        (STEP, "Ask about", "<b>Ask</b> about", (STEP, "<b>"), "HTML cannot be shown"),
        (STEP, "Ask about", "![](x.png) Ask about", (STEP, "![]"), "an image cannot be shown"),
        (STEP, "## mentee\n", "## mentee\n" + "word " * 700, (STEP, "## mentee"), "shorten it to 3000"),
        (STEP, "## task", "## tasks", (STEP, "## tasks"), "did you mean `## task`?"),
        (PLAN, "aloud, week: 3", "aloud, branch: {x: your-hour}", (PLAN, "id: read-aloud"), "in a circle"),
        (SPANISH, "not-yet: ", "later: ", (SPANISH, "answers:"), "use the same keys"),
        (LESSON, '- [x] "No harm', '- [ ] "No harm', (LESSON, "## scenario"), "exactly one option with `[x]`"),
        (LESSON, "- [ ] Suggest", "- Suggest", (LESSON, "- Suggest"), "an option begins with `- [ ]`"),
        (LESSON, " | Silence will", " Silence will", (LESSON, "- [ ] Nothing"), "Label | Feedback"),
        (LESSON, "scenario too-easy", "scenario not-started", (LESSON, "## scenario"), "two scenarios of this name"),
        (LESSON, "## scenario too-easy", "## Too easy", (LESSON, "## Too easy"), "`## scenario <name>`"),
        (LESSON, "scenario too-easy", "scenario easy", ("training/first-talk.es.md", "---"), "match one to one"),
        (LESSON, '"You promised to!"', "x" * 61, (LESSON, "## scenario not-started"), "shorten it to 60"),
        (LESSON, "Say who you are", "word " * 300, (LESSON, "---"), "page 1 has"),
        (SHEET, "title:", "titel:", (SHEET, "titel:"), "title: this key is missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_where_it_is(own, change, case):
    file, old, new, at, said = case
    change(file, old, new)
    found = [(f.file.removeprefix(f"{own}/"), line_of(f), f.said) for f in survey(own)[1]]
    assert any(file == at[0] and at[1] in line and said in words for file, line, words in found), found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("resources/My sheet.en.md", "'My sheet' is no name for a text"),
        ("training/lesson one.en.md", "'lesson one' is no name for a text"),
        ("steps/forgotten.en.md", "does not name 'forgotten' under `steps`"),
        ("training/spare.en.md", "does not name 'spare' under `training`"),
        ("steps/one-page.md", "nothing uses this file"),
        ("notes.txt", "nothing uses this file"),
        ("resources/lonely.en.md", "no step, lesson or sheet links to this sheet"),
    ],
)
def test_a_file_nothing_leads_to_is_a_warning(own, name, said):
    (own / name).write_text("---\ntitle: x\n---\nwords\n")
    assert any(f.file == str(own / name) and said in f.said and f.level == "warning" for f in survey(own)[1])


def test_a_readme_and_hidden_files_are_nobodys_business(own):
    (own / "README.md").write_text("for us")
    (own / ".git").mkdir()
    (own / ".git" / "config").write_text("x")
    assert survey(own)[1] == []


def test_an_utf_16_surrogate_pair_counts_twice_for_telegram(own, change):
    change(SHEET, "Three ways", "🌱" * 2100 + "Three ways")
    assert any("UTF-16 units; shorten it to 4096" in f.said for f in survey(own)[1])


def test_a_track_whose_goals_all_lead_elsewhere_is_named(own, change):
    change("program.yaml", "tracks:\n", "tracks:\n  first: {title: {en: F, es: F}, goals: [library]}\n")
    assert any("tracks.library: every goal of it leads to another track" in f.said for f in survey(own)[1])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: smaller, week: 3", "id: one-page, week: 3", "steps.3: one-page stands here twice"),
        ("not-yet: smaller", "not-yet: gone", "there is no step 'gone'"),
        ('id: book-day, date: "04-23"', "id: book-day", "this step is never reached"),
        ("weeks: 3", "weeks: three", "line 29, weeks: write a whole number, such as 7; here stands 'three'"),
        ("training: [first-talk, shared/listening]", "training: listening", "training: write a list"),
        ("weeks: 3", "weeks: 3\nprompts: {day: Mondays}", "did you mean `monday`?"),
        ("weights: {interests: 4", "weights: {interests: many", "write a number, such as 2 or 2.5; here stands 'many'"),
        ("weights: {interests: 4", "weights: {interests: 400", "matching.weights.interests: write at most 100"),
        ("  library: {en: Find", "  habits: [x]\n  library: {en: Find", "goals.habits: write keys here"),
        ("weeks: 3", "weeks: 3\n<<: {pass_mark: 3}", "keys cannot be merged in here"),
        ("leave_out: [profession", "leave_out: [profesion", "did you mean `profession`?"),
        ("  habit: {en: Read", "\thabit: {en: Read", "this line begins with a tab: put spaces instead"),
        ("leave_out: [profession, school]", "leave_out: [profession, school", "what begins in line 22"),
        ("weeks: 3", "weeks: 3\n---", "take this line `---` out"),
        ("weeks: 3", "weeks: %3", "put a text that begins with such a sign in quotes"),
        ("https://findahelpline", "findahelpline", "a page is given by its whole address"),
        ("04-23", "02-30", "there is no such day as 02-30"),
        ("04-23", "4-23", "month and day"),
        ("id: one-page, week: 1", "id: another-page, week: 1", "another-page.en.md, line 1, there is no such file"),
        ("training: [first-talk", "training: [second-talk", "second-talk.en.md, line 1, there is no such file"),
        ("weeks: 3", "weeks: 3\nsilence: {nudge: 10}", "each on a later day"),
        ("weeks: 3", "weeks: 3\nprompts: {time: noon}", "hours and minutes"),
        ("weeks: 3", "weeks: 3\nbroadcasts: {type_count_above: many}", "broadcasts.type_count_above"),
        ("weeks: 3", "weeks: 3\nweeks: 4", "weeks: this key stands here twice"),
        ("weeks: 3", "weeks: 3\nid: mine", "the folder's name is the id"),
        ("training: [first-talk", "training: [First Talk", "name the lesson's file"),
        ('"*": [{name: Find a Helpline, url: "https://findahelpline.com"}]', "Germany: []", "two capital letters"),
        ('url: "https://findahelpline.com"', 'phone: ""', "needs a `phone` or a `url`"),
    ],
)  # fmt: skip
def test_what_would_break_a_walk_refuses_the_program(own, change, old, new, said):
    change("program.yaml", old, new)
    with pytest.raises(DefinitionError) as caught:
        read_program(own)
    assert said in str(caught.value)
    assert str(own) in str(caught.value)


def test_steps_that_only_lead_to_each_other_are_never_reached(own, change):
    plan = "  - {id: lost-a, branch: {x: lost-b}}\n  - {id: lost-b, branch: {x: lost-a}}\n  - {id: library-card"
    change("program.yaml", "  - {id: library-card", plan)
    with pytest.raises(DefinitionError) as caught:
        read_program(own)
    assert "(lost-a): this step is never reached: lost-b leads here" in str(caught.value)
    assert "(lost-b): this step is never reached: lost-a leads here" in str(caught.value)
    assert "in a circle" in str(caught.value)


def test_a_plan_of_another_name_is_found(own):
    (own / "program.yaml").rename(own / "program.yml")
    with pytest.raises(DefinitionError, match=r"program\.yml: the plan of a program is called program\.yaml"):
        program_folders(own)


def test_one_broken_link_is_one_finding(own, change):
    change(STEP, "../resources/choosing.en.md", "choosing.md")
    assert [f.said for f in survey(own)[1] if "choosing.md" in f.said] != []
    assert len([f for f in survey(own)[1] if f.said.count("choosing.md") and f.file.endswith(STEP)]) == 1


def test_a_second_approver_before_the_number_has_to_be_typed_is_named(own, change):
    change("program.yaml", "weeks: 3", "weeks: 3\nbroadcasts: {type_count_above: 50, second_approver_above: 20}")
    assert any("before the number has to be typed" in f.said for f in survey(own)[1])


def test_what_guards_broadcasts_is_read_and_makes_no_new_version(own, change):
    before = content_hash(read_program(own))
    change("program.yaml", "weeks: 3", "weeks: 3\nbroadcasts: {type_count_above: 50, second_approver_above: never}")
    program = read_program(own)
    assert program.broadcasts == Broadcasts(type_count_above=50, second_approver_above="never")
    assert content_hash(program) == before
