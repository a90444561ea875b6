// The rehearsal page: follows the server's events, draws a chat for each person, and posts what they do.

import { fillTheBar } from "/bar.js";
import { initials } from "/bubbles.js";
import { Chat } from "/chat.js";
import { forgetDrafts } from "/composer.js";
import { askPerson, askWidget, make } from "/dialogs.js";
import { Machine } from "/machine.js";
import { Timeline } from "/timeline.js";
import { language, locale, t, translate } from "/words.js";

translate(document.body);

const HUES = 6;
const found = (id) => document.getElementById(id);
const chats = new Map();
const nowFormat = new Intl.DateTimeFormat(locale, {
  weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
});
let epoch = null;
let ahead = 0;
let added = 0;

// --- speaking to the server -----------------------------------------------------------------------------------

// Whatever takes longer than a blink shows that it is under way.
let underWay = 0;
function working(change) {
  underWay += change;
  if (!underWay) {
    document.body.classList.remove("busy");
    found("working").textContent = "";
  } else if (change > 0) {
    setTimeout(() => {
      if (!underWay || document.body.classList.contains("busy")) return;
      document.body.classList.add("busy");
      found("working").textContent = t("One moment…");
    }, 250);
  }
}

async function post(path, body = {}) {
  working(1);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = response.status === 204 ? {} : await response.json();
    if (response.ok) return answer;
    tell(answer.error);
  } catch {
    tell(t("The rehearsal does not answer. Is it still running?"));
  } finally {
    working(-1);
  }
  return null;
}

let quietAgain;
function tell(text) {
  const below = document.querySelector(".bar").getBoundingClientRect().bottom;
  found("toast").style.top = `${Math.max(0, below) + 10}px`; // above where one writes and taps
  found("toast").textContent = text;
  clearTimeout(quietAgain);
  quietAgain = setTimeout(() => found("toast").replaceChildren(), 8000);
}

function announce(text) {
  found("announce").textContent = text;
}

// --- what is new ----------------------------------------------------------------------------------------------

function take(news) {
  found("offline").hidden = true;
  if (news.epoch !== epoch) {
    clear(news.epoch);
    forgetDrafts(news.people);
  }
  ahead = new Date(news.now) - Date.now();
  tick();
  for (const person of news.people) chatOf(person).update(person);
  for (const [id, entries] of Object.entries(news.entries)) show(chats.get(id), entries);
  found("empty").hidden = chats.size > 0;
  found("stage").hidden = chats.size === 0;
  found("tabs").hidden = chats.size < 2;
  crowd();
  found("faults").hidden = news.faults === 0;
  found("faults").textContent =
    news.faults === 1
      ? t("1 message was refused, as the real platform would refuse it.")
      : t("{count} messages were refused, as the real platform would refuse them.", { count: news.faults });
  machine.show(news.walk);
  timeline.refresh(news.walk !== null);
  document.body.dataset.ready = "yes";
}

function clear(next) {
  epoch = next;
  chats.clear();
  added = 0;
  timeline.clear();
  found("stage").replaceChildren();
  found("tabs").replaceChildren();
}

function chatOf(person) {
  if (chats.has(person.id)) return chats.get(person.id);
  const path = `/api/people/${person.id}`;
  let last = Promise.resolve();
  const act = (body) => (last = last.then(() => post(`${path}/messages`, body))); // in the order in which they were done
  const chat = new Chat(person, added++ % HUES, namesakes(person), {
    act,
    complain: tell,
    staffCode: () => post("/api/staff-code"),
    block: (blocked) => post(`${path}/${blocked ? "block" : "unblock"}`),
    widget: async (entry) => {
      const answer = await askWidget(entry.widget, neighbours(person));
      if (answer) await act(answer);
    },
  });
  chats.set(person.id, chat);
  found("stage").append(chat.root);
  found("tabs").append(tab(chat));
  visible.observe(chat.root);
  return chat;
}

// How many of this name are here already: their chats and tabs are told apart by a number.
function namesakes({ name }) {
  return [...chats.values()].filter((chat) => chat.person.name === name).length;
}

function neighbours(person) {
  const others = [...chats.values()].map((chat) => chat.person);
  return others.filter((one) => one.id !== person.id && one.channel === person.channel).map((one) => one.name);
}

function show(chat, entries) {
  if (!entries.length) return;
  chat.put(entries);
  const isFirst = !document.body.dataset.ready; // what was there before the page is not new to anyone
  const seen = isFirst || chat.tab.getAttribute("aria-current") === "true";
  if (!seen && entries.some((entry) => entry.from === "bot")) unread(chat, true);
}

// --- getting from person to person where only one fits --------------------------------------------------------

function tab(chat) {
  const { named: name } = chat;
  const button = make("button", `tab ${[...chat.root.classList].find((one) => one.startsWith("hue-"))}`);
  const avatar = make("span", "avatar", initials(chat.person.name));
  avatar.setAttribute("aria-hidden", "true");
  button.type = "button";
  button.append(avatar, make("span", "", name));
  button.onclick = () => chat.root.scrollIntoView({ inline: "center", block: "nearest" });
  chat.tab = button;
  return button;
}

function unread(chat, is) {
  chat.tab.classList.toggle("unread", is);
  chat.tab.setAttribute("aria-label", is ? t("{name}, new message", { name: chat.named }) : chat.named);
}

const visible = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      const chat = [...chats.values()].find((one) => one.root === target);
      chat?.tab.setAttribute("aria-current", String(isIntersecting));
      if (chat && isIntersecting) unread(chat, false);
    }
  },
  { threshold: 0.6 },
);

function crowd() {
  const { scrollWidth, clientWidth } = found("stage");
  document.body.classList.toggle("crowded", scrollWidth > clientWidth + 1);
}
new ResizeObserver(crowd).observe(found("stage"));

// --- the clock ------------------------------------------------------------------------------------------------

function tick() {
  const now = new Date(Date.now() + ahead);
  found("now").textContent = nowFormat.format(now);
  found("now").dateTime = now.toISOString();
}
setInterval(tick, 5000);

// --- people ---------------------------------------------------------------------------------------------------

// The bot speaks to them as the page does: their platform tells it which language that is.
async function add(person) {
  const answer = await post("/api/people", language === "en" ? person : { ...person, language });
  return answer?.id;
}

// The server's event that draws the new chat may come after its answer; whoever goes on elsewhere meanwhile stays there.
async function focusStart(id, from) {
  while (id && !chats.has(id)) await new Promise((drawn) => requestAnimationFrame(drawn));
  const chat = chats.get(id);
  if (!chat || ![from, document.body].includes(document.activeElement)) return;
  chat.root.scrollIntoView({ inline: "nearest", block: "nearest" });
  chat.find(".start button").focus();
}

found("add").onclick = async () => {
  const person = await askPerson();
  if (person) await focusStart(await add(person), document.activeElement);
};
found("cast").onclick = async () => {
  const from = document.activeElement;
  const first = await add({ name: "Amina", channel: "telegram", role: "mentee" });
  await add({ name: "Jonas", channel: "slack", role: "mentor" });
  await focusStart(first, from);
};

fillTheBar({ post, tell, announce, timeOf: (time) => nowFormat.format(time) });
const timeline = new Timeline({
  find: (id) => chats.get(id),
  onOpen: (isOpen) => document.body.classList.toggle("with-timeline", isOpen),
});
const machine = new Machine({
  post,
  announce,
  arrived: async (answer) => {
    await timeline.open(answer.pair);
    for (const id of Object.values(answer.people)) chats.get(id)?.root.scrollIntoView({ inline: "nearest", block: "nearest" });
  },
});

const events = new EventSource("/api/events");
events.onmessage = (event) => take(JSON.parse(event.data));
events.onerror = () => {
  found("offline").hidden = false;
};
