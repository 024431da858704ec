// What the buttons of rows do, by their `data-does`.

import { t } from "../words.js";
import { stepFinding } from "./findings.js";
import { put } from "./parts.js";
import { get, getHtml } from "./server.js";
import { tell } from "./states.js";

const PATIENCE = 120; // looks, a second apart
const UNSPACED = ["zh", "ja", "th"]; // languages without spaces between words

export const ACTS = {
  confirm: (row) => row.toggle(),
  "confirm-next": (row) => confirmAndGo(row),
  fix: (row, button) => row.fix(button.dataset),
  suggest: (row, button) => suggest(row, button),
  show: (row, button) => row.select(button.dataset.start, button.dataset.end),
  insert: (row, button) => insert(row, button.dataset.text),
  use: (row, button) => row.replace(0, row.field.value.length, button.dataset.text),
  restore: (row) => row.act("restore").then(() => row.enter()),
  "put-back": (row, button) => row.fix(button.dataset),
  "decode-again": (row) => decodeAgain(row),
  "take-offer": (row, button) => take(row, button).then(() => row.enter()),
  take: (row) => row.act("alternative/take").then(() => row.enter()),
  "copy-source": (row) => copySource(row),
  term: (row) => row.sheet.terming.open(row),
  concordance: (row) => row.sheet.concordance.open(row),
  replace: (row) => row.sheet.replacing?.open(row),
  add: (row) => row.sheet.wording.add(row),
  remove: (row) => row.sheet.wording.remove(row),
  merge: (row) => row.sheet.wording.merge(row),
  split: (row) => row.sheet.wording.split(row),
  "correct-source": (row) => row.sheet.wording.correct(row),
  omit: (row) => row.sheet.dialogs.omit(row),
  comment: (row) => row.sheet.talk?.open(row),
  "set-aside": (row, button) => row.sheet.dialogs.setAside(row, button),
  merged: (row) => row.conflict.take(),
  mine: (row) => row.mine(),
  theirs: (row) => row.theirs(),
  "by-hand": (row) => row.byHand(),
};

// Shows what may be meant by a word, and where it stands.
async function suggest(row, button) {
  const { word, start } = button.dataset;
  row.select(Number(start), Number(start) + [...word].length);
  const list = button.closest(".help-part").querySelector("[data-suggestions]");
  list.setAttribute("aria-busy", "true");
  const html = await getHtml(`${row.sheet.base}/spelling?${new URLSearchParams({ word, start })}`).catch(() => "");
  list.removeAttribute("aria-busy");
  put(list, html);
}

// Lets the text begin with what the help offers: another draft, or a match of the memory.
export function take(row, { dataset: { draft, entry } }) {
  return row.act("take", draft ? { draft } : { entry });
}

// Has the sentence decoded again, and looks until it is there.
export async function decodeAgain(row) {
  await row.act("alternative");
  for (let tries = 0; tries < PATIENCE && row.element.querySelector("[data-alternative-waits]"); tries++) {
    await new Promise((done) => setTimeout(done, 1000));
    try {
      row.sheet.draw(await get(row.address("alternative")));
    } catch { /* the next look may fare better */ }
  }
}

// Says why there is nothing to translate again or to take: in the row until it is drawn again, and to those who listen.
export function noAlternative(row) {
  const side = row.element.querySelector('[data-part="side"]');
  const shown = side.querySelector(".unit-alternative p, [data-no-alternative]")?.textContent;
  const why = shown ?? whyNone(row.element);
  if (!shown) {
    const note = document.createElement("p");
    note.className = "small muted";
    note.dataset.noAlternative = "";
    note.textContent = why;
    side.prepend(note);
  }
  tell(t("Segment %(number)s: %(state)s", { number: row.number, state: why }));
}

function whyNone(element) {
  if (!element.querySelector(".unit-term")) return t("No alternative: the glossary has no term in this sentence.");
  if (!("drafted" in element.dataset)) return t("No alternative: no engine drafted this text.");
  return t("No alternative: all terms stand where the engine put them.");
}

export function wire(sheet) {
  sheet.element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-does]");
    if (!button) return;
    const row = button.closest("[data-help]") ? sheet.help?.row : sheet.row(button);
    if (row) ACTS[button.dataset.does]?.(row, button);
    else BAR[button.dataset.does]?.(sheet, sheet.active ?? sheet.last);
  });
}

// What the buttons above the rows do, from the row where one was.
const BAR = {
  next: (sheet, row) => sheet.nextUnconfirmed(row)?.enter(),
  undo: (sheet) => sheet.past.undo(),
  redo: (sheet) => sheet.past.redo(),
  "next-finding": (sheet, row) => stepFinding(sheet, row, 1),
  "previous-finding": (sheet, row) => stepFinding(sheet, row, -1),
};

// Confirms, and goes on at once: the next text must not wait for the server.
export function confirmAndGo(row) {
  const next = row.sheet.nextUnconfirmed(row);
  row.confirm();
  if (next) next.enter();
  else row.element.focus();
}

// Puts a term in, with a space where it would otherwise run into a word.
function insert(row, text) {
  const { selectionStart, selectionEnd, value, lang } = row.field;
  const space = UNSPACED.includes(lang) ? "" : " ";
  const before = /[\p{L}\p{N}]$/u.test(value.slice(0, selectionStart)) ? space : "";
  const after = /^[\p{L}\p{N}]/u.test(value.slice(selectionEnd)) ? space : "";
  row.replace(selectionStart, selectionEnd, before + text + after);
}

// The nth of the terms that stand below the text.
export function insertTerm(row, nth) {
  const term = row.element.querySelectorAll('[data-part="marks"] [data-does="insert"]')[nth - 1];
  if (term) insert(row, term.dataset.text);
  else tell(t("Segment %(number)s: there is no term %(nth)s.", { number: row.number, nth }));
}

function copySource(row) {
  const source = row.element.querySelector('[data-part="source"]').textContent;
  row.replace(0, row.field.value.length, source);
}
