"""What goes into the database comes out the same, whatever people write."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.words import messages
from bot.words.messages import Content, Inbound, Outbound, Widget
from bot.words.people import Run
from storage import codec

TEXT = st.text(st.characters(codec=None), max_size=20)
MOMENTS = st.datetimes(timezones=st.just(dt.timezone.utc))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
# What people type holds anything, lone surrogates included; coordinates are numbers.
PLAIN = {"str": TEXT, "float": st.floats(allow_nan=False)}
for _kind in (*get_args(Content), *get_args(Outbound), *get_args(Widget), messages.Button, messages.PickedPerson):
    st.register_type_strategy(
        _kind,
        lambda kind: st.builds(kind, **{held.name: PLAIN[held.type] for held in fields(kind) if held.type in PLAIN}),
    )


@given(st.from_type(Content))
def test_an_inbound_reads_back(content):
    inbound = Inbound("k", messages.Address("telegram", "1"), content, dt.datetime.now(dt.timezone.utc), "n", "l", "m")
    assert codec.read_inbound(codec.write_inbound(inbound), "telegram") == inbound


@given(MOMENTS, TEXT, TEXT)
def test_an_inbounds_frame_reads_back(received_at, key, name):
    inbound = Inbound(key, messages.Address("slack", name), messages.Left(), received_at, name)
    assert codec.read_inbound(codec.write_inbound(inbound), "slack") == inbound


@given(TEXT, st.from_type(Outbound))
def test_an_outbound_reads_back(to, content):
    assert codec.read_outbound(codec.write_outbound(to, content)) == (to, content)


@given(st.dictionaries(TEXT, JSON, max_size=4), st.lists(TEXT, max_size=4).map(tuple), JSON)
def test_a_run_reads_back(answers, passed, draft):
    run = Run(1, 1, "f", answers=answers, passed=passed, draft=draft)
    assert codec.read_told(codec.write_told(run)) == {"answers": answers, "passed": passed, "draft": draft}


def test_every_value_that_crosses_the_edge_has_a_form():
    crossing = {*get_args(Content), *get_args(Outbound), *get_args(Widget), messages.Button, messages.PickedPerson}
    assert all(is_dataclass(kind) for kind in crossing)
    assert crossing == set(codec._KINDS)
