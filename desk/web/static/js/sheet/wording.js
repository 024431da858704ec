// A sentence of one's own, and a misprint of the source: each is written in a dialog, and the page comes back with it.
import { post } from "./server.js";

export class Wording {
  constructor(sheet) {
    this.sheet = sheet;
    for (const id of ["add-sentence", "correct-source"]) {
      document.querySelector(`#${id} form`)?.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#send(id === "add-sentence" ? "add" : "source", this.#field(id).value);
      });
    }
  }

  add(row) { this.#open("add-sentence", row, ""); }
  correct(row) { this.#open("correct-source", row, row.element.querySelector('[data-part="source"]').textContent.trim()); }

  remove(row) {
    this.row = row;
    return this.#send("remove", "");
  }

  #field(id) { return document.querySelector(`#${id} textarea`); }

  #open(id, row, text) {
    this.dialog = document.getElementById(id);
    if (!this.dialog) return;
    this.row = row;
    this.#say("");
    this.#field(id).value = text;
    this.dialog.showModal();
    this.#field(id).focus();
  }

  // What is being written goes first: the page is read anew afterwards.
  async #send(act, text) {
    await Promise.all(this.sheet.writing.map((row) => row.text.flush({ end: true }).then(() => row.text.settled())));
    const answer = await post(this.row.address(act), { text }).catch((failure) => ({ reason: failure.message }));
    if (answer.result !== "moved") return this.dialog?.open ? this.#say(answer.reason) : this.row.text.show("refused", answer.reason);
    location.hash = `u${answer.number}`;
    location.reload();
  }

  #say(reason) {
    const why = this.dialog.querySelector("[data-reason-why]");
    why.hidden = !reason;
    why.querySelector("p").textContent = reason ?? "";
  }
}
