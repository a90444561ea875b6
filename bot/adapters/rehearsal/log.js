// The messages of a chat, each in its place: what is in sight, and how one moves among them with keys and taps.

import { actsOf, bubbleOf, extrasOf, noteOf } from "/bubbles.js";
import { make } from "/dialogs.js";
import { keysOf, replace } from "/keys.js";
import { locale } from "/words.js";

const dayOf = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

const TOGETHER = 5 * 60 * 1000; // milliseconds within which messages of one sender stand under one name and time

export class Log {
  // `act(body)` posts, `pick(entry)` opens a picker, `setAbout(about)` says what the next words are about, `gone(id)` that a
  // message was taken back.
  constructor(element, person, ways) {
    Object.assign(this, { element, person, ways });
    this.drawn = new Map();
    this.followTheEnd();
    element.onclick = (event) => this.touch(event.target.closest("button, a, audio, video") ? null : event.target.closest(".entry"));
    element.onkeydown = (event) => this.step(event);
  }

  // --- what is in sight -----------------------------------------------------------------------------------------

  // Stay at the newest message, also when what stands around the log grows, unless someone scrolled back.
  followTheEnd() {
    this.atEnd = true;
    this.toEnd = () => {
      if (this.atEnd) this.element.scrollTop = Math.max(this.element.scrollTop, this.end());
    };
    this.element.onscroll = () => {
      const { clientHeight, scrollTop } = this.element;
      if (clientHeight === this.height) this.atEnd = this.end() - scrollTop < 60; // else it was resized, not scrolled
    };
    new ResizeObserver(() => {
      this.height = this.element.clientHeight;
      this.toEnd();
    }).observe(this.element);
  }

  // How far to scroll for what is newest: to the bottom, or to where a message begins that is too long to be seen whole.
  end() {
    const { element, newest } = this;
    const bottom = element.scrollHeight - element.clientHeight;
    if (!newest?.isConnected) return bottom;
    const above = newest.getBoundingClientRect().top - element.getBoundingClientRect().top;
    return Math.min(bottom, element.scrollTop + above - 8);
  }

  // Where an entry stands, if it still does.
  goTo(id) {
    const drawn = this.drawn.get(id);
    if (!drawn) return;
    this.atEnd = false;
    this.show(drawn.element);
    drawn.element.tabIndex = -1;
    drawn.element.focus({ preventScroll: true });
  }

  show(element) {
    element.scrollIntoView({ block: "center" });
    element.classList.remove("shown");
    requestAnimationFrame(() => element.classList.add("shown"));
  }

  // --- by keys and taps -----------------------------------------------------------------------------------------

  // From message to message, and along what one can do with one.
  step(event) {
    const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.target.closest("audio, video")) return;
    const row = event.target.closest(".acts");
    const along = event.key.startsWith("ArrowL") || event.key.startsWith("ArrowR");
    if (along && !row) return;
    const next = along ? beside([...row.children], event.target, by) : this.actsBeside(row, by);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  // The first thing to do with the message above or below, or with the newest.
  actsBeside(row, step) {
    const rows = [...this.element.querySelectorAll(".acts")].filter((one) => one.children.length);
    return (row ? beside(rows, row, step) : rows.at(-1))?.firstElementChild;
  }

  // Where nothing hovers, a tap on a message shows what one can do with it, a second tap hides it.
  touch(entry) {
    const had = this.element.querySelector(".touched");
    had?.classList.remove("touched");
    if (entry && entry !== had) entry.classList.add("touched");
  }

  // --- messages -------------------------------------------------------------------------------------------------

  // New and changed entries, each in its place.
  put(entries) {
    for (const entry of entries) this.place(entry);
    const own = entries.filter((entry) => entry.state === "sending");
    if (own.length) this.atEnd = true;
    if (own.some((entry) => entry.manner !== "press")) this.newest = null;
    const last = this.element.querySelectorAll(".entry.bot");
    const drawn = entries.filter((entry) => entry.from === "bot").map((entry) => this.drawn.get(entry.id)?.element);
    if (drawn.includes(last[last.length - 1])) this.newest = last[last.length - 1];
    this.toEnd();
  }

  place(entry) {
    const before = this.drawn.get(entry.id);
    if (entry.state === "gone") {
      before?.element.remove();
      this.drawn.delete(entry.id);
      this.ways.gone(entry.id);
      return;
    }
    const element = before?.element ?? make("div");
    if (!before) {
      element.tabIndex = -1;
      const later = [...this.drawn.values()].find((one) => one.entry.id > entry.id);
      this.element.insertBefore(element, later?.element ?? null);
    }
    this.drawn.set(entry.id, { entry, element });
    element.className = `entry ${entry.from} ${entry.manner} ${entry.state}`;
    element.classList.toggle("threaded", entry.thread !== null);
    replace(element, this.parts(entry, element), element);
  }

  parts(entry, element) {
    const parts = [];
    const { person } = this;
    const previous = element.previousElementSibling;
    const day = dayOf.format(new Date(entry.at));
    element.dataset.day = day;
    if (!previous || previous.dataset.day !== day) parts.push(make("p", "day", day));
    element.dataset.at = entry.at;
    const soon = new Date(entry.at) - new Date(previous?.dataset.at) < TOGETHER;
    element.classList.toggle("follows", !parts.length && soon && previous.classList.contains(entry.from));
    if (entry.from === "platform") return [...parts, noteOf(entry, person)];
    const quoted = this.quoted(entry, previous);
    const extras = extrasOf(entry, quoted?.entry, this.toEnd, () => this.show(quoted.element));
    parts.push(bubbleOf(entry, person, extras, actsOf(entry, person, this.ways)));
    const inKeyboard = person.channel === "telegram" && entry.widget;
    const rows = inKeyboard ? [] : keysOf(entry, this.ways.act, this.ways.pick);
    if (!rows.length) return parts;
    const group = make("div", "buttons");
    group.append(...rows);
    return [...parts, group];
  }

  // The message that is answered, unless a thread only goes on.
  quoted(entry, previous) {
    const goesOn = entry.thread !== null && [...this.drawn.values()].some(
      (one) => one.element === previous && (one.entry.thread === entry.thread || one.entry.id === entry.thread),
    );
    return goesOn ? undefined : this.drawn.get(entry.answers ?? entry.thread);
  }
}

function beside(all, one, step) {
  return all[all.indexOf(one) + step];
}
