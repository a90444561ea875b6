// A week of the timeline in full, and how its entries are grouped, marked and dated.

import { make } from "/dialogs.js";
import { locale, t } from "/words.js";

const SVG = "http://www.w3.org/2000/svg";
export const GROUPS = {
  match: t("matching"), step: t("weekly steps"), met: t("meetings"), "check-in": t("check-ins"),
  silence: t("silence"), message: t("messages"), end: t("the end"), break: t("breaks"), desk: t("coordinator"),
  other: t("other"), talk: t("taps and answers"),
};
export const LANES = { mentee: t("mentee"), mentor: t("mentor"), coordinator: t("coordinator") };
const dayOf = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

export function groupOf(entry) {
  return entry.group === "act" || entry.group === "reply" ? "talk" : entry.group;
}

export function mark(group, what) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", `mark g-${group} ${what}`);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#mark-${group === "talk" ? "reply" : group}`);
  svg.append(use);
  return svg;
}

export const dayIn = (entry) => entry.local.slice(0, 10);
const dayInWords = (day) => dayOf.format(new Date(`${day}T12:00:00Z`));

export const called = (week) => (week.week ? t("Week {week}", week) : t("Before the first week"));

// One week in full: a row for each day, a column for each lane.
// `lanes` are the people, `entries` what they got and did in it; `wayTo(entry)` gives what leads to its message, if
// anything does.
export function inFull(week, lanes, entries, wayTo) {
  const name = called(week);
  const head = make("h3", "", week.titles.length ? `${name}: ${week.titles.join(" · ")}` : name);
  if (!entries.length) return [head, make("p", "nothing", t("Nothing comes in this week."))];
  const table = make("div", "days");
  table.role = "table";
  table.append(headings(lanes));
  for (const day of [...new Set(entries.map(dayIn))].sort()) {
    const row = make("div", "day-row");
    row.role = "row";
    const label = make("p", "date", dayInWords(day));
    label.role = "rowheader";
    const cells = lanes.map((lane) => {
      const came = entries.filter((one) => one.lane === lane.lane && dayIn(one) === day);
      return dayCell(lane, came, wayTo);
    });
    row.append(label, ...cells);
    table.append(row);
  }
  return [head, table];
}

function headings(lanes) {
  const row = make("div", "day-row headings");
  row.role = "row";
  const corner = make("p", "date");
  corner.role = "columnheader";
  corner.append(make("span", "unseen", t("day")));
  row.append(corner, ...lanes.map((lane) => {
    const cell = make("p", `lane ${lane.lane}`);
    cell.role = "columnheader";
    cell.append(make("b", "", lane.name || LANES[lane.lane]), make("small", "", lane.name ? `${LANES[lane.lane]} · ${lane.zone.replaceAll("_", " ")}` : ""));
    return cell;
  }));
  return row;
}

function dayCell(lane, entries, wayTo) {
  const cell = make("div", `lane ${lane.lane}`);
  cell.role = "cell";
  if (entries.length) cell.append(make("small", "whose", lane.name || LANES[lane.lane]));
  cell.append(...entries.map((entry) => lineOf(entry, wayTo(entry))));
  return cell;
}

function lineOf(entry, go) {
  const line = make(go ? "button" : "div", `event ${entry.what} g-${groupOf(entry)}`);
  const words = make("span", "words");
  words.append(make("span", "kind", entry.said));
  if (entry.text) {
    const text = make("span", "gist", entry.text);
    text.dir = "auto";
    words.append(text);
  }
  const time = make("time", "", entry.local.slice(11, 16));
  time.dateTime = entry.local;
  line.append(time, mark(groupOf(entry), entry.what), words);
  if (entry.what === "planned") words.firstChild.append(make("span", "unseen", ` (${t("planned")})`));
  if (go) {
    line.type = "button";
    line.title = t("Show it in the chat");
    line.onclick = go;
  }
  return line;
}
