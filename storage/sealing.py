"""Keeps personal words unreadable without the key: sealing (AES-GCM), keyed digests (HMAC-SHA256), the key file."""

from __future__ import annotations

import hmac
import os
import stat
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.words.errors import StorageError

KEY_BYTES = 32
DIGEST_BYTES = 16
_NONCE_BYTES = 12
_VERSION = b"\x01"
_BODY = len(_VERSION) + _NONCE_BYTES


class Sealer:
    """Seals and opens values, and hashes what has to be found again, under two keys derived from one.

    The context ("run:17") is bound into the seal, so that a value moved to another row does not open.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise StorageError(f"The sealing key has {len(key)} bytes; it must have {KEY_BYTES}.")
        self._cipher = AESGCM(_derive(key, b"alongside sealing 1"))
        self._hashing = _derive(key, b"alongside hashing 1")

    def seal(self, text: str, context: str) -> bytes:
        """Sealed bytes of a text; equal texts give different bytes."""
        nonce = os.urandom(_NONCE_BYTES)
        # Chats may hold lone surrogates, which strict UTF-8 refuses.
        return _VERSION + nonce + self._cipher.encrypt(nonce, text.encode("utf-8", "surrogatepass"), context.encode())

    def open(self, sealed: bytes, context: str) -> str:
        """The text that was sealed under this context; raises StorageError where key, context or bytes do not fit."""
        if sealed[:1] != _VERSION:
            raise StorageError(f"A sealed value ({context}) is damaged or was written by a newer version of Alongside.")
        try:
            opened = self._cipher.decrypt(sealed[1:_BODY], sealed[_BODY:], context.encode())
        except InvalidTag:
            raise StorageError(
                f"A sealed value ({context}) does not open: it is damaged, or sealed with another key."
            ) from None
        return opened.decode("utf-8", "surrogatepass")

    def digest(self, text: str) -> bytes:
        """A keyed hash of 16 bytes, the same for the same text, that tells nothing without the key."""
        return hmac.digest(self._hashing, text.encode("utf-8", "surrogatepass"), "sha256")[:DIGEST_BYTES]


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def load_key(path: Path) -> bytes:
    """The key kept in this file; a missing file is created with a fresh key, for its owner only.

    Raises StorageError, saying what to do, where the file cannot be read, is not a key, or is open to others.
    """
    try:
        try:
            return _read_key(path)
        except FileNotFoundError:
            _create_key(path)
            return _read_key(path)
    except OSError as error:
        raise StorageError(
            f"The key file {path} cannot be used ({error.strerror}). "
            "Let ALONGSIDE_KEY_FILE name a file that this user can read and write."
        ) from error


def _read_key(path: Path) -> bytes:
    mode = stat.S_IMODE(path.stat().st_mode)
    # Reading by the group is how Kubernetes hands out secrets to a process that is not root.
    if mode & 0o027:
        raise StorageError(f"The key file {path} is open to others (mode {mode:04o}). Close it: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise StorageError(
            f"The key file {path} holds {len(key)} bytes instead of {KEY_BYTES}. Restore it from your copy; "
            "without the right key nothing in the database can be read."
        )
    return key


def _create_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written aside and linked into place whole: a crash leaves no half key, and of two processes one wins.
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            return
        _flush_folder(path.parent)
    finally:
        aside.unlink()


def _flush_folder(folder: Path) -> None:
    """Make sure that a power cut cannot take the name of a new file away."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
