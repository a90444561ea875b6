// How a single message is drawn, whoever wrote it. All text goes in as text, never as markup.

import { make } from "/dialogs.js";
import { fileOf, gist, icon, linked, pinOf, quoteOf } from "/parts.js";
import { locale, t } from "/words.js";

const timeOf = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const pickedOf = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const VERBS = { press: t("tapped"), people: t("shared people:"), location: t("shared the place"), date: t("picked") };
const STATES = { sending: t("sending"), lost: t("not delivered") };

export function initials(name) {
  const parts = name.trim().split(/\s+/u);
  const chosen = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return chosen.map((part) => [...part][0].toLocaleUpperCase()).join("");
}

// What the platform says about a chat: who blocked the bot, what was refused.
export function noteOf(entry, { name }) {
  const notes = { blocked: t("{name} blocked the bot", { name }), unblocked: t("{name} unblocked the bot", { name }) };
  return make("p", "note", notes[entry.manner] ?? t("This message was refused. {why}", { why: entry.text }));
}

const MARKS = { "\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1 };
const FROM_THE_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

// Which way a message runs: as its own words do, not as a name set apart in it, which dir="auto" would go by.
function directionOf(text) {
  let depth = 0;
  let found = { depth: Infinity, direction: "auto" };
  for (const letter of text) {
    depth = Math.max(0, depth + (MARKS[letter] ?? 0));
    if (depth < found.depth && /\p{L}/u.test(letter)) found = { depth, direction: FROM_THE_RIGHT.test(letter) ? "rtl" : "ltr" };
  }
  return found.direction;
}

// `extras` are what stands before the words, `acts` what one can do with the message.
export function bubbleOf(entry, { name }, extras, acts) {
  const bot = entry.from === "bot";
  const bubble = make("div", "bubble");
  const face = make("span", "face", bot ? "" : initials(name));
  face.setAttribute("aria-hidden", "true");
  const by = make("span", "by", bot ? "Alongside" : name);
  const text = make("p", "text");
  const said = entry.manner === "date" ? pickedOf.format(new Date(entry.text)) : entry.text;
  text.append(...(entry.pin ? [] : linked(said)));
  text.dir = directionOf(said);
  text.hidden = !entry.text || Boolean(entry.pin);
  if (VERBS[entry.manner]) text.prepend(make("span", "verb", `${VERBS[entry.manner]} `));
  const stamp = make("time", "stamp", timeOf.format(new Date(entry.at)));
  stamp.dateTime = entry.at;
  const marks = [entry.edited ? t("edited") : "", STATES[entry.state] ?? ""].filter(Boolean);
  stamp.prepend(...marks.map((mark) => make("span", "mark", `${mark} `)));
  bubble.append(face, by, ...extras, text, stamp, acts);
  return bubble;
}

// What is quoted, who else reads it, and what it carries. `loaded` hears when a picture has come, `show` goes to the quoted one.
export function extrasOf(entry, quoted, loaded, show) {
  const extras = [];
  if (quoted) extras.push(quoteOf(quoted, entry.thread !== null, show));
  if (entry.group) extras.push(make("p", "group", t("Group: {names}", { names: entry.group })));
  if (entry.file) extras.push(fileOf(entry.file, loaded));
  if (entry.pin) extras.push(pinOf(entry.pin));
  const box = make("div", "extras");
  box.append(...extras);
  return extras.length ? [box] : [];
}

// Reply to any message; edit or delete one's own, as far as the platform has that.
export function actsOf(entry, { channel }, { setAbout, act }) {
  const row = make("span", "acts");
  const own = entry.from === "person";
  const said = ["text", "file"].includes(entry.manner);
  const add = (name, label, onclick) => {
    const button = make("button", "act");
    button.type = "button";
    button.tabIndex = -1; // the arrow keys lead there from the log: Tab would stop at every message
    button.title = label;
    button.setAttribute("aria-label", `${label} “${gist(entry)}”`);
    button.append(icon(name));
    button.onclick = onclick;
    row.append(button);
  };
  if (entry.state !== "delivered" || entry.manner === "press" || entry.group) return row;
  add("reply", t("Reply to"), () => setAbout({ entry }));
  if (own && said) add("edit", t("Edit"), () => setAbout({ entry, edits: true }));
  if (own && channel === "slack") add("bin", t("Delete"), () => act({ delete: entry.id }));
  return row;
}
