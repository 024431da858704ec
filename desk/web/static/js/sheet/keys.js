// The keys of a sheet. Nothing fires while an input method composes, in another field, or under a dialog.
import { confirmAndGo } from "./acts.js";

const SWITCH = "desk.letters";

// `letters`: what single keys do outside the text.
export function listen(sheet, letters) {
  switchable();
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
    const row = sheet.active;
    if (row && event.target === row.field) inText(sheet, row, event);
    else if (!event.target.closest?.("textarea, select, input:not([type=checkbox])")) outside(sheet, row, event, letters);
  });
}

function inText(sheet, row, event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    if (sheet.view === "review") leave(row);
    else if (event.shiftKey) saveAndGo(sheet, row);
    else confirmAndGo(row);
  } else if (event.key === "Escape") {
    event.preventDefault();
    leave(row);
  }
}

function leave(row) {
  row.element.focus({ preventScroll: true });
}

function saveAndGo(sheet, row) {
  row.text.flush({ end: true });
  sheet.step(row, 1)?.enter();
}

function outside(sheet, row, event, letters) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onRow = row && event.target === row.element;
  const key = (onRow && { ArrowDown: "j", ArrowUp: "k" }[event.key]) || event.key;
  if (onRow && key === "Enter" && row.text && sheet.view !== "review") {
    event.preventDefault();
    row.enter();
    return;
  }
  const act = key.length === 1 ? letters[key.toLowerCase()] : undefined;
  if (!act || !(wanted() || event.key.startsWith("Arrow"))) return;
  event.preventDefault();
  act(sheet, row);
}

// Single keys can be switched off, for those whose machine types by itself.
function wanted() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function switchable() {
  const box = document.querySelector("[data-letters]");
  if (!box) return;
  box.checked = wanted();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}
