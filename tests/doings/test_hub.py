"""What goes in once comes out once, in order, and only after the commit."""

from tests.doings.world import Recording, typed, world


async def test_what_is_said_is_answered_once_committed(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert post.texts() == ["you said hello"]
        assert await w.unfinished() == 0
