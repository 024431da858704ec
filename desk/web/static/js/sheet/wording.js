// What changes more than a segment's text: a sentence of one's own and a misprint of the source, each written in a dialog;
// segments that are merged and split. The page comes back with it.
import { toPoints } from "./points.js";
import { post } from "./server.js";

const UNSPACED = ["zh", "ja", "th"]; // languages without spaces between words

export class Wording {
  constructor(sheet) {
    this.sheet = sheet;
    for (const id of ["add-sentence", "correct-source"]) {
      document.querySelector(`#${id} form`)?.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#send(id === "add-sentence" ? "add" : "source", { text: this.#field(id).value });
      });
    }
  }

  add(row) { this.#open("add-sentence", row, ""); }
  correct(row) { this.#open("correct-source", row, row.element.querySelector('[data-part="source"]').textContent.trim()); }

  remove(row) { return this.#act(row, "remove"); }
  merge(row) { return this.#act(row, "merge"); }
  split(row) { return this.#act(row, "split", { place: wordAt(row.field) }); }

  #act(row, name, fields = {}) {
    this.row = row;
    this.dialog = null;
    return this.#send(name, fields);
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
  async #send(act, fields) {
    await Promise.all(this.sheet.writing.map((row) => row.text.flush({ end: true }).then(() => row.text.settled())));
    const answer = await post(this.row.address(act), fields).catch((failure) => ({ reason: failure.message }));
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

// Where the word begins at which the caret stands, in code points; null at either end of the text, where it says nothing.
function wordAt({ value, selectionStart, lang }) {
  const before = value.slice(0, selectionStart);
  const start = UNSPACED.includes(lang) ? selectionStart : before.length - /\S*$/.exec(before)[0].length;
  return start > 0 && selectionStart < value.trimEnd().length ? toPoints(value, start) : null;
}
