// The buttons below a message, laid out as our adapters lay them out.

import { make } from "/dialogs.js";
import { icon } from "/parts.js";

export function key(label, kind, onclick) {
  const button = make("button", `key ${kind}`, label);
  button.type = "button";
  button.onclick = onclick;
  return button;
}

// Rows: the picker, the options, what finishes, and last back, skip and the like. `act(body)` posts, `pick(entry)` opens a picker.
export function keysOf(entry, act, pick) {
  const buttons = entry.buttons.map((label, index) => key(label, entry.kinds[index], () => act({ press: label, message: entry.id })));
  if (entry.widget) {
    const open = key(entry.widget.label, "widget", () => pick(entry));
    if (/^\p{L}/u.test(entry.widget.label)) open.prepend(icon(entry.widget.kind));
    buttons.unshift(open);
  }
  return ["widget", "option", "done", "nav"].flatMap((kind) => {
    const alike = buttons.filter((button) => button.classList.contains(kind));
    const longest = Math.max(...alike.map((button) => [...button.textContent].length));
    const width = kind === "nav" ? (longest <= 9 ? " four" : longest <= 13 ? " three" : "") : longest > 20 ? " single" : "";
    const row = make("div", `row${width}`);
    row.append(...alike);
    return alike.length ? [row] : [];
  });
}

// Replace children without losing the keyboard's place: the button of the same sort at the same position keeps the focus,
// and where none is left, `instead` gets it.
export function replace(parent, children, instead) {
  const active = document.activeElement;
  const sort = parent.contains(active) && active.classList.contains("key") ? ".key" : "button";
  const place = [...parent.querySelectorAll(sort)].indexOf(active);
  parent.replaceChildren(...children);
  if (place < 0) return;
  const left = [...parent.querySelectorAll(sort)];
  (left[place] ?? left[0] ?? instead).focus({ preventScroll: !left.length });
}
