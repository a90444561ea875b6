"""Flows without running them: as a state diagram, and as the text of the conversation."""

from __future__ import annotations

from textwrap import shorten

from bot.flows.engine.flow import Ask, Do, Review, Say, Script, Step
from bot.flows.engine.phrases import SKIP
from bot.texts.speech import Speech


def mermaid(script: Script) -> str:
    """The flow as a Mermaid state diagram: questions are states, conditions stand on the ways around them."""
    lines = ["stateDiagram-v2", "    direction TB"]
    spoken = [step for step in script.steps if isinstance(step, Ask | Review | Do)]
    lines += [f"    {step.name} : {_title(script, step)}" for step in spoken]
    ways = ["[*]", *(step.name for step in spoken), "[*]"]
    conditions = ["", *(step.when.words() for step in spoken), ""]
    for at in range(len(ways) - 1):
        after = at + 1
        if conditions[at] and conditions[at] == conditions[after]:
            lines.append(f"    {ways[at]} --> {ways[after]}")
            continue
        lines.append(f"    {ways[at]} --> {ways[after]}" + (f" : {conditions[after]}" if conditions[after] else ""))
        skipped = after
        while conditions[skipped]:
            skipped += 1
        if skipped != after:
            lines.append(f"    {ways[at]} --> {ways[skipped]} : otherwise")
    lines += [f"    {step.name} --> {step.name} : not understood" for step in spoken if isinstance(step, Ask)]
    lines += ["    agreed --> [*] : no, thank you"] if "agreed" in script.by_name else []
    lines += ["    adult --> [*] : turned away"] if "adult" in script.by_name else []
    return "\n".join(lines)


def conversation(script: Script, speech: Speech, language: str) -> str:
    """The flow as it is talked, top to bottom, with its conditions in brackets."""
    return "\n\n".join(told for step in script.steps if (told := _told(script, step, speech, language)))


def _told(script: Script, step: Step, speech: Speech, language: str) -> str:
    condition = f"(if {step.when.words()}) " if step.when.words() else ""
    match step:
        case Say() | Ask():
            text = speech.say(script.phrase(step)(name="…", programs="…"), language)
            return (
                f"{condition}{step.name}:\n    "
                + text.replace("\n", "\n    ")
                + _answers(script, step, speech, language)
            )
        case Review():
            return f"{step.name}:\n    (all answers, each of which can be changed)"
        case Do():
            return f"{condition}{step.name}: {(step.decide.__doc__ or '').strip().splitlines()[0]}"
        case _:
            return ""


def _answers(script: Script, step: Say | Ask, speech: Speech, language: str) -> str:
    if not isinstance(step, Ask):
        return ""
    named = [speech.say(option(), language) for option in script.options(step)]
    named += [one.labels.get(language, one.english) for one in getattr(step.shape, "choices", ()) if one.labels]
    ways = [*named, *([speech.say(SKIP(), language)] if step.optional else [])]
    return "\n    " + " ".join(f"[{way}]" for way in ways) if ways else ""


def _title(script: Script, step: Step) -> str:
    match step:
        case Ask():
            return shorten(
                script.phrase(step).english.split("\n")[0].replace(":", "").replace("{name}", "…"), 60, placeholder=" …"
            )
        case Review():
            return "review of all answers"
        case Do():
            return (
                (step.decide.__doc__ or step.name)
                .strip()
                .splitlines()[0]
                .partition(";")[0]
                .rstrip(".")
                .replace(":", "")
            )
        case _:
            return step.name
