"""An id in a button is read as it was written, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.ids import id_in


@given(st.integers(1, 2**64 - 1))
def test_an_id_is_read_as_it_is_written(id):
    assert id_in(f"{id:x}") == id


@pytest.mark.parametrize("code", ["", "0", "-1", "+1", "0x1f", "1f ", "1_0", "FF", "١", "g", "1.2", "f" * 17])
def test_what_is_no_id_is_none(code):
    assert id_in(code) == 0
