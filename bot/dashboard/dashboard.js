// Sorting, filtering and paging without reloading the page. Everything works without this script as well.
"use strict";

const main = () => document.querySelector("main");
let latest = 0;

function fold(isOpen = false) {
  const filtering = document.querySelector("details.filtering");
  const isNarrow = matchMedia("(max-width: 46rem)").matches;
  if (filtering && isNarrow && !isOpen && !("active" in filtering.dataset)) filtering.open = false;
}

async function swap(address, { push = true, focus = "", isBelow = false, tries = 20 } = {}) {
  const mine = ++latest;
  main().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (mine !== latest) return;
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = read.querySelector("main");
    if (!answer.ok || !fresh || fresh.classList.contains("plain")) {
      location.assign(address);
      return;
    }
    const wasOpen = document.querySelector("details.filtering")?.open ?? false;
    main().replaceWith(fresh);
    fold(wasOpen);
    document.title = read.title;
    if (push) history.pushState({}, "", address);
    const again = focus && document.getElementById(focus);
    if (again) again.focus({ preventScroll: !isBelow });
    else if (isBelow) fresh.scrollIntoView();
    const count = document.querySelector("[data-count]");
    if (!document.querySelector("[data-older=soon]")) document.getElementById("told").textContent = count ? count.textContent : document.title;
    renewLater(tries);
  } catch {
    location.assign(address);
  }
}

function asked(form) {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) said.append(name, value);
  const query = said.toString();
  return location.pathname + (query ? `?${query}` : "");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  swap(link.href, { focus: link.dataset.focus ?? link.id, isBelow: "focus" in link.dataset });
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-swap]")) return;
  event.preventDefault();
  swap(asked(event.target), { focus: document.activeElement?.id ?? "" });
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-swap]");
  if (form && event.target.matches("select, input[type=checkbox]")) swap(asked(form), { focus: event.target.id });
});

// Figures that are still being counted come as soon as they are there; those of before the last start give way to newer
// ones, unless somebody has begun to do something with them.
let renewing = 0;

function renewLater(tries = 20) {
  clearTimeout(renewing);
  const older = document.querySelector("[data-older]");
  if (!older || !tries) return;
  const isSoon = older.dataset.older === "soon";
  renewing = setTimeout(() => {
    const at = document.activeElement;
    const isBusy = !isSoon && main().contains(at) && at !== main();
    if (isBusy) renewLater(tries - 1);
    else swap(location.href, { push: false, focus: at?.id ?? "", tries: tries - 1 });
  }, isSoon ? 400 : 2000);
}

fold();
renewLater();
addEventListener("popstate", () => swap(location.href, { push: false }));
