// A row of the sheet: its text with autosave, its parts that the server draws, and what its buttons do.
import { Autosave } from "../autosave.js";
import { Conflict } from "./conflict.js";
import { mark } from "./mirror.js";
import { put } from "./parts.js";
import { toUtf16 } from "./points.js";
import { post } from "./server.js";
import { tell, word } from "./states.js";
import { Watch } from "./watch.js";
import { t } from "../words.js";

const IDLE = 30_000;
const GROWS = CSS.supports("field-sizing", "content");

export class Row {
  #idle = 0;

  constructor(element, sheet) {
    this.element = element;
    this.sheet = sheet;
    this.unit = element.dataset.unit;
    this.number = Number(element.dataset.number);
    this.field = element.querySelector("textarea");
    this.spots = JSON.parse(element.dataset.spots || "[]");
    this.drawn = this.status;
    this.stamp = Number(element.dataset.stamp);
    this.watch = new Watch();
    if (this.field) this.#listen();
  }

  // The version that the page knows: of its text, or where one only reads, of when it was drawn.
  get version() { return this.text?.version ?? Number(this.element.dataset.version); }
  get sourceText() { return "added" in this.element.dataset ? "" : this.element.querySelector('[data-part="source"]').textContent.trim(); }
  get targetText() { return (this.field?.value ?? shownText(this.element)).trim(); }
  // What one can choose it by, in a review, and whether it is a machine's text to the letter.
  get facets() { return this.element.dataset.facets?.split(" ") ?? []; }
  get untouched() { return this.element.classList.contains("is-untouched"); }
  get status() { return this.element.dataset.status; }
  get confirmed() { return this.status === "confirmed" || this.status === "omitted"; }
  // Whether it needs no more looking at: what was confirmed a moment ago is on its way.
  get settled() { return this.confirmed || this.confirming; }
  // Whether an editor sent it back, and it was not answered yet: such rows go first.
  get cameBack() { return Boolean(this.element.querySelector(".unit-status-returned")); }
  address(act) { return this.sheet.address(`units/${this.unit}/${act}`); }

  #listen() {
    const { field } = this;
    this.conflict = new Conflict((box) => field.parentElement.after(box), (text) => this.#merged(text));
    this.text = new Autosave({
      unit: this.unit,
      field,
      version: Number(this.element.dataset.version),
      kept: this.sheet.kept,
      watch: this.watch,
      send: (fields, options) => post(this.address("save"), fields, options),
      told: () => this.#told(),
      took: (_, answer, wish) => this.#took(answer, wish),
    });
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("focus", () => { this.watch.begin(); this.sheet.entered(this); });
    field.addEventListener("blur", (event) => { if (event.relatedTarget?.id !== "leader") this.left(); });
    for (const name of ["keydown", "pointermove", "wheel"]) {
      this.element.addEventListener(name, () => this.#alive(), { passive: true });
    }
    this.grow();
    mark(field, this.spots);
  }

  // Somebody went out of the text: a burst of work ends.
  left() {
    this.watch.end();
    this.text.flush({ end: true });
  }

  #typed() {
    mark(this.field, []);
    this.grow();
    this.#alive();
    this.text.changed();
    this.#stands(this.text.dirty ? "edited" : this.drawn);
  }

  // A confirmation is of the text as it was: it goes with the first key, before the server says so.
  #stands(status) {
    this.element.dataset.status = status;
    this.element.querySelector(".unit-confirm")?.setAttribute("aria-pressed", String(this.confirmed));
  }

  // Half a minute without a sign of life ends the burst.
  #alive() {
    this.watch.tick();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.text.flush({ end: true }), IDLE);
  }

  grow() {
    if (GROWS) return;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #told() {
    const { text } = this;
    const label = this.element.querySelector("[data-save]");
    label.textContent = word(text);
    label.dataset.state = text.state;
    if (["kept", "conflict", "refused", "late"].includes(text.state)) tell(t("Segment %(number)s: %(state)s", { number: this.number, state: word(text) }));
    this.sheet.told();
    this.element.dispatchEvent(new CustomEvent("text:told", { bubbles: true }));
  }

  #took(answer, wish) {
    if (answer.units) this.sheet.draw(answer);
    if (answer.result === "saved") {
      if (!this.text.dirty) this.sheet.past.renamed(this);
      this.conflict.close();
      this.sheet.saved(this);
      if (wish.confirm && this.confirmed) tell(t("Segment %(number)s confirmed.", { number: this.number }));
      if (answer.offers) this.sheet.replacing?.offer(this, answer.offers);
    } else if (answer.result === "conflict") {
      this.conflict.show(answer);
    } else if (answer.result === "proposed") {
      this.conflict.close();
      this.sheet.locked(answer.reason);
    }
  }

  // What the server drew of this row.
  draw(parts) {
    if (parts.version < this.version) return; // a save was faster
    this.drawn = parts.status;
    if (this.text && parts.version > this.text.version && !this.text.dirty && !this.text.blocked) this.#follow(parts);
    if (this.version === parts.version) this.stamp = parts.stamp;
    this.#stands(this.text?.dirty ? "edited" : parts.status);
    for (const name of ["gutter", "source", "top", "changes", "marks", "side"]) {
      if (name in parts) put(this.element.querySelector(`[data-part="${name}"]`), parts[name]);
    }
    if ("changes" in parts) this.element.classList.toggle("is-untouched", parts.changes.includes("review-untouched"));
    if (parts.facets) this.element.dataset.facets = parts.facets.join(" ");
    this.spots = parts.spots;
    if (this.field && this.field.value === parts.text) mark(this.field, this.spots);
  }

  // The text was written by another hand, or for a sentence that repeats; the caret stays where it is.
  #follow({ text, version }) {
    const { selectionStart: at } = this.field;
    this.text.adopt(text, version);
    if (document.activeElement === this.field) this.field.setSelectionRange(at, at);
    this.sheet.past.learned(this);
    this.grow();
  }

  // Focus and place: the text where one writes in it, else the row.
  enter() {
    this.sheet.reading?.leave();
    const writes = this.field?.checkVisibility() && !this.field.readOnly;
    (writes ? this.field : this.element).focus({ preventScroll: true });
    this.show();
  }

  show() {
    const box = this.element.getBoundingClientRect();
    const top = document.querySelector(".sheet-bar")?.offsetHeight ?? 0;
    if (box.top < top + 8 || box.bottom > innerHeight - 24) this.element.scrollIntoView({ block: "center" });
  }

  confirm() {
    if (!this.settled || this.text.dirty) this.sheet.past.settled(this, true);
    this.confirming = true;
    return this.text.flush({ confirm: true }).finally(() => { this.confirming = false; });
  }

  async toggle() {
    if (!this.confirmed || this.text.dirty) return this.confirm();
    this.sheet.past.settled(this, false);
    return this.act("unconfirm");
  }

  // An act of the server's on this row; what is being written goes first.
  async act(name, fields = {}) {
    await this.text?.flush({ end: true });
    await this.text?.settled();
    try {
      const answer = await post(this.address(name), { ...fields, version: this.text?.version });
      if (answer.result === "refused") this.text.show("refused", answer.reason);
      if (answer.result === "proposed") this.sheet.locked(answer.reason);
      if (answer.result === "conflict") this.#overtaken(answer);
      if (answer.result !== "saved") return;
      if (answer.text !== undefined) this.#becomes(() => this.text.adopt(answer.text, answer.version));
      else this.text.version = answer.version;
      this.grow();
      this.sheet.draw(answer);
    } catch (failure) {
      this.text.show("refused", failure.message);
    }
  }

  // An act came too late: nothing of it was written, so that what somebody else saved can stand here at once.
  #overtaken({ text, version }) {
    this.text.adopt(text, version);
    this.sheet.past.learned(this);
    this.grow();
    this.text.show("refused", t("Somebody else changed it meanwhile; their text stands here now."));
  }

  // What takes the place of the text, as one step that can be undone.
  #becomes(act) {
    const before = this.field.value;
    act();
    this.sheet.past.wrote(this, before);
  }

  // Puts a text in place of a stretch of this one.
  replace(start, end, text) {
    this.field.focus();
    this.sheet.past.apart(() => {
      this.field.setRangeText(text, start, end, "end");
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // Applies a fix if the text still reads as it did where the finding was.
  fix({ start, was, text }) {
    const { value } = this.field;
    const expected = toUtf16(value, Number(start));
    const place = value.startsWith(was, expected) ? expected : value.indexOf(was);
    const unique = place === expected || place === value.lastIndexOf(was);
    if (place < 0 || !unique) return tell(t("The text has changed since this was found."));
    this.replace(place, place + was.length, text);
    this.text.flush();
  }

  select(start, end) {
    this.field.focus();
    this.field.setSelectionRange(toUtf16(this.field.value, Number(start)), toUtf16(this.field.value, Number(end)));
  }

  // The ways out of a conflict.
  mine() { this.conflict.close(); this.field.focus(); return this.text.keepMine(); }
  theirs() { this.conflict.close(); this.#becomes(() => this.text.takeTheirs()); this.grow(); this.field.focus(); }
  byHand() { this.conflict.rest(); this.text.byHand(); }

  #merged(text) {
    if (this.text.outdated) return this.text.flush();
    this.conflict.close();
    this.#becomes(() => this.text.merged(text));
    this.grow();
    this.field.focus();
  }
}

// The text where nobody writes; in a review it stands with what was taken out of it.
function shownText(element) {
  const shown = element.querySelector(".review-text, .unit-target > .unit-text")?.cloneNode(true);
  for (const other of shown?.querySelectorAll("del, .unseen") ?? []) other.remove();
  return shown?.textContent ?? "";
}
