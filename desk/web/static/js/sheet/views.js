// How a review shows its rows: with what was changed, as the text is now, in columns, or as two articles side by side; and
// what the text is compared with. Both are kept in this browser.
import { tell } from "./states.js";
import { t } from "../words.js";

const KEPT = "desk.review.";

export class Views {
  constructor(sheet) {
    this.sheet = sheet;
    this.element = sheet.element;
    sheet.reading.shown = (view) => { if (view === "rows" && this.view === "split") this.show("changes"); };
    this.element.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-shows], [data-compares]");
      if (button?.dataset.shows) this.show(button.dataset.shows, true);
      if (button?.dataset.compares) this.compare(button.dataset.compares);
    });
    this.show(kept("view") ?? "changes");
    if (this.#comparisons.length && kept("compared")) this.compare(kept("compared"));
  }

  get view() { return this.element.dataset.view; }
  get #comparisons() { return [...this.element.querySelectorAll("[data-compares]")]; }

  // `view`: "changes", "final", "columns" or "split".
  show(view) {
    this.element.dataset.view = view;
    press(this.element.querySelectorAll("[data-shows]"), (button) => button.dataset.shows === view);
    this.sheet.reading.show(view === "split" ? "both" : "rows");
    keep("view", view);
  }

  // `against`: "review" or "draft"; without it, the other of them.
  compare(against = this.element.dataset.compared === "draft" ? "review" : "draft") {
    if (!this.#comparisons.length) return tell(t("No editor has decided on this before."));
    this.element.dataset.compared = against;
    press(this.#comparisons, (button) => button.dataset.compares === against);
    tell(this.#comparisons.find((button) => button.dataset.compares === against).textContent.trim());
    keep("compared", against);
  }
}

function press(buttons, chosen) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(chosen(button)));
}

function keep(name, value) {
  try { localStorage.setItem(KEPT + name, value); } catch { /* then it is not remembered */ }
}

function kept(name) {
  try { return localStorage.getItem(KEPT + name); } catch { return null; }
}
