// What was done to the texts of a sheet, to be undone and done again step by step through all segments, each as an edit like
// any other. A browser's own undo knows one field, and nothing of what buttons and the server wrote there.
import { tell } from "./states.js";
import { t } from "../words.js";

const PAUSE = 1_000; // what is typed without one is a step
const MOST = 500;
const LOW = /[\uDC00-\uDFFF]/; // the second half of a character
const TYPED = /^(insertText|insertCompositionText|insertFromComposition|insertLineBreak|delete(?!By))/;

export class Past {
  #done = [];
  #undone = [];
  #seen = new Map(); // the text of each segment as of its last step
  #open = false; // whether what is typed next may belong to the last step
  #steps = false;

  constructor(sheet) {
    this.sheet = sheet;
    const { element } = sheet;
    element.addEventListener("focusin", (event) => this.#come(event));
    element.addEventListener("input", (event) => { if (!event.isComposing) this.#written(event, TYPED.test(event.inputType)); });
    element.addEventListener("compositionend", (event) => this.#written(event, true));
    element.addEventListener("beforeinput", (event) => this.#asked(event));
  }

  // Does something that writes into a text as a step of its own.
  apart(act) {
    this.#open = false;
    act();
    this.#open = false;
  }

  // A button or the server wrote in a text that was `before`.
  wrote(row, before) {
    this.#seen.set(row.unit, before);
    this.apart(() => this.#record(row, false));
  }

  // Somebody else wrote in a text, which is no step.
  learned(row) { this.#seen.set(row.unit, row.field.value); }

  // A text that was seen here is kept by the server in a normal form, which counts as the same.
  renamed(row) {
    const [was, is] = [this.#seen.get(row.unit), row.field.value];
    this.#seen.set(row.unit, is);
    for (const step of [...this.#done, ...this.#undone]) {
      for (const side of ["before", "after"]) if (step.unit === row.unit && step[side] === was) step[side] = is;
    }
  }

  // A segment is confirmed, or is not any more.
  settled(row, confirmed) { if (!this.#steps) this.#add({ unit: row.unit, confirmed }); }

  undo() { return this.#step(this.#done, this.#undone, "after", "before", t("There is nothing to undo.")); }
  redo() { return this.#step(this.#undone, this.#done, "before", "after", t("There is nothing to do again.")); }

  #come({ target }) {
    const row = this.sheet.row(target);
    if (!row || target !== row.field) return;
    this.learned(row);
    this.#open = false;
  }

  // The browser's own undo, out of its menu or by shaking a phone, is the sheet's. What is written over a selection begins
  // a step.
  #asked(event) {
    const { target, inputType } = event;
    if (!this.sheet.row(target)) return;
    if (target.selectionStart !== target.selectionEnd && !event.isComposing) this.#open = false;
    const way = { historyUndo: "undo", historyRedo: "redo" }[inputType];
    if (!way) return;
    event.preventDefault();
    this[way]();
  }

  #written({ target }, typed) {
    const row = this.sheet.row(target);
    if (row && target === row.field && !this.#steps) this.#record(row, typed);
  }

  #record(row, typed) {
    const { unit, field: { value: after } } = row;
    const before = this.#seen.get(unit) ?? after;
    this.#seen.set(unit, after);
    if (before === after) return;
    const last = this.#done.at(-1);
    const goesOn = typed && this.#open && last.unit === unit && Date.now() - last.at < PAUSE;
    if (goesOn) Object.assign(last, { after, at: Date.now() });
    else this.#add({ unit, before, after, at: Date.now() });
    this.#open = typed;
  }

  #add(step) {
    this.#done.push(step);
    if (this.#done.length > MOST) this.#done.shift();
    this.#undone = [];
    this.#open = false;
    this.#show();
  }

  // Takes the last step of a list, and lays it upon the other. A segment that is as the step would have it is passed over.
  #step(from, to, is, becomes, nothing) {
    this.#open = false;
    for (let step = from.at(-1); step; step = from.at(-1)) {
      const row = this.sheet.rows.find((one) => one.unit === step.unit);
      const why = this.#refused(row, step, is);
      if (why) return tell(why);
      from.pop();
      if (this.#turn(row, step, becomes)) {
        to.push(step);
        return this.#show();
      }
    }
    tell(nothing);
  }

  // Why a step cannot be made; what somebody else wrote meanwhile is left alone, and its steps are forgotten.
  #refused(row, step, is) {
    const number = row?.number ?? "";
    if (row?.text?.blocked) return t("Segment %(number)s: choose one of the two texts first.", { number });
    const other = !row?.text || row.field.readOnly || (is in step && row.field.value !== step[is]);
    if (!other) return "";
    this.#forget(step.unit);
    row?.show();
    return t("Segment %(number)s was changed elsewhere meanwhile: it stays as it is now.", { number });
  }

  // Whether there was something to do.
  #turn(row, step, becomes) {
    if ("confirmed" in step) return this.#confirm(row, step.confirmed === (becomes === "after"));
    this.#quietly(() => write(row.field, step[becomes]));
    this.#seen.set(row.unit, row.field.value);
    this.#go(row);
    return true;
  }

  #confirm(row, wanted) {
    if (Boolean(row.settled) === wanted) return false;
    this.#quietly(() => (wanted ? row.confirm() : row.act("unconfirm")));
    this.#go(row);
    return true;
  }

  #quietly(act) {
    this.#steps = true;
    act();
    this.#steps = false;
  }

  // Into the text from a text; else to the segment, where the next key acts again.
  #go(row) {
    const writes = document.activeElement?.matches("textarea");
    this.sheet.reading?.leave();
    if (writes) {
      this.sheet.opens?.(row);
      row.enter();
    } else {
      row.element.focus({ preventScroll: true });
      row.show();
      row.text.flush({ end: true });
    }
  }

  #forget(unit) {
    this.#done = this.#done.filter((step) => step.unit !== unit);
    this.#undone = this.#undone.filter((step) => step.unit !== unit);
    this.#show();
  }

  #show() {
    for (const [does, steps] of [["undo", this.#done], ["redo", this.#undone]]) {
      this.sheet.element.querySelector(`.sheet-bar [data-does="${does}"]`)?.setAttribute("aria-disabled", String(!steps.length));
    }
  }
}

// Puts only what differs into a field, with the caret behind it.
function write(field, text) {
  const was = field.value;
  const short = Math.min(was.length, text.length);
  let start = 0;
  while (start < short && was[start] === text[start]) start++;
  if (LOW.test(text[start] ?? was[start])) start--;
  let same = 0;
  while (same < short - start && was.at(-1 - same) === text.at(-1 - same)) same++;
  if (same && LOW.test(text.at(-same))) same--;
  field.setRangeText(text.slice(start, text.length - same), start, was.length - same, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
