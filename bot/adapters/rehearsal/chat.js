// One person's chat, drawn as their platform would draw it. All text goes in as text, never as markup.

import { make } from "/dialogs.js";
import { asFile, fileOf, gist, icon, linked, pinOf, quoteOf } from "/parts.js";
import { locale, t } from "/words.js";

const PLATFORMS = { telegram: t("Telegram-like"), slack: t("Slack-like") };
const ROLES = { mentee: t("mentee"), mentor: t("mentor"), admin: t("coordinator"), "": "" };
const timeOf = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const dayOf = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export function initials(name) {
  const parts = name.trim().split(/\s+/u);
  const chosen = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return chosen.map((part) => [...part][0].toLocaleUpperCase()).join("");
}

export class Chat {
  // `act(body)` posts what the person does and resolves when it was answered; `widget(entry)` opens a native picker;
  // `complain(text)` tells what cannot be done; `staffCode()` gets a code for the first who runs the programs. `about` is the entry that is being answered or edited.
  constructor(person, hue, { act, widget, block, complain, staffCode }) {
    this.person = person;
    this.staffCode = staffCode;
    this.act = act;
    this.complain = complain;
    this.about = null;
    this.openWidget = widget;
    this.drawn = new Map();
    this.root = document.getElementById("chat-template").content.firstElementChild.cloneNode(true);
    this.root.id = `chat-${person.id}`;
    this.root.classList.add(person.channel, `hue-${hue}`);
    this.root.setAttribute("aria-label", `${person.name}, ${PLATFORMS[person.channel]}`);
    this.find = (selector) => this.root.querySelector(selector);
    this.log = this.find(".log");
    this.followTheEnd();
    this.head();
    this.composer();
    this.attaching();
    this.find(".block").onclick = () => block(!this.person.blocked);
    this.find(".blocked button").onclick = () => block(false);
    this.find(".start button").onclick = () => this.start();
  }

  head() {
    const { id, name, channel, role } = this.person;
    this.find(".avatar").textContent = initials(name);
    this.find("h2").textContent = name;
    this.find(".badge").textContent = PLATFORMS[channel];
    this.find(".role").textContent = ROLES[role];
    const scene = this.find(".scene");
    scene.href = `/api/people/${id}/scene`;
    scene.download = `${name.toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.txt`;
    scene.setAttribute("aria-label", t("Export {name}'s chat as a scene", { name }));
    this.log.setAttribute("aria-label", t("Messages of {name}", { name }));
    this.find(".blocked p").textContent = t("{name} has blocked the bot.", { name });
    this.find(".start p").textContent =
      channel === "telegram"
        ? t("A bot cannot write first. Start, and {name} says hello to it.", { name })
        : t("A bot waits to be spoken to. Start, and {name} says hi.", { name });
  }

  // Stay at the newest message, also when what stands around the log grows, unless someone scrolled back.
  followTheEnd() {
    this.atEnd = true;
    this.toEnd = () => {
      if (this.atEnd) this.log.scrollTop = this.log.scrollHeight;
    };
    this.log.onscroll = () => {
      this.atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    };
    new ResizeObserver(this.toEnd).observe(this.log);
    this.log.onclick = (event) => this.touch(event.target.closest("button, a, audio, video") ? null : event.target.closest(".entry"));
    this.log.onkeydown = (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.target.closest("audio, video")) return;
      const row = event.target.closest(".acts");
      const along = event.key.startsWith("ArrowL") || event.key.startsWith("ArrowR");
      if (along && !row) return;
      const next = along ? beside([...row.children], event.target, step) : this.actsBeside(row, step);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
  }

  // Where nothing hovers, a tap on a message shows what one can do with it, a second tap hides it.
  touch(entry) {
    const had = this.log.querySelector(".touched");
    had?.classList.remove("touched");
    if (entry && entry !== had) entry.classList.add("touched");
  }

  // The first thing to do with the message above or below, or with the newest.
  actsBeside(row, step) {
    const rows = [...this.log.querySelectorAll(".acts")].filter((one) => one.children.length);
    return (row ? beside(rows, row, step) : rows.at(-1))?.firstElementChild;
  }

  composer() {
    const form = this.find(".composer");
    const words = form.querySelector("textarea");
    words.setAttribute("aria-label", t("Write as {name}", this.person));
    words.placeholder = t("Write as {name}…", this.person);
    words.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    };
    words.oninput = () => {
      words.style.height = "auto";
      words.style.height = `${words.scrollHeight}px`;
    };
    form.onsubmit = async (event) => {
      event.preventDefault();
      const text = words.value;
      if (!text.trim()) return;
      const { about } = this;
      this.setAbout(null);
      words.value = "";
      words.oninput();
      const body = about?.edits ? { edit: { message: about.entry.id, text } } : { text, ...answering(about) };
      if ((await this.act(body)) || words.value) return;
      words.value = text;
      this.setAbout(about);
    };
    form.onkeydown = (event) => {
      if (event.key === "Escape" && this.about) this.setAbout(null);
    };
    this.find(".about button").onclick = () => this.setAbout(null);
  }

  // Which message the next words answer or replace; null for none.
  setAbout(about) {
    const words = this.find("textarea");
    if (this.about?.edits && words.value === this.about.entry.text) words.value = "";
    this.about = about;
    this.find(".about").hidden = !about;
    this.find(".attach").disabled = Boolean(about?.edits);
    if (!about) return;
    this.find(".about p").textContent = t(about.edits ? "Editing “{words}”" : "Replying to “{words}”", { words: gist(about.entry) });
    if (about.edits) words.value = about.entry.text;
    words.oninput();
    words.focus();
  }

  // A file is chosen, or dropped on the chat; words written meanwhile are its caption.
  attaching() {
    const { name, channel } = this.person;
    const chooser = this.find(".composer input");
    const attach = this.find(".attach");
    const place = this.find(".place");
    attach.setAttribute("aria-label", t("Send a file as {name}", { name }));
    attach.onclick = () => chooser.click();
    chooser.onchange = () => {
      this.sendFiles([...chooser.files]);
      chooser.value = "";
    };
    place.hidden = channel !== "telegram";
    place.setAttribute("aria-label", t("Send a place as {name}", { name }));
    place.onclick = () => this.openWidget({ widget: { kind: "location", label: t("Send a place") } });
    this.root.ondragover = (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      this.root.classList.add("takes");
    };
    this.root.ondragleave = () => this.root.classList.remove("takes");
    this.root.ondrop = (event) => {
      event.preventDefault();
      this.root.classList.remove("takes");
      if (!this.person.blocked) this.sendFiles([...event.dataTransfer.files]);
    };
  }

  async sendFiles(files) {
    const words = this.find("textarea");
    const { about } = this;
    let caption = words.value.trim();
    this.setAbout(null);
    words.value = "";
    words.oninput();
    for (const chosen of files) {
      const file = await asFile(chosen, caption, this.complain);
      if (file) await this.act({ file, ...answering(about) });
      caption = "";
    }
  }

  async start() {
    const { channel, role } = this.person;
    this.find("textarea").focus();
    const isStaff = role === "admin";
    const code = isStaff ? (await this.staffCode())?.code : "";
    const command = isStaff && code ? `admin ${code}` : role && !isStaff ? `start ${role}` : "";
    const telegram = `/${command || "start"}`;
    const slack = command ? `/alongside ${command}` : "hi";
    await this.act({ text: channel === "telegram" ? telegram : slack });
  }

  // What is new about the person: blocked or not, the home tab, the keyboard.
  update(person) {
    this.person = person;
    this.root.classList.toggle("is-blocked", person.blocked);
    this.find(".block").setAttribute("aria-label", t(person.blocked ? "Unblock the bot as {name}" : "Block the bot as {name}", person));
    this.find(".start").hidden = person.wrote || person.blocked;
    this.find(".blocked").hidden = !person.blocked;
    this.find(".composer").hidden = person.blocked;
    this.home(person.home);
    this.keyboard();
  }

  home(home) {
    const card = this.find(".home");
    card.hidden = !home;
    if (!home) return;
    card.querySelector("p").textContent = home.text;
    const press = (label) => this.button(label, "option", () => this.act({ press: label }));
    replace(card.querySelector(".row"), home.buttons.map(press));
  }

  keyboard() {
    const keys = this.find(".keyboard");
    const { keyboard, blocked, channel } = this.person;
    const entry = channel === "telegram" && keyboard !== null ? this.drawn.get(keyboard)?.entry : null;
    keys.hidden = !entry || blocked;
    replace(keys, entry ? this.buttons(entry) : []);
  }

  // New and changed entries, each in its place.
  put(entries) {
    for (const entry of entries) this.place(entry);
    this.keyboard();
    if (entries.some((entry) => entry.state === "sending")) this.atEnd = true;
    this.toEnd();
  }

  place(entry) {
    const before = this.drawn.get(entry.id);
    if (entry.state === "gone") {
      before?.element.remove();
      this.drawn.delete(entry.id);
      if (this.about?.entry.id === entry.id) this.setAbout(null);
      return;
    }
    const element = before?.element ?? make("div");
    if (!before) {
      const later = [...this.drawn.values()].find((one) => one.entry.id > entry.id);
      this.log.insertBefore(element, later?.element ?? null);
    }
    this.drawn.set(entry.id, { entry, element });
    element.className = `entry ${entry.from} ${entry.manner} ${entry.state}`;
    element.classList.toggle("threaded", entry.thread !== null);
    replace(element, this.parts(entry, element));
  }

  parts(entry, element) {
    const parts = [];
    const previous = element.previousElementSibling;
    const day = dayOf.format(new Date(entry.at));
    element.dataset.day = day;
    if (!previous || previous.dataset.day !== day) parts.push(make("p", "day", day));
    element.classList.toggle("follows", !parts.length && previous?.classList.contains(entry.from) === true);
    parts.push(entry.from === "platform" ? this.note(entry) : this.bubble(entry, previous));
    const inKeyboard = this.person.channel === "telegram" && entry.widget;
    const buttons = inKeyboard ? [] : this.buttons(entry);
    if (buttons.length) {
      const group = make("div", "buttons");
      group.append(...buttons);
      parts.push(group);
    }
    return parts;
  }

  note(entry) {
    const { name } = this.person;
    const notes = { blocked: t("{name} blocked the bot", { name }), unblocked: t("{name} unblocked the bot", { name }) };
    return make("p", "note", notes[entry.manner] ?? t("This message was refused. {why}", { why: entry.text }));
  }

  bubble(entry, previous) {
    const bot = entry.from === "bot";
    const bubble = make("div", "bubble");
    const face = make("span", "face", bot ? "" : initials(this.person.name));
    face.setAttribute("aria-hidden", "true");
    const verbs = { press: t("tapped"), people: t("shared people:"), location: t("shared the place"), date: t("picked") };
    const by = make("span", "by", bot ? "Alongside" : this.person.name);
    const text = make("p", "text");
    text.append(...(entry.pin ? [] : linked(entry.text)));
    text.dir = "auto";
    text.hidden = !entry.text || Boolean(entry.pin);
    if (verbs[entry.manner]) text.prepend(make("span", "verb", `${verbs[entry.manner]} `));
    const stamp = make("time", "stamp", timeOf.format(new Date(entry.at)));
    stamp.dateTime = entry.at;
    const states = { sending: t("sending"), lost: t("not delivered") };
    const marks = [entry.edited ? t("edited") : "", states[entry.state] ?? ""].filter(Boolean);
    stamp.prepend(...marks.map((mark) => make("span", "mark", `${mark} `)));
    bubble.append(face, by, ...this.extras(entry, previous), text, stamp, this.acts(entry));
    return bubble;
  }

  // What is quoted, who else reads it, and what it carries: before its words.
  extras(entry, previous) {
    const extras = [];
    const quoted = this.drawn.get(entry.answers ?? entry.thread);
    const goesOn = entry.thread !== null && [...this.drawn.values()].some(
      (one) => one.element === previous && (one.entry.thread === entry.thread || one.entry.id === entry.thread),
    );
    if (quoted && !goesOn) extras.push(quoteOf(quoted.entry, entry.thread !== null, () => this.show(quoted.element)));
    if (entry.group) extras.push(make("p", "group", t("Group: {names}", { names: entry.group })));
    if (entry.file) extras.push(fileOf(entry.file, this.toEnd));
    if (entry.pin) extras.push(pinOf(entry.pin));
    const box = make("div", "extras");
    box.append(...extras);
    return extras.length ? [box] : [];
  }

  // Where an entry stands, if it still does: on a phone its chat comes into sight first.
  showEntry(id) {
    const drawn = this.drawn.get(id);
    if (!drawn) return;
    this.atEnd = false;
    this.root.scrollIntoView({ inline: "center", block: "nearest" });
    this.show(drawn.element);
    drawn.element.tabIndex = -1;
    drawn.element.focus({ preventScroll: true });
  }

  show(element) {
    element.scrollIntoView({ block: "center" });
    element.classList.remove("shown");
    requestAnimationFrame(() => element.classList.add("shown"));
  }

  // Reply to any message; edit or delete one's own, as far as the platform has that.
  acts(entry) {
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
    add("reply", t("Reply to"), () => this.setAbout({ entry }));
    if (own && said) add("edit", t("Edit"), () => this.setAbout({ entry, edits: true }));
    if (own && this.person.channel === "slack") add("bin", t("Delete"), () => this.act({ delete: entry.id }));
    return row;
  }

  // Rows as our adapters lay them out: the picker, the options, what finishes, and last back, skip and the like.
  buttons(entry) {
    const buttons = entry.buttons.map((label, index) =>
      this.button(label, entry.kinds[index], () => this.act({ press: label, message: entry.id })),
    );
    if (entry.widget) {
      const open = this.button(entry.widget.label, "widget", () => this.openWidget(entry));
      if (/^\p{L}/u.test(entry.widget.label)) open.prepend(icon(entry.widget.kind));
      buttons.unshift(open);
    }
    return ["widget", "option", "done", "nav"].flatMap((kind) => {
      const alike = buttons.filter((button) => button.classList.contains(kind));
      const row = make("div", alike.every((button) => [...button.textContent].length <= 20) ? "row" : "row single");
      row.append(...alike);
      return alike.length ? [row] : [];
    });
  }

  button(label, kind, onclick) {
    const button = make("button", `key ${kind}`, label);
    button.type = "button";
    button.onclick = onclick;
    return button;
  }
}

function beside(all, one, step) {
  return all[all.indexOf(one) + step];
}

function answering(about) {
  return about ? { replies_to: about.entry.id } : {};
}

// Replace children without losing the keyboard's place: the button at the same position keeps the focus.
function replace(parent, children) {
  const place = [...parent.querySelectorAll("button")].indexOf(document.activeElement);
  parent.replaceChildren(...children);
  if (place >= 0) ([...parent.querySelectorAll("button")][place] ?? parent.querySelector("button"))?.focus();
}
