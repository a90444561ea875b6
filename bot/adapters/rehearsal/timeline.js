// The timeline of a pair: every week at a glance, one week in full, and from each entry the way to its message.

import { make } from "/dialogs.js";
import { replace } from "/keys.js";
import { called, dayIn, GROUPS, groupOf, inFull, LANES, mark } from "/weeks.js";
import { language, t } from "/words.js";

const AT_FIRST_HIDDEN = ["talk"];
const IN_OVERVIEW = 5;
const found = (id) => document.getElementById(id);

export class Timeline {
  // `find(id)` gives the chat of a person; `onOpen(isOpen)` hears of it.
  constructor({ find, onOpen }) {
    this.find = find;
    this.onOpen = onOpen;
    this.isThere = document.body.dataset.machine === "yes";
    this.hiddenGroups = new Set(AT_FIRST_HIDDEN);
    this.clear();
    found("timeline-toggle").onclick = () => (this.isOpen ? this.close() : this.open());
    found("timeline-close").onclick = () => this.close();
    found("timeline-pair").onchange = (event) => this.open(event.target.value);
    found("timeline-print").onclick = () => this.print();
    found("timeline-weeks").onkeydown = (event) => this.walk(event);
    found("timeline").onkeydown = (event) => event.key === "Escape" && this.close();
  }

  clear() {
    Object.assign(this, { told: null, pair: "", week: null, pairs: [], isOpen: false });
    found("timeline").hidden = true;
    found("timeline-toggle").hidden = true;
    found("timeline-toggle").setAttribute("aria-expanded", "false");
    this.onOpen?.(false);
  }

  async open(pair = this.pair) {
    if (pair !== this.pair) this.week = null;
    this.pair = pair;
    this.isOpen = true;
    await this.load();
    found("timeline").hidden = !this.told;
    found("timeline-toggle").setAttribute("aria-expanded", "true");
    this.onOpen(true);
    if (this.told) this.drawOverview(); // only what is shown can be scrolled to the week
  }

  close() {
    this.isOpen = false;
    found("timeline").hidden = true;
    found("timeline-toggle").setAttribute("aria-expanded", "false");
    this.onOpen(false);
    found("timeline-toggle").focus();
  }

  // Something is new: look again soon, seldom while time flies.
  refresh(isFlying) {
    if (!this.isThere) return;
    this.isFlying = isFlying;
    if (this.waiting) return;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      this.load();
    }, isFlying ? 1500 : 250);
  }

  async load() {
    try {
      this.pairs = await (await fetch(`/api/pairs?language=${language}`)).json();
      found("timeline-toggle").hidden = !this.pairs.length;
      if (!this.isOpen || !this.pairs.length) return;
      if (!this.pairs.some((one) => one.id === this.pair)) this.pair = this.pairs[0].id;
      this.told = await (await fetch(`/api/timeline?pair=${this.pair}&language=${language}`)).json();
    } catch {
      return; // the page says already that nobody answers
    }
    if (this.week === null || this.isFlying) this.week = this.told.pair.week;
    this.draw();
  }

  draw() {
    const { pair, lanes } = this.told;
    const [mentee, mentor] = lanes.map((lane) => lane.name);
    found("timeline-title").textContent = t("{mentee} & {mentor}", { mentee, mentor });
    const select = found("timeline-pair");
    const options = this.pairs.map((one) => new Option(`${one.mentee} & ${one.mentor} · ${one.title}`, one.id));
    select.replaceChildren(...options);
    select.value = pair.id;
    found("timeline-csv").href = `/api/timeline.csv?pair=${pair.id}&language=${language}`;
    this.drawGroups();
    this.drawOverview();
    this.drawWeek();
  }

  all() {
    return [...this.told.entries, ...this.told.coming];
  }

  shown() {
    return this.all().filter((entry) => !this.hiddenGroups.has(groupOf(entry)));
  }

  drawGroups() {
    const there = new Set(this.all().map(groupOf));
    const chips = Object.entries(GROUPS).filter(([group]) => there.has(group)).map(([group, name]) => {
      const chip = make("button", "group-chip");
      chip.type = "button";
      chip.setAttribute("aria-pressed", String(!this.hiddenGroups.has(group)));
      chip.append(mark(group, "sent"), make("span", "", name));
      chip.onclick = () => {
        if (!this.hiddenGroups.delete(group)) this.hiddenGroups.add(group);
        this.draw();
      };
      return chip;
    });
    replace(found("timeline-groups"), chips, found("timeline-close"));
  }

  // Every week as a column: a lane each, with what came as marks, and below it the days on which they did something.
  drawOverview() {
    const { weeks, lanes } = this.told;
    const labels = lanes.map((lane) => {
      const label = make("p", "");
      label.append(make("b", "", lane.name || LANES[lane.lane]), make("small", "", lane.name ? LANES[lane.lane] : ""));
      return label;
    });
    found("timeline-lanes").replaceChildren(make("p", "head", t("week")), ...labels);
    const had = document.activeElement?.closest("#timeline-weeks");
    const scrolled = found("timeline-weeks").scrollLeft;
    found("timeline-weeks").replaceChildren(...weeks.map((week) => this.column(week)));
    found("timeline-weeks").scrollLeft = scrolled;
    const selected = found("timeline-weeks").querySelector("[aria-selected=true]");
    if (had) selected?.focus();
    const box = found("timeline-weeks");
    if (selected && (selected.offsetLeft < box.scrollLeft || selected.offsetLeft + selected.offsetWidth > box.scrollLeft + box.clientWidth)) {
      box.scrollLeft = selected.offsetLeft - box.clientWidth / 2;
    }
  }

  column(week) {
    const isHere = week.week === this.week;
    const tab = make("button", week.week === this.told.pair.week ? "present" : "");
    tab.type = "button";
    tab.role = "tab";
    tab.id = `timeline-week-${week.week}`;
    tab.tabIndex = isHere ? 0 : -1;
    tab.setAttribute("aria-selected", String(isHere));
    tab.setAttribute("aria-controls", "timeline-week");
    tab.setAttribute("aria-label", this.inWords(week));
    tab.title = week.titles.join(" · ");
    tab.append(make("span", "head", week.week ? String(week.week) : t("before")));
    for (const lane of this.told.lanes) tab.append(this.cell(week, lane.lane));
    tab.onclick = () => this.select(week.week);
    return tab;
  }

  cell(week, lane) {
    const cell = make("span", `cell ${lane}`);
    const marks = make("span", "marks");
    const entries = this.shown().filter((entry) => entry.week === week.week && entry.lane === lane);
    const loud = entries.filter((entry) => groupOf(entry) !== "talk" && groupOf(entry) !== "message");
    const rest = entries.length - loud.length;
    marks.append(...loud.slice(0, IN_OVERVIEW).map((entry) => mark(groupOf(entry), entry.what)));
    const more = Math.max(0, loud.length - IN_OVERVIEW) + rest;
    if (more) marks.append(make("span", "more", rest === more ? `✉${rest}` : `+${more}`));
    cell.append(marks);
    if (lane !== "coordinator") cell.append(this.life(week, lane));
    return cell;
  }

  // Seven days, each filled where they did something: a silence is a gap one sees.
  life(week, lane) {
    const life = make("span", "life");
    const days = new Set(this.told.entries.filter((one) => one.lane === lane && one.what === "did").map(dayIn));
    for (let at = 0; week.week && at < 7; at += 1) {
      const day = new Date(Date.parse(`${week.from}T12:00:00Z`) + at * 864e5).toISOString().slice(0, 10);
      life.append(make("i", days.has(day) ? "alive" : day > this.told.now.slice(0, 10) ? "ahead" : ""));
    }
    return life;
  }

  inWords(week) {
    const counts = this.told.lanes.map((lane) => {
      const count = this.shown().filter((entry) => entry.week === week.week && entry.lane === lane.lane).length;
      return `${lane.name || LANES[lane.lane]}: ${count}`;
    });
    const now = week.week === this.told.pair.week ? [t("now")] : [];
    return [called(week), ...now, ...week.titles, ...counts].join(", ");
  }

  select(week) {
    this.week = week;
    this.drawOverview();
    this.drawWeek();
    found(`timeline-week-${week}`)?.focus();
  }

  walk(event) {
    const numbers = this.told.weeks.map((week) => week.week);
    const at = numbers.indexOf(this.week);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: numbers.length - 1 }[event.key];
    if (to === undefined || numbers[to] === undefined) return;
    event.preventDefault();
    this.select(numbers[to]);
  }

  drawWeek() {
    const panel = found("timeline-week");
    panel.setAttribute("aria-labelledby", `timeline-week-${this.week}`);
    replace(panel, this.days(this.week, true), panel);
  }

  // One week in full, each entry leading to its message where `canGo`.
  days(number, canGo) {
    const week = this.told.weeks.find((one) => one.week === number) ?? { week: number, titles: [] };
    const entries = this.shown().filter((entry) => entry.week === number);
    return inFull(week, this.told.lanes, entries, (entry) => (canGo ? this.wayTo(entry) : undefined));
  }

  wayTo(entry) {
    const chat = entry.message && this.find(entry.message.chat);
    return chat && (() => {
      if (matchMedia("(max-width: 720px)").matches) this.close();
      chat.showEntry(entry.message.id);
    });
  }

  // Every week on paper, whatever is selected.
  print() {
    const { pair } = this.told;
    const title = make("h1", "", `${found("timeline-title").textContent} · ${pair.title}`);
    const weeks = this.told.weeks.flatMap((week) => this.days(week.week, false));
    found("timeline-paper").replaceChildren(title, ...weeks);
    window.print();
    found("timeline-paper").replaceChildren();
  }
}
