"""The pictures that go into chats: drawn from plain values, in any script, in a process that is gone afterwards.

The words arrive in the reader's language; nothing here knows a phrase. Every glyph is drawn as a path, so that a
picture looks the same on every machine, whatever fonts it has.
"""
