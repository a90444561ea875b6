// The page's own words in the reader's language: English stands in the page and the scripts, others overlay it.

import { ES } from "/es.js";

const TABLES = { es: ES };
const TRANSLATED = ["aria-label", "aria-description", "title", "placeholder"];

export const language = navigator.language.toLowerCase().split("-")[0] in TABLES ? navigator.language.slice(0, 2).toLowerCase() : "en";
export const locale = language === "en" ? "en-GB" : navigator.language;

// What is said in the reader's language; {name} marks a value.
export function t(text, values = {}) {
  const said = TABLES[language]?.[text] ?? text;
  return said.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// Put what stands in the page into the reader's language, templates included.
export function translate(root) {
  document.documentElement.lang = language;
  if (language === "en") return;
  for (const part of [root, ...[...root.querySelectorAll("template")].map((one) => one.content)]) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data } = texts.currentNode;
      const words = data.trim();
      if (words) texts.currentNode.data = data.replace(words, t(words));
    }
    for (const element of part.querySelectorAll("*")) {
      for (const name of TRANSLATED) if (element.hasAttribute(name)) element.setAttribute(name, t(element.getAttribute(name)));
    }
  }
}
