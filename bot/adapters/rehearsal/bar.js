// What the bar does: the clock moves, people join, a round is run, light and dark change, everything starts over.

import { askReady, askReset } from "/dialogs.js";
import { t } from "/words.js";

const found = (id) => document.getElementById(id);

// `post(path, body)` speaks to the server, `tell(text)` to everyone, `announce(text)` to who sees the rest anyway; `timeOf(date)`
// writes a time.
export function fillTheBar({ post, tell, announce, timeOf }) {
  theClock(post, announce, timeOf);
  thePeople(post, tell);
  theTheme();
  found("reset").onclick = async () => {
    if ((await askReset()) && (await post("/api/reset"))) announce(t("The rehearsal starts over."));
  };
}

function theClock(post, announce, timeOf) {
  const clock = document.querySelector(".clock");
  below(clock);
  const advance = async (duration) => {
    if (clock.getAttribute("aria-busy") === "true") return;
    clock.setAttribute("aria-busy", "true");
    const answer = await post("/api/clock", { advance: duration });
    clock.removeAttribute("aria-busy");
    if (answer) announce(t("It is now {time}.", { time: timeOf(new Date(answer.now)) }));
  };
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.onclick = () => advance(button.dataset.advance);
  }
  found("jump").onsubmit = (event) => {
    event.preventDefault();
    advance(found("jump-unit").value.replace("#", found("jump-count").value));
  };
}

// Where the clock has a row of its own below the rest, it comes after the rest for the keyboard too.
function below(clock) {
  const bar = clock.parentElement;
  const narrow = matchMedia("(max-width: 1440px)");
  const place = () => {
    const focused = document.activeElement;
    bar.insertBefore(clock, narrow.matches ? null : bar.querySelector(".tools"));
    if (clock.contains(focused)) focused.focus();
  };
  narrow.onchange = place;
  place();
}

function thePeople(post, tell) {
  const whileOff = async (button, work) => {
    const isFocused = document.activeElement === button;
    button.disabled = true;
    await work();
    button.disabled = false;
    if (isFocused && document.activeElement === document.body) button.focus();
  };
  found("fill").onclick = () =>
    whileOff(found("fill"), async () => {
      const answer = await post("/api/fill");
      if (answer) tell(t("{mentees} mentees and {mentors} mentors joined.", answer));
    });
  found("match").onclick = () => whileOff(found("match"), () => match(post, tell));
}

// Whoever has training or checks before them cannot be matched; on the page both can be counted as done.
async function match(post, tell) {
  let answer = await post("/api/round");
  if (answer && !answer.proposals && answer.unready?.length && (await askReady(answer.unready))) {
    answer = (await post("/api/ready")) && (await post("/api/round"));
  } else if (answer && !answer.proposals && answer.unready?.length) return;
  if (!answer) return;
  if (answer.proposals === 1) tell(t("The round found 1 proposal."));
  else if (answer.proposals) tell(t("The round found {proposals} proposals.", answer));
  else tell(t("The round found nobody new who fits. Add people, or press Fill for some who are ready."));
}

function theTheme() {
  const set = (theme) => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
  };
  found("theme-toggle").onclick = () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const present = document.documentElement.dataset.theme ?? system;
    set(present === "dark" ? "light" : "dark");
  };
  if (localStorage.getItem("theme")) set(localStorage.getItem("theme"));
}
