"""Serves the pages: by address and language, drawn once, remembered by browsers, and kind where there is nothing."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.curriculum.program import Program
from bot.pages.contents import Listing, Poster, Showing, nearest
from bot.pages.drawing import FRAMES, policy, poster_page, program_page, programs_page
from bot.texts.speech import Speech
from bot.words.doors import LEAD, ROLES, Door, Doors, made
from bot.words.messages import Drawn, Json
from bot.words.ports import Artist

ALL = "/programs"
FRESH = 300
"""Seconds for which a browser may show a page without asking again."""
KEPT_PICTURE = 86_400
"""Seconds for the picture."""
KEPT = 64
"""Pages kept in memory at most, 40 kB each."""
LONGEST_HEADER = 500
Found = tuple[Door, ...]


class Pages:
    """The public pages of these programs. `root` is this server's public address, "" where nobody knows it; where it is
    known, `artist` draws the picture that stands where a page is shared."""

    def __init__(
        self,
        programs: Mapping[str, Program],
        speech: Speech,
        doors: Doors,
        root: str = "",
        artist: Artist | None = None,
    ) -> None:
        self._programs, self._speech, self._doors, self._root = programs, speech, doors, root
        self._artist = artist if root else None
        self._previews: dict[tuple[str, str], bytes] = {}
        self._drawing = asyncio.Lock()
        spoken = {tag for program in programs.values() for tag in program.languages} & {*speech.languages}
        self._languages = tuple(tag for tag in speech.languages if tag in spoken) or ("en",)
        self._program = lru_cache(KEPT)(self._draw_program)
        self._list = lru_cache(KEPT)(self._draw_list)

    def routes(self) -> list[Route]:
        """What the web server has to serve."""
        pages: Mapping[str, Callable[[Request], object]] = {
            ALL: self._all,
            ALL + "/{name}": self._any_language,
            ALL + "/{name}/poster": self._poster,
            ALL + "/{name}/poster/{role}": self._poster,
            ALL + "/{name}/{language}": self._in_language,
            ALL + "/{name}/{language}/preview.png": self._preview,
            ALL + "/{path:path}": self._lost,
        }
        packed = [Middleware(GZipMiddleware, minimum_size=1000)]
        return [Route(path, page, middleware=packed) for path, page in pages.items()]

    # --- what is asked for ---------------------------------------------------------------------------------------

    async def _all(self, request: Request) -> Response:
        asked = request.query_params.get("language", "")
        language = asked if asked in self._languages else nearest(self._languages, _wanted(request))
        return await self._answer(request, partial(self._list, language, self._found()), language)

    async def _any_language(self, request: Request) -> Response:
        program = self._programs.get(request.path_params["name"])
        if program is None:
            return await self._elsewhere(request)
        language = nearest(program.languages, _wanted(request))
        return await self._answer(request, partial(self._program, program.id, language, self._found()), language)

    async def _in_language(self, request: Request) -> Response:
        program = self._programs.get(request.path_params["name"])
        language = request.path_params["language"]
        if program is None or language not in program.languages:
            return await self._elsewhere(request)
        draw = partial(self._program, program.id, language, self._found())
        return await self._answer(request, draw, language, by_reader=False)

    async def _preview(self, request: Request) -> Response:
        program = self._programs.get(request.path_params["name"])
        language = request.path_params["language"]
        if program is None or language not in program.languages or self._artist is None:
            return await self._elsewhere(request)
        async with self._drawing:  # once for each page, whoever asks meanwhile
            if (program.id, language) not in self._previews:
                shown = self._showing(program, language, ())
                said = {"language": language, "title": shown.title, "about": shown.about, "sender": "Alongside"}
                drawn = Drawn("preview", dict[str, Json](said))
                self._previews[program.id, language] = await self._artist.draw(drawn)
        kept = {"cache-control": f"public, max-age={KEPT_PICTURE}", "x-content-type-options": "nosniff"}
        return Response(self._previews[program.id, language], headers=kept, media_type="image/png")

    async def _poster(self, request: Request) -> Response:
        program = self._programs.get(request.path_params["name"])
        role = request.path_params.get("role", "")
        if program is None or role not in {"", *ROLES[:2]}:
            return await self._elsewhere(request)
        code = made(request.query_params.get("code", ""))
        language = nearest(program.languages, _wanted(request))
        draw = partial(self._draw_poster, program, language, role, f"{LEAD}{code}" if code else "")
        return await self._answer(request, draw, language)

    async def _lost(self, request: Request) -> Response:
        if not request.path_params["path"]:
            return RedirectResponse(ALL, 308)
        return await self._elsewhere(request)

    async def _elsewhere(self, request: Request) -> Response:
        """Nothing of that name: where it is meant all the same, on to it; else kindly to what there is."""
        said = str(request.path_params.get("name", ""))
        meant = said.lower().replace("-", "_")
        if meant in self._programs and meant != said:
            rest = [str(request.path_params[part]) for part in ("language",) if part in request.path_params]
            return RedirectResponse("/".join([ALL, meant, *map(quote, rest)]), 308)
        language = nearest(self._languages, _wanted(request))
        draw = partial(self._list, language, self._found(), lost=True)
        return await self._answer(request, draw, language, status=404)

    async def _answer(
        self, request: Request, draw: Callable[[], bytes], language: str, *, by_reader: bool = True, status: int = 200
    ) -> Response:
        """The page, or that the one the browser has is still good. `by_reader`: the language was chosen by theirs."""
        body = await asyncio.to_thread(draw)
        tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers = {
            "etag": tag,
            "cache-control": f"public, max-age={FRESH}" if status == 200 else "no-store",
            "content-language": language,
            "content-security-policy": policy() + FRAMES,
            "x-content-type-options": "nosniff",
            "referrer-policy": "strict-origin-when-cross-origin",
        }
        if by_reader:
            headers["vary"] = "Accept-Language"
        if status == 200 and tag in (one.strip() for one in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=headers)
        return Response(body, status, headers, "text/html; charset=utf-8")

    # --- drawing -------------------------------------------------------------------------------------------------

    def _found(self) -> Found:
        return tuple(self._doors())

    def _draw_program(self, name: str, language: str, doors: Found) -> bytes:
        return program_page(self._showing(self._programs[name], language, doors)).encode()

    def _draw_list(self, language: str, doors: Found, *, lost: bool = False) -> bytes:
        shown = [
            self._showing(program, nearest(program.languages, [language]), doors) for program in self._programs.values()
        ]
        listing = Listing(
            language=language,
            speech=self._speech,
            links={tag: f"{ALL}?language={tag}" for tag in self._languages},
            anyone=ALL,
            root=self._root,
            programs=shown,
            lost=lost,
        )
        return programs_page(listing).encode()

    def _draw_poster(self, program: Program, language: str, role: str, code: str) -> bytes:
        others = [tag for tag in program.languages if tag != language]
        sayings = [self._showing(program, tag, self._found()) for tag in (language, *others)]
        poster = Poster(
            language=language, speech=self._speech, sayings=sayings, ways=sayings[0].ways(role, code), role=role
        )
        return poster_page(poster).encode()

    def _showing(self, program: Program, language: str, doors: Found) -> Showing:
        at = f"{ALL}/{program.id}"
        return Showing(
            program=program,
            language=language,
            speech=self._speech,
            doors=doors,
            links={tag: f"{at}/{tag}" for tag in program.languages},
            anyone=at,
            home=f"{ALL}?language={language}" if len(self._programs) > 1 else "",
            poster=f"{at}/poster",
            picture=f"{at}/{language}/preview.png" if self._artist else "",
            root=self._root,
        )


def _wanted(request: Request) -> Sequence[str]:
    """The languages a browser asks for, the dearest first."""
    said = request.headers.get("accept-language", "")[:LONGEST_HEADER]
    ranked = []
    for place, part in enumerate(said.split(",")):
        tag, _, quality = part.strip().partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        if tag and weight > 0:
            ranked.append((-weight, place, tag.strip()))
    return [tag for _, _, tag in sorted(ranked)]
