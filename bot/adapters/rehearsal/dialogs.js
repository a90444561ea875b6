// The questions the page asks in a dialog: each resolves to what was chosen, or to null when it was closed.

import { locale, t } from "/words.js";

const CITIES = [
  ["Berlin", 52.52, 13.405],
  ["Chicago", 41.8781, -87.6298],
  ["Kabul", 34.5553, 69.2075],
  ["Nairobi", -1.2921, 36.8219],
  ["São Paulo", -23.5505, -46.6333],
  ["Sydney", -33.8688, 151.2093],
];

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

export function ask(dialog, prepare = () => {}) {
  const form = dialog.querySelector("form");
  form.reset();
  prepare(form);
  return new Promise((resolve) => {
    let answer = null;
    form.onsubmit = (event) => {
      event.preventDefault();
      answer = new FormData(form);
      dialog.close();
    };
    dialog.querySelector("[data-close]").onclick = () => dialog.close();
    dialog.onclose = () => resolve(answer);
    dialog.showModal();
  });
}

const found = (id) => document.getElementById(id);

export async function askPerson() {
  const answer = await ask(found("person-dialog"));
  return answer && Object.fromEntries(answer);
}

export async function askReset() {
  return (await ask(found("reset-dialog"))) !== null;
}

// Whether the training and checks of these mentors are to count as done.
export async function askReady(names) {
  const listed = new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
  const said = t(names.length === 1 ? "{names} still has training or checks to go." : "{names} still have training or checks to go.", { names: listed });
  const answer = await ask(found("ready-dialog"), (form) => {
    form.querySelector("p").textContent = said;
  });
  return answer !== null;
}

async function askPeople(widget, neighbours) {
  const answer = await ask(found("people-dialog"), (form) => {
    form.querySelector("h2").textContent = widget.label;
    form.querySelector(".options").replaceChildren(...neighbours.map(personChoice));
    form.querySelector(".names").textContent = t(neighbours.length ? "Other names, separated by commas" : "Names, separated by commas");
  });
  if (!answer) return null;
  const typed = answer.get("names").split(",").map((name) => name.trim());
  const people = [...answer.getAll("person"), ...typed.filter(Boolean)];
  return people.length ? { people } : null;
}

function personChoice(name) {
  const choice = make("label", "choice");
  const box = make("input");
  Object.assign(box, { type: "checkbox", name: "person", value: name });
  choice.append(box, ` ${name}`);
  return choice;
}

async function askLocation(widget) {
  const answer = await ask(found("location-dialog"), (form) => {
    form.querySelector("h2").textContent = widget.label;
    form.querySelector(".options").replaceChildren(...CITIES.map((city) => cityChoice(form, city)));
  });
  return answer && { location: [Number(answer.get("latitude")), Number(answer.get("longitude"))] };
}

function cityChoice(form, [name, latitude, longitude]) {
  const button = make("button", "chip", name);
  button.type = "button";
  button.onclick = () => {
    form.elements.latitude.value = latitude;
    form.elements.longitude.value = longitude;
    form.querySelector(".solid").focus();
  };
  return button;
}

async function askDate(widget) {
  const answer = await ask(found("date-dialog"), (form) => {
    form.querySelector("h2").textContent = widget.label;
    form.elements.date.value = widget.initial ?? "";
  });
  return answer && { date: answer.get("date") };
}

const PICKERS = { people: askPeople, location: askLocation, date: askDate };

// Resolves to what is posted for the person ({people}, {location} or {date}).
export function askWidget(widget, neighbours) {
  return PICKERS[widget.kind](widget, neighbours);
}
