// How words were translated before, asked for beside the article with what is selected. It stays until somebody closes it;
// Esc goes back to where one was.

export class Concordance {
  constructor(sheet) {
    this.sheet = sheet;
    this.pane = sheet.element.querySelector("[data-concordance]");
    this.form = this.pane.querySelector("form");
    this.pane.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) this.#back(event); });
    this.pane.querySelector("[data-concordance-closes]").addEventListener("click", () => this.#close());
  }

  open(row) {
    const { selected, side, help } = this.sheet;
    const words = row ? selected.on(row, "target") || selected.on(row, "source") : "";
    const { q } = this.form.elements;
    if (!this.pane.contains(document.activeElement)) this.from = document.activeElement;
    side.show("help");
    help.open(true);
    this.pane.hidden = false;
    q.value = words || q.value;
    q.focus();
    q.select();
    if (words) this.form.requestSubmit();
  }

  #back(event) {
    event.preventDefault();
    event.stopPropagation();
    if (this.from?.isConnected) this.from.focus();
  }

  #close() {
    this.pane.hidden = true;
    if (this.from?.isConnected) this.from.focus();
  }
}
