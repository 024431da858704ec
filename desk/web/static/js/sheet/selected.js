// What was selected last in a row outside its text field: a click on a button, or going elsewhere, takes it away.
export class Selected {
  constructor(sheet) {
    this.sheet = sheet;
    document.addEventListener("selectionchange", () => this.#remember());
  }

  #remember() {
    const selection = document.getSelection();
    const text = selection.toString().trim();
    const part = selection.anchorNode?.parentElement?.closest(".unit-source .unit-text, .unit-target p.unit-text");
    const row = text && part && this.sheet.row(part);
    if (row) this.last = { row, text, side: part.closest(".unit-source") ? "source" : "target" };
  }

  // The words of a row that are selected on a side, "source" or "target"; empty where none are.
  on(row, side) {
    const { field } = row;
    if (side === "target" && field && field.selectionEnd > field.selectionStart) {
      return field.value.slice(field.selectionStart, field.selectionEnd).trim();
    }
    return this.last?.row === row && this.last.side === side ? this.last.text : "";
  }

  forget() { this.last = null; }
}
