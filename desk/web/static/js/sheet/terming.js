// Adding a term from what is selected in a row: words of its source, of its text, or of both.
import { post } from "./server.js";
import { tell } from "./states.js";

export class Terming {
  constructor(sheet) {
    this.sheet = sheet;
    this.dialog = document.getElementById("add-term");
    if (!this.dialog) return;
    this.form = this.dialog.querySelector("form");
    this.reason = this.dialog.querySelector("[data-reason-why]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(event.submitter?.value === "approve");
    });
    this.dialog.addEventListener("close", () => this.row?.element.focus({ preventScroll: true }));
  }

  open(row) {
    this.row = row ?? this.sheet.selected.last?.row;
    if (!this.dialog || !this.row) return;
    const { source, target } = this.form.elements;
    this.form.reset();
    this.#say("");
    source.value = this.sheet.selected.on(this.row, "source");
    target.value = this.sheet.selected.on(this.row, "target");
    this.dialog.querySelector("[data-sentence]").textContent = this.#source().textContent;
    this.dialog.showModal();
    (source.value ? target : source).focus();
    (source.value ? target : source).select();
  }

  #source() { return this.row.element.querySelector('[data-part="source"]'); }

  async #send(approve) {
    const fields = Object.fromEntries(new FormData(this.form));
    await this.row.text?.settled();
    const answer = await post(`${this.sheet.base}/terms`, { ...fields, unit: this.row.unit, approve }).catch((failure) => ({ reason: failure.message }));
    if (answer.result !== "saved") return this.#say(answer.reason, answer.address);
    this.sheet.selected.forget();
    this.dialog.close();
    if (answer.units) this.sheet.draw(answer);
    this.#done(answer);
  }

  #say(reason, address) {
    this.reason.hidden = !reason;
    this.reason.querySelector("p").textContent = reason ?? "";
    const link = this.reason.querySelector("a");
    link.hidden = !address;
    if (address) link.href = address;
  }

  // A word of it where the row says whether it is saved, with the way to the term.
  #done({ said, address }) {
    const link = document.createElement("a");
    link.className = "unit-said";
    link.href = address;
    link.textContent = said;
    this.row.element.querySelector(".unit-said")?.remove();
    this.row.element.querySelector(".unit-save").before(link);
    tell(said);
  }
}
