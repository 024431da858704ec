// The editor's choice between rows and the article as an article, kept for each person in this browser.

export class ReadingChoice {
  constructor(sheet) {
    this.reading = sheet.reading;
    this.choice = sheet.element.querySelector("[data-view-choice]");
    this.key = `desk.view.${sheet.element.dataset.person}`;
    this.reading.shown = (view) => { this.choice.value = view; };
    this.choice.addEventListener("change", () => this.#choose(this.choice.value));
    if (!location.hash) this.reading.show(this.#kept());
  }

  #choose(view) {
    this.reading.show(view);
    try {
      localStorage.setItem(this.key, view);
    } catch { /* then it holds for this page alone */ }
  }

  #kept() {
    try {
      return localStorage.getItem(this.key) ?? "rows";
    } catch {
      return "rows";
    }
  }
}
