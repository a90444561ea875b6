// The time machine: asks how far, shows how far it has come, and hands over to the timeline when it has arrived.

import { ask, make } from "/dialogs.js";
import { language, t } from "/words.js";

const found = (id) => document.getElementById(id);

export class Machine {
  // `post(path, body)` speaks to the server, `announce(text)` to screen readers, `arrived(answer)` takes over.
  constructor({ post, announce, arrived }) {
    Object.assign(this, { post, announce, arrived });
    const isThere = document.body.dataset.machine === "yes";
    for (const id of ["travel", "leap"]) found(id).hidden = !isThere;
    found("travel").onclick = () => this.ask();
    found("leap").onclick = () => this.go({ week: 9, silent: null, days: 2 });
    found("walk-stop").onclick = () => post("/api/scenario/stop");
    found("travel-dialog").querySelector("form").oninput = (event) => this.fit(event.currentTarget);
  }

  async ask() {
    const programs = await (await fetch(`/api/programs?language=${language}`)).json();
    this.weeks = Object.fromEntries(programs.map((one) => [one.id, one.weeks]));
    const answer = await ask(found("travel-dialog"), (form) => {
      const walked = programs.filter((one) => one.weeks);
      form.elements.program.replaceChildren(...walked.map((one) => new Option(one.title, one.id)));
      this.fit(form);
    });
    if (!answer) return;
    const isAll = answer.get("far") === "all";
    await this.go({
      program: answer.get("program"),
      week: isAll ? null : Number(answer.get("week")),
      silent: isAll ? null : answer.get("silent") || null,
      days: isAll ? 0 : Number(answer.get("days")),
    });
  }

  // A program has only so many weeks; nobody falls silent after its end.
  fit(form) {
    const { week, program, far } = form.elements;
    const most = this.weeks[program.value] ?? 1;
    week.max = most;
    if (Number(week.value) > most) week.value = most;
    week.disabled = far.value === "all";
    for (const part of form.querySelectorAll(".after")) part.hidden = far.value === "all";
  }

  async go(wish) {
    for (const id of ["travel", "leap"]) found(id).disabled = true;
    const answer = await this.post("/api/scenario", wish);
    for (const id of ["travel", "leap"]) found(id).disabled = false;
    if (!answer) return;
    this.announce(t("Arrived, after {seconds} seconds.", { seconds: Math.round(answer.seconds) }));
    await this.arrived(answer);
  }

  // How far a walk has come; null: nobody walks.
  show(walk) {
    found("walk").hidden = !walk;
    if (!walk) return;
    const { week, weeks } = walk;
    found("walk-said").textContent = week
      ? t("Week {week} of {weeks}", walk)
      : t("The two are found, matched and introduced…");
    found("walk-bar").value = week / weeks;
    const list = found("walk-weeks");
    if (list.children.length !== weeks) {
      list.replaceChildren(...Array.from({ length: weeks }, (_, at) => make("li", "", String(at + 1))));
    }
    [...list.children].forEach((one, at) => {
      one.className = at + 1 < week ? "past" : at + 1 === week ? "here" : "";
    });
  }
}
