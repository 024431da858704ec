// A sheet: all rows of a translation, and what belongs to the whole of it.
import { Kept } from "./kept.js";
import { Past } from "./past.js";
import { put } from "./parts.js";
import { Row } from "./row.js";
import { showAll } from "./states.js";
import { t } from "../words.js";

export class Sheet {
  // `view` is what the page shows: the server draws rows for it.
  constructor(element, view = "editor") {
    this.element = element;
    this.view = view;
    this.base = element.dataset.base;
    this.kept = new Kept(element.dataset.person);
    this.fields = [];
    this.past = new Past(this);
    this.read();
  }

  // Finds the rows again, as after drafts came in. Those that are the same stay what they are.
  read() {
    const known = new Map(this.rows?.map((row) => [row.element, row]));
    this.rows = [...this.element.querySelectorAll("[data-unit]")].map((row) => known.get(row) ?? new Row(row, this));
  }

  // The rows that stand on the page: in a review one may look at some alone.
  get shown() { return this.rows.filter((row) => !row.element.hidden); }
  get writing() { return this.rows.filter((row) => row.text); }
  row(element) { return this.rows.find((row) => row.element === element?.closest("[data-unit]")); }
  get active() { return this.row(document.activeElement); }

  // Texts that this browser kept when they could not be sent.
  recall() {
    for (const row of this.writing) {
      const entry = this.kept.get(row.unit);
      if (entry) row.text.recall(entry);
    }
  }

  // All that is saved by itself: the rows' texts, and fields beside the article.
  get texts() { return [...this.writing, ...this.fields]; }

  told() { showAll(this.element, this.texts.map((one) => one.text.state)); }

  // Where the server is told of something, for this view.
  address(path) { return `${this.base}/${path}${this.view === "review" ? "?view=review" : ""}`; }

  // Called when a text was saved.
  saved() {}

  // What the server drew: rows whose parts are others now, and the figures.
  draw({ units, summary }) {
    for (const [unit, parts] of Object.entries(units)) this.rows.find((row) => row.unit === unit)?.draw(parts);
    if (summary) this.#figures(summary);
  }

  #figures(summary) {
    const live = (name) => document.querySelector(`[data-live="${name}"]`);
    const progress = this.element.querySelector(".sheet-progress progress");
    if (progress) {
      progress.value = summary.confirmed;
      progress.parentElement.querySelector("output").textContent = `${summary.confirmed}/${summary.total}`;
      progress.parentElement.classList.toggle("progress-good", summary.confirmed === summary.total);
    }
    for (const name of ["counts", "findings", "obstacles", "stops", "returned"]) if (live(name) && name in summary) put(live(name), summary[name]);
    if (summary.facets) this.facets?.count(summary.facets);
    const submit = this.element.querySelector("[data-submit]");
    if (submit) submit.disabled = !summary.ready || !!this.barred;
  }

  entered(row) {
    const tools = this.#tools();
    if (!tools || tools.parentElement === row.element.querySelector(".unit-target")) return;
    row.element.querySelector(".unit-target").append(tools);
    for (const button of tools.querySelectorAll("[data-needs-draft]")) button.hidden = !("drafted" in row.element.dataset);
    for (const button of tools.querySelectorAll("[data-needs-several]")) button.hidden = !("several" in row.element.dataset);
  }

  #tools() {
    this.tools ??= document.getElementById("unit-tools")?.content.firstElementChild ?? null;
    return this.tools;
  }

  // The translation is not the reader's to write in any more: fields rest, and the reason stands above them.
  locked(reason) {
    if (this.element.dataset.locked) return;
    this.element.dataset.locked = "yes";
    for (const row of this.writing) row.field.readOnly = true;
    this.#note(reason, t("What you wrote since is kept as a proposal."));
  }

  // So it is, before anything was saved. Who is typing types on: that text will be a proposal at its next pause.
  overtaken(reason) {
    if (!this.texts.some((one) => one.text.dirty)) this.locked(reason);
  }

  // The segments are others now. Texts go on being saved; those whose segment is gone are kept.
  moved() {
    if (this.element.dataset.moved) return;
    this.element.dataset.moved = "yes";
    this.#note(t("Somebody else has changed which segments there are."), t("Your texts are kept."));
  }

  #note(title, text) {
    const note = document.createElement("div");
    note.className = "notice notice-warn";
    note.setAttribute("role", "alert");
    note.innerHTML = "<div class='notice-body'><p class='notice-title'></p><p><span></span> <a href=''></a></p></div>";
    note.querySelector("span").textContent = text;
    note.querySelector("a").textContent = t("Reload the page to see how things stand.");
    note.querySelector(".notice-title").textContent = title;
    this.element.querySelector(".sheet-notices").prepend(note);
    note.scrollIntoView({ block: "nearest" });
  }

  // The rows after a row, beginning again at the top.
  after(row) {
    const rows = this.shown;
    const at = rows.indexOf(row) + 1;
    return [...rows.slice(at), ...rows.slice(0, at)];
  }

  step(row, by) {
    const rows = this.shown;
    const at = rows.includes(row) ? rows.indexOf(row) + by : by > 0 ? 0 : rows.length - 1;
    return rows[Math.min(Math.max(at, 0), rows.length - 1)];
  }

  // What came back from an editor goes before all else.
  nextUnconfirmed(row) {
    const waiting = this.after(row).filter((one) => !one.settled && one !== row);
    return waiting.find((one) => one.cameBack) ?? waiting[0];
  }
}
