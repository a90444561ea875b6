// One person's chat, drawn as their platform would draw it. All text goes in as text, never as markup.

import { make } from "/dialogs.js";

const PLATFORMS = { telegram: "Telegram-like", slack: "Slack-like" };
const ROLES = { mentee: "mentee", mentor: "mentor", "": "" };
const timeOf = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayOf = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

export function initials(name) {
  const parts = name.trim().split(/\s+/u);
  const chosen = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return chosen.map((part) => [...part][0].toLocaleUpperCase()).join("");
}

export class Chat {
  // `act(body)` posts what the person does and resolves when it was answered; `widget(entry)` opens a native picker.
  constructor(person, hue, { act, widget, block }) {
    this.person = person;
    this.act = act;
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
    scene.setAttribute("aria-label", `Export ${name}'s chat as a scene`);
    this.log.setAttribute("aria-label", `Messages of ${name}`);
    this.find(".blocked p").textContent = `${name} has blocked the bot.`;
    this.find(".start p").textContent =
      channel === "telegram"
        ? `A bot cannot write first. Start, and ${name} says hello to it.`
        : `A bot waits to be spoken to. Start, and ${name} says hi.`;
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
  }

  composer() {
    const form = this.find(".composer");
    const words = form.querySelector("textarea");
    words.setAttribute("aria-label", `Write as ${this.person.name}`);
    words.placeholder = `Write as ${this.person.name}…`;
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
      words.value = "";
      words.oninput();
      if (!(await this.act({ text })) && !words.value) words.value = text;
    };
  }

  start() {
    const { channel, role } = this.person;
    const telegram = role ? `/start ${role}` : "/start";
    const slack = role ? `/alongside start ${role}` : "hi";
    this.act({ text: channel === "telegram" ? telegram : slack });
    this.find("textarea").focus();
  }

  // What is new about the person: blocked or not, the home tab, the keyboard.
  update(person) {
    this.person = person;
    this.root.classList.toggle("is-blocked", person.blocked);
    this.find(".block").setAttribute("aria-label", `${person.blocked ? "Unblock" : "Block"} the bot as ${person.name}`);
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
    const element = before?.element ?? make("div");
    if (!before) {
      const later = [...this.drawn.values()].find((one) => one.entry.id > entry.id);
      this.log.insertBefore(element, later?.element ?? null);
    }
    this.drawn.set(entry.id, { entry, element });
    element.className = `entry ${entry.from} ${entry.manner} ${entry.state}`;
    replace(element, this.parts(entry, element));
  }

  parts(entry, element) {
    const parts = [];
    const previous = element.previousElementSibling;
    const day = dayOf.format(new Date(entry.at));
    element.dataset.day = day;
    if (!previous || previous.dataset.day !== day) parts.push(make("p", "day", day));
    element.classList.toggle("follows", !parts.length && previous?.classList.contains(entry.from) === true);
    parts.push(entry.from === "platform" ? this.note(entry) : this.bubble(entry));
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
    const notes = { blocked: `${name} blocked the bot`, unblocked: `${name} unblocked the bot` };
    return make("p", "note", notes[entry.manner] ?? `This message was refused. ${entry.text}`);
  }

  bubble(entry) {
    const bot = entry.from === "bot";
    const bubble = make("div", "bubble");
    const face = make("span", "face", bot ? "" : initials(this.person.name));
    face.setAttribute("aria-hidden", "true");
    const verbs = { press: "tapped", people: "shared people:", location: "shared the place", date: "picked" };
    const by = make("span", "by", bot ? "Alongside" : this.person.name);
    const text = make("p", "text", entry.text);
    text.dir = "auto";
    if (verbs[entry.manner]) text.prepend(make("span", "verb", `${verbs[entry.manner]} `));
    const stamp = make("time", "stamp", timeOf.format(new Date(entry.at)));
    stamp.dateTime = entry.at;
    const states = { sending: "sending", lost: "not delivered" };
    const marks = [entry.edited ? "edited" : "", states[entry.state] ?? ""].filter(Boolean);
    stamp.prepend(...marks.map((mark) => make("span", "mark", `${mark} `)));
    bubble.append(face, by, text, stamp);
    return bubble;
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

// Replace children without losing the keyboard's place: the button at the same position keeps the focus.
function replace(parent, children) {
  const place = [...parent.querySelectorAll("button")].indexOf(document.activeElement);
  parent.replaceChildren(...children);
  if (place >= 0) ([...parent.querySelectorAll("button")][place] ?? parent.querySelector("button"))?.focus();
}
