// One person's chat, drawn as their platform would draw it: its head, the messages, the keyboard and where one writes.

import { initials } from "/bubbles.js";
import { Composer } from "/composer.js";
import { key, keysOf, replace } from "/keys.js";
import { Log } from "/log.js";
import { t } from "/words.js";

const PLATFORMS = { telegram: t("Telegram-like"), slack: t("Slack-like") };
const ROLES = { mentee: t("mentee"), mentor: t("mentor"), admin: t("coordinator"), "": "" };

export class Chat {
  // `act(body)` posts what the person does and resolves when it was answered; `widget(entry)` opens a native picker;
  // `complain(text)` tells what cannot be done; `staffCode()` gets a code for the first who runs the programs. `namesakes` is
  // how many of this name there are already.
  constructor(person, hue, namesakes, { act, widget, block, complain, staffCode }) {
    Object.assign(this, { person, act, staffCode, named: namesakes ? `${person.name} (${namesakes + 1})` : person.name });
    this.root = document.getElementById("chat-template").content.firstElementChild.cloneNode(true);
    this.root.id = `chat-${person.id}`;
    this.root.classList.add(person.channel, `hue-${hue}`);
    this.root.setAttribute("aria-label", `${this.named}, ${PLATFORMS[person.channel]}`);
    this.find = (selector) => this.root.querySelector(selector);
    this.pick = widget;
    this.composer = new Composer(this.root, person, { act, pick: widget, complain });
    const setAbout = (about) => this.composer.setAbout(about);
    const gone = (id) => this.composer.about?.entry.id === id && setAbout(null);
    this.log = new Log(this.find(".log"), person, { act, pick: widget, setAbout, gone });
    this.head();
    this.find(".block").onclick = () => block(!this.person.blocked);
    this.find(".blocked button").onclick = () => block(false);
    this.find(".start button").onclick = () => this.start();
  }

  head() {
    const { id, name, channel, role } = this.person;
    this.find(".avatar").textContent = initials(name);
    this.find("h2").textContent = this.named;
    this.find(".badge").textContent = PLATFORMS[channel];
    this.find(".role").textContent = ROLES[role];
    const scene = this.find(".scene");
    scene.href = `/api/people/${id}/scene`;
    scene.download = `${name.toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.txt`;
    scene.setAttribute("aria-label", t("Export {name}'s chat as a scene", { name }));
    this.find(".log").setAttribute("aria-label", t("Messages of {name}", { name }));
    this.find(".blocked p").textContent = t("{name} has blocked the bot.", { name });
    this.find(".start p").textContent =
      channel === "telegram"
        ? t("A bot cannot write first. Start, and {name} says hello to it.", { name })
        : t("A bot waits to be spoken to. Start, and {name} says hi.", { name });
  }

  async start() {
    const button = this.find(".start button");
    button.disabled = true; // a second press would say it twice
    this.find("textarea").focus();
    const words = await this.firstWords();
    if (words) await this.act({ text: words });
    button.disabled = false;
  }

  // What they begin with; null for who would run the programs while somebody does: those invite them.
  async firstWords() {
    const { channel, role } = this.person;
    const code = role === "admin" ? (await this.staffCode())?.code : "";
    if (role === "admin" && !code) return null;
    const command = code ? `admin ${code}` : role ? `start ${role}` : "";
    if (channel === "telegram") return `/${command || "start"}`;
    return command ? `/alongside ${command}` : "hi";
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
    const buttons = home.buttons.map((label) => key(label, "option", () => this.act({ press: label })));
    replace(card.querySelector(".row"), buttons, card.querySelector("summary"));
  }

  keyboard() {
    const keys = this.find(".keyboard");
    const { keyboard, blocked, channel } = this.person;
    const entry = channel === "telegram" && keyboard !== null ? this.log.drawn.get(keyboard)?.entry : null;
    replace(keys, entry ? keysOf(entry, this.act, this.pick) : [], this.log.element);
    keys.hidden = !entry || blocked;
  }

  // New and changed entries, each in its place.
  put(entries) {
    this.log.put(entries);
    this.keyboard();
    this.log.toEnd(); // the keyboard took from its height
  }

  // Where an entry stands, if it still does: on a phone its chat comes into sight first.
  showEntry(id) {
    if (this.log.drawn.has(id)) this.root.scrollIntoView({ inline: "center", block: "nearest" });
    this.log.goTo(id);
  }
}
