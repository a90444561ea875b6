"""What goes into the database comes out the same, whatever people write."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

from hypothesis import example, given
from hypothesis import strategies as st

from bot.words import messages
from bot.words.messages import Content, Inbound, Outbound, Widget
from bot.words.people import Run
from storage import codec

TEXT = st.text(st.characters(codec=None), max_size=20)
MOMENTS = st.datetimes(timezones=st.just(dt.timezone.utc))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
PARTS = (*get_args(Widget), messages.Button, messages.PickedPerson, messages.Place, messages.Address)
SOURCES = (messages.Passed, messages.Written, messages.Drawn)
CROSSING = {*get_args(Content), *get_args(Outbound), *PARTS, *SOURCES}
# What people type holds anything, lone surrogates included; coordinates are numbers.
PLAIN = {"str": TEXT, "float": st.floats(allow_nan=False, allow_infinity=False), "int": st.integers(), "Json": JSON}


def _built(kind):
    """Every field filled, also those that could be left out."""
    hints = get_type_hints(kind)
    return st.builds(
        kind,
        **{
            held.name: PLAIN[held.type] if held.type in PLAIN else st.from_type(hints[held.name])
            for held in fields(kind)
        },
    )


for _kind in CROSSING:
    st.register_type_strategy(_kind, _built)


@given(st.from_type(Content))
def test_an_inbound_reads_back(content):
    inbound = Inbound("k", messages.Address("telegram", "1"), content, dt.datetime.now(dt.timezone.utc), "n", "l", "m")
    assert codec.read_inbound(codec.write_inbound(inbound), "telegram") == inbound


@given(MOMENTS, TEXT, TEXT, st.none() | TEXT, st.none() | TEXT)
def test_an_inbounds_frame_reads_back(received_at, key, name, own, replies_to):
    address = messages.Address("slack", name)
    inbound = Inbound(key, address, messages.Left(), received_at, name, own=own, replies_to=replies_to)
    assert codec.read_inbound(codec.write_inbound(inbound), "slack") == inbound


@given(TEXT, st.from_type(Outbound))
def test_an_outbound_reads_back(to, content):
    assert codec.read_outbound(codec.write_outbound(to, content)) == (to, content)


@given(st.dictionaries(TEXT, JSON, max_size=4), st.lists(TEXT, max_size=4).map(tuple), JSON)
def test_a_run_reads_back(answers, passed, draft):
    run = Run(1, 1, "f", answers=answers, passed=passed, draft=draft)
    assert codec.read_told(codec.write_told(run)) == {"answers": answers, "passed": passed, "draft": draft}


def test_every_value_that_crosses_the_edge_has_a_form():
    assert all(is_dataclass(kind) for kind in CROSSING)
    assert set(codec._KINDS) == CROSSING


@given(st.dictionaries(TEXT, JSON, max_size=4), st.dictionaries(TEXT, JSON, max_size=4))
def test_a_profile_and_its_record_read_back(profile, record):
    assert codec.read_profile(codec.write_profile(profile, record)) == (profile, record)


@given(st.dictionaries(TEXT, JSON, max_size=4))
@example({"half": "\ud83d", "much": 2**64, "little": -(2**63) - 1})
def test_a_profile_written_before_there_were_records_has_none(profile):
    assert codec.read_profile(codec.write_json(profile)) == (profile, {})
