// Where one writes below a chat: words, files, places, and which message they are about.

import { asFile, gist } from "/parts.js";
import { t } from "/words.js";

const DRAFT = "draft-";

// Of whom is no longer here nothing half-written is kept.
export function forgetDrafts(people) {
  const here = new Set(people.map((person) => DRAFT + person.id));
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(DRAFT) && !here.has(name)) sessionStorage.removeItem(name);
  }
}

export class Composer {
  // `root` is the chat. `act(body)` posts and resolves to null where nothing came of it, `pick(entry)` opens a picker,
  // `complain(text)` tells what cannot be done. `about` is the entry that is being answered or edited.
  constructor(root, person, { act, pick, complain }) {
    Object.assign(this, { root, act, complain, about: null, draft: DRAFT + person.id });
    this.find = (selector) => root.querySelector(selector);
    this.words = this.find(".composer textarea");
    this.writing(person);
    this.attaching(person, pick);
    this.dropping();
  }

  writing(person) {
    const form = this.find(".composer");
    const { words } = this;
    words.setAttribute("aria-label", t("Write as {name}", person));
    words.placeholder = t("Write as {name}…", person);
    words.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    };
    words.oninput = () => {
      words.style.height = "auto";
      words.style.height = `${words.scrollHeight + words.offsetHeight - words.clientHeight}px`;
      this.keep();
    };
    words.value = sessionStorage.getItem(this.draft) ?? "";
    if (words.value) requestAnimationFrame(() => words.oninput());
    form.onsubmit = (event) => {
      event.preventDefault();
      this.send();
    };
    form.onkeydown = (event) => {
      if (event.key === "Escape" && this.about) this.setAbout(null);
    };
    this.find(".about button").onclick = () => this.setAbout(null);
  }

  // Half-written words outlive a reload; words that shall replace a sent message do not.
  keep() {
    if (this.about?.edits) return;
    if (this.words.value) sessionStorage.setItem(this.draft, this.words.value);
    else sessionStorage.removeItem(this.draft);
  }

  // What could not be sent stands there again, unless something else was written meanwhile.
  async send() {
    const { words, about } = this;
    const text = words.value;
    if (!text.trim()) return;
    this.clear();
    const body = about?.edits ? { edit: { message: about.entry.id, text } } : { text, ...answering(about) };
    if ((await this.act(body)) || words.value) return;
    words.value = text;
    words.oninput();
    this.setAbout(about);
  }

  clear() {
    this.setAbout(null);
    this.words.value = "";
    this.words.oninput();
  }

  // Which message the next words answer or replace; null for none.
  setAbout(about) {
    const { words } = this;
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
  attaching({ name, channel }, pick) {
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
    place.onclick = () => pick({ widget: { kind: "location", label: t("Send a place") } });
  }

  dropping() {
    const { root } = this;
    root.ondragover = (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      root.classList.add("takes");
    };
    root.ondragleave = () => root.classList.remove("takes");
    root.ondrop = (event) => {
      event.preventDefault();
      root.classList.remove("takes");
      if (!root.classList.contains("is-blocked")) this.sendFiles([...event.dataTransfer.files]);
    };
  }

  async sendFiles(files) {
    const { about } = this;
    let caption = this.words.value.trim();
    this.clear();
    for (const chosen of files) {
      const file = await asFile(chosen, caption, this.complain);
      if (file) await this.act({ file, ...answering(about) });
      caption = "";
    }
  }
}

function answering(about) {
  return about ? { replies_to: about.entry.id } : {};
}
