// What stands in a message besides its words: files, places on the map, and what it answers.

import { make } from "/dialogs.js";
import { t } from "/words.js";

const LARGEST = 24 * 1024 * 1024;
const NAMES = { photo: t("Photo"), voice: t("Voice message"), audio: t("Audio"), video: t("Video"), document: t("Document") };

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

// What a message is about, in a few words: to quote it, or to name it in a button.
export function gist(entry) {
  const words = entry.text || (entry.file ? NAMES[entry.file.kind] : "");
  const line = words.split(/\s+/u).join(" ");
  return line.length > 60 ? `${[...line].slice(0, 59).join("")}…` : line;
}

function sizeOf(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function link(file) {
  const card = make("a", "saved");
  const words = make("span", "words");
  words.append(make("b", "", file.name || NAMES[file.kind]), make("small", "", sizeOf(file.size)));
  card.append(icon("file"), words);
  card.href = file.url;
  card.download = file.name || file.kind;
  return card;
}

export function fileOf(file, onload) {
  const tag = { photo: "img", voice: "audio", audio: "audio", video: "video" }[file.kind];
  const fits = { img: "image/", audio: "audio/", video: "video/" }[tag];
  const isPicture = file.media_type.startsWith("image/");
  if (!file.shown || !(tag && file.media_type.startsWith(fits)) && !(isPicture && file.kind === "video")) return link(file);
  const element = make(isPicture ? "img" : tag, "media");
  element.src = file.url;
  if (isPicture) {
    element.alt = NAMES[file.kind];
    element.onload = onload;
  } else {
    element.controls = true;
    element.preload = "metadata";
    element.setAttribute("aria-label", NAMES[file.kind]);
  }
  const opening = isPicture ? opened(file, element) : element;
  element.onerror = () => opening.replaceWith(link(file));
  return opening;
}

// A picture in a chat is small; a click shows it whole.
function opened(file, picture) {
  const anchor = make("a", "opens");
  anchor.href = file.url;
  anchor.target = "_blank";
  anchor.rel = "noopener";
  anchor.title = t("Show the whole picture");
  anchor.append(picture);
  return anchor;
}

// Words with the addresses in them to be followed, as platforms show them; what ends a sentence is no part of one.
export function linked(words) {
  return words.split(/(https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)])/u).map((part, at) => {
    if (at % 2 === 0) return part;
    const anchor = make("a", "", part);
    anchor.href = part;
    anchor.target = "_blank";
    anchor.rel = "noopener";
    return anchor;
  });
}

export function pinOf([latitude, longitude]) {
  const card = make("p", "pin");
  card.append(icon("location"), make("span", "", `${latitude}, ${longitude}`));
  return card;
}

export function quoteOf(answered, inThread, onclick) {
  const button = make("button", "quote");
  const words = gist(answered) || t("A message");
  button.type = "button";
  button.title = t(inThread ? "In the thread of this message" : "In answer to this message");
  button.setAttribute("aria-label", `${button.title}: ${words}`);
  button.append(icon("reply"), make("span", "", words));
  button.onclick = onclick;
  return button;
}

// A file chosen on the page as the interface takes it, or null with a word of complaint.
export async function asFile(file, caption, complain) {
  if (file.size > LARGEST) return complain(t("Choose a file of at most 24 MB.")), null;
  if (!file.size) return complain(t("This file is empty.")), null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { kind: kindOf(file.type), name: file.name, data: btoa(text), ...(caption ? { caption } : {}) };
}

function kindOf(type) {
  if (/^image\/(jpeg|png|webp|gif)$/.test(type)) return "photo";
  if (/^audio\/(ogg|webm|mp4|x-m4a)/.test(type)) return "voice";
  return type.startsWith("audio/") ? "audio" : type.startsWith("video/") ? "video" : "document";
}
