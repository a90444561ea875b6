"""Slack's files: uploaded in three steps, told of a moment later, served to who may have them."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.stand_ins.slack.workspace import BOT_USER, Refused, Stored, Workspace

Answer = dict[str, Any]


class FilesApi:
    """The methods. `late` is how many looks at a shared file come before Slack tells where it stands."""

    def __init__(self, workspace: Workspace, share: Callable[[Answer, list[Answer]], Answer]) -> None:
        self.workspace, self.share, self.late = workspace, share, 1
        self.begun: dict[str, tuple[str, int]] = {}
        self.uploaded: dict[str, bytes] = {}
        self.looks: dict[str, int] = {}
        self.methods: dict[str, tuple[Callable[[Answer], Answer], set[str], set[str]]] = {
            "files.getUploadURLExternal": (self.begin, {"filename", "length"}, {"filename", "length", "alt_txt"}),
            "files.completeUploadExternal": (
                self.complete,
                {"files", "channel_id"},
                {"files", "channel_id", "thread_ts", "blocks", "initial_comment"},
            ),
            "files.info": (self.info, {"file"}, {"file"}),
            "files.delete": (self.delete, {"file"}, {"file"}),
        }

    def begin(self, arguments: Answer) -> Answer:
        length = int(arguments["length"])
        if length < 1 or "/" in arguments["filename"]:
            raise Refused("invalid_arguments")
        identity = f"F0UP{len(self.begun):04}"
        self.begun[identity] = (arguments["filename"], length)
        return {"upload_url": f"{self.workspace.files_url}upload/{identity}", "file_id": identity}

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes arrive."""
        identity, data = request.match_info["id"], await request.read()
        if "Authorization" in request.headers:
            self.workspace.breaks("a token went to where files are uploaded")
        if identity not in self.begun or len(data) != self.begun[identity][1]:
            self.workspace.breaks("an upload that is not as long as it was said to be")
            return web.Response(status=400)
        self.uploaded[identity] = data
        return web.Response(text=f"OK - {len(data)}")

    def complete(self, arguments: Answer) -> Answer:
        if "initial_comment" in arguments:
            self.workspace.breaks("files.completeUploadExternal: initial_comment is markup")
        stored = []
        for file in arguments["files"]:
            data = self.uploaded.pop(file["id"], None)
            if data is None:
                raise Refused("file_not_found")
            name = self.begun[file["id"]][0]
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            url = f"{self.workspace.files_url}{BOT_USER}-{file['id']}/download/{name}"
            stored.append(Stored(file["id"], name, kind, data, BOT_USER, url, title=file.get("title", name)))
        self.workspace.files |= {one.id: one for one in stored}
        message = self.share(arguments, [one.described() for one in stored])
        for one in stored:
            one.shares[arguments["channel_id"]] = message
        return {"files": [{"id": one.id, "title": one.title} for one in stored]}

    def info(self, arguments: Answer) -> Answer:
        stored = self._stored(arguments)
        looks = self.looks[stored.id] = self.looks.get(stored.id, 0) + 1
        told = stored.shares if looks > self.late else {}
        share = {
            channel: [{"ts": message["ts"]} | ({"thread_ts": message["thread_ts"]} if "thread_ts" in message else {})]
            for channel, message in told.items()
        }
        return {"file": stored.described() | {"shares": {"private": share} if share else {}}}

    def delete(self, arguments: Answer) -> Answer:
        stored = self._stored(arguments)
        if stored.owner != BOT_USER:
            self.workspace.breaks("files.delete on someone else's file")
            raise Refused("cant_delete_file")
        del self.workspace.files[stored.id]
        return {}

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file is fetched."""
        authorized = request.headers.get("Authorization") == f"Bearer {self.workspace.bot_token}"
        stored = next((one for one in self.workspace.files.values() if one.id in request.path), None)
        if not authorized:  # Slack leads whoever may not to a page where one signs in
            return web.Response(status=302, headers={"Location": "/signin"})
        if stored is None:
            return web.Response(status=404)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    def _stored(self, arguments: Answer) -> Stored:
        if arguments["file"] not in self.workspace.files:
            raise Refused("file_not_found")
        return self.workspace.files[arguments["file"]]
