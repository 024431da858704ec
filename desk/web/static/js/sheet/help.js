// Help with the segment that one is in. It is asked for a moment after one came, kept for each version of the segment,
// and fetched beforehand for the next one; nothing that is typed waits for it.
import { take } from "./acts.js";
import { put } from "./parts.js";
import { getHtml } from "./server.js";

const PAUSE = 180; // going through segments by the arrow keys asks for none of them
const BEFOREHAND = 700;
const KEPT = 200;
const FRESH = 120_000;

export class Help {
  #asked = 0;
  #ahead = 0;
  #kept = new Map();
  #coming = new Map();

  constructor(sheet) {
    this.sheet = sheet;
    this.pane = sheet.element.querySelector("[data-help]");
    this.here = this.pane.querySelector("[data-help-here]");
    this.row = null;
    sheet.element.addEventListener("focusin", (event) => this.come(sheet.row(event.target)));
    this.pane.querySelector("[data-help-handle]").addEventListener("click", () => this.open());
    this.pane.addEventListener("keydown", (event) => { if (event.key === "Escape") this.open(false); });
  }

  // Somebody came to a row: what is known of it is drawn at once, the rest a moment later.
  come(row) {
    if (!row || (row === this.row && row.version === this.drawn)) return;
    this.row = row;
    this.#number();
    clearTimeout(this.#asked);
    clearTimeout(this.#ahead);
    const known = this.#known(row);
    if (known) this.#draw(row, known);
    else this.#asked = setTimeout(() => this.#ask(row), PAUSE);
    this.here.classList.toggle("is-old", !known);
  }

  // What is kept of a row holds no longer, as after a comment: it is asked for again.
  forget(row) {
    this.#kept.delete(row.unit);
    this.drawn = null;
    if (row === this.row) this.come(row);
  }

  // Puts the text of a number into the row.
  insert(nth) {
    const offer = this.here.querySelector(`[data-nth="${nth}"]`);
    if (offer && !this.here.classList.contains("is-old")) return take(this.row, offer);
  }

  async #ask(row) {
    this.here.setAttribute("aria-busy", "true");
    const html = this.#known(row) ?? await this.#fetch(row); // it may have come while one paused
    this.here.removeAttribute("aria-busy");
    if (row === this.row) this.#draw(row, html ?? this.#failed());
  }

  #failed() {
    return `<p class="muted small">${this.pane.dataset.helpFails}</p>`;
  }

  // What is on its way already is not asked for twice. Nothing comes where the desk did not answer.
  #fetch(row) {
    const key = `${row.unit} ${row.version}`;
    if (!this.#coming.has(key)) this.#coming.set(key, this.#get(row).finally(() => this.#coming.delete(key)));
    return this.#coming.get(key);
  }

  async #get(row) {
    const { version } = row;
    try {
      const html = await getHtml(`${row.address("help")}${row.text ? "?write=1" : ""}`);
      this.#keep(row, version, html);
      return html;
    } catch {
      return null;
    }
  }

  #keep(row, version, html) {
    this.#kept.delete(row.unit);
    this.#kept.set(row.unit, { version, html, at: Date.now() });
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value);
  }

  #known(row) {
    const entry = this.#kept.get(row.unit);
    return entry && entry.version === row.version && Date.now() - entry.at < FRESH ? entry.html : null;
  }

  #draw(row, html) {
    this.drawn = row.version;
    this.here.classList.remove("is-old");
    put(this.here, html);
    this.here.scrollTop = 0;
    this.#tell();
    this.#ahead = setTimeout(() => this.#beforehand(row), BEFOREHAND);
  }

  // The next unconfirmed one's, so that it is there when one goes on.
  #beforehand(row) {
    const next = this.sheet.nextUnconfirmed(row);
    if (row === this.row && next && !this.#known(next)) this.#fetch(next);
  }

  #number() {
    const number = this.sheet.element.querySelector("[data-help-number]");
    if (number) number.textContent = ` ${this.row.number}`;
  }

  // What the sheet at the bottom says while it is closed: how many things of each kind there are.
  #tell() {
    const heads = [...this.here.querySelectorAll(".help-part:not([data-help-part=history]) .help-head")];
    const word = heads.map((head) => head.textContent.trim().replace(/\s+/g, " ")).join(" · ");
    const handle = this.pane.querySelector("[data-help-handle-word]");
    handle.textContent = word || this.pane.dataset.helpNone;
  }

  // The sheet at the bottom, where there is no room for a column.
  open(open = !this.pane.classList.contains("is-open")) {
    this.pane.classList.toggle("is-open", open);
    this.pane.querySelector("[data-help-handle]").setAttribute("aria-expanded", String(open));
    const covers = getComputedStyle(this.pane).position === "fixed";
    if (open && covers) this.row?.element.scrollIntoView({ block: "start" }); // above the sheet, which covers the rest
  }
}
