// Find and replace in a sheet, and the offer to make a correction in the other segments too.
import { t, tn } from "../words.js";
import { post } from "./server.js";
import { tell } from "./states.js";

export class Replacing {
  constructor(sheet) {
    this.sheet = sheet;
    this.dialog = document.getElementById("replace");
    if (!this.dialog) return;
    this.form = this.dialog.querySelector("form");
    this.list = this.dialog.querySelector("[data-changes]");
    this.why = this.dialog.querySelector("[data-reason-why]");
    this.go = this.form.querySelector('[value="make"]');
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.value === "make") this.#make();
      else this.#look();
    });
    this.form.addEventListener("input", (event) => this.#changed(event));
    this.dialog.addEventListener("close", () => this.row?.enter());
    for (const opener of sheet.element.querySelectorAll("[data-replaces]")) opener.addEventListener("click", () => this.open());
  }

  // Opens with what is selected in the row, or with words that are offered, which are looked for at once.
  open(row = this.sheet.last, { before, after } = {}) {
    if (!this.dialog) return;
    this.row = row;
    this.form.reset();
    this.#say("");
    this.#show("");
    const { wanted, by, case: sameCapitals } = this.form.elements;
    const field = row?.field;
    wanted.value = before ?? (field ? field.value.slice(field.selectionStart, field.selectionEnd).trim() : "");
    by.value = after ?? "";
    sameCapitals.checked = before !== undefined;
    this.dialog.showModal();
    (wanted.value ? by : wanted).focus();
    if (before !== undefined) this.#look();
  }

  // A correction that other segments need: said below the row that was corrected, and done only when somebody says so.
  offer(row, offers) {
    row.element.querySelector(".unit-offers")?.remove();
    if (!offers?.length || !this.dialog) return;
    const box = document.createElement("div");
    box.className = "unit-offers";
    for (const one of offers) box.append(this.#offered(row, one, box));
    row.element.querySelector(".unit-foot").after(box);
    const first = offers[0];
    tell(this.#words(first));
  }

  #offered(row, one, box) {
    const line = document.createElement("p");
    const words = document.createElement("span");
    words.textContent = this.#words(one);
    const show = button(t("Show and change"), () => { box.remove(); this.open(row, one); });
    const leave = button(t("Leave them"), () => line.remove());
    line.append(words, show, leave);
    return line;
  }

  #words({ before, segments }) {
    return tn("“%(before)s” stands in %(num)s other segment.", "“%(before)s” stands in %(num)s other segments.", segments.length, { before });
  }

  async #look() {
    this.#say("");
    const { wanted, by, words, case: sameCapitals } = this.form.elements;
    const fields = { wanted: wanted.value, by: by.value, words: words.checked, case: sameCapitals.checked };
    await this.#written();
    const answer = await this.#send("replacements", fields);
    if (answer.result !== "looked") return this.#say(answer.reason);
    this.id = answer.id;
    this.#show(answer.html);
    if (answer.count) this.go.focus();
  }

  async #make() {
    const without = [...this.list.querySelectorAll("[data-change]:not(:checked)")].map((box) => box.value);
    await this.#written();
    const answer = await this.#send(`replacements/${this.id}/make`, { without });
    if (answer.result !== "saved") return this.#say(answer.reason);
    this.dialog.close();
    this.sheet.draw(answer);
    this.#done(answer);
  }

  // Says what was done, with the way back beside it until the next one.
  #done({ id, said, count }) {
    this.note?.remove();
    tell(said);
    if (!count) return;
    this.note = document.createElement("div");
    this.note.className = "notice notice-good";
    const words = document.createElement("p");
    words.textContent = said;
    const body = document.createElement("div");
    body.className = "notice-body row";
    body.append(words, button(t("Take it back"), () => this.#undo(id)));
    this.note.append(body);
    this.sheet.element.querySelector(".sheet-notices").prepend(this.note);
  }

  async #undo(id) {
    await this.#written();
    const answer = await this.#send(`replacements/${id}/undo`, {});
    this.note?.remove();
    if (answer.result === "saved") this.sheet.draw(answer);
    tell(answer.result === "saved" ? t("It is taken back.") : answer.reason);
  }

  // What is being written goes first, so that it is looked through and not written over.
  #written() {
    return Promise.all(this.sheet.writing.map((row) => row.text.flush({ end: true }).then(() => row.text.settled())));
  }

  #send(path, fields) {
    return post(this.sheet.address(path), fields).catch((failure) => ({ reason: failure.message }));
  }

  #changed(event) {
    if (event.target.matches("[data-change]")) this.go.disabled = !this.list.querySelector("[data-change]:checked");
    else this.#show("");
  }

  #show(html) {
    this.list.innerHTML = html;
    this.go.disabled = !this.list.querySelector("[data-change]:checked");
  }

  #say(reason) {
    this.why.hidden = !reason;
    this.why.querySelector("p").textContent = reason ?? "";
  }
}

function button(label, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small button-quiet";
  made.textContent = label;
  made.addEventListener("click", does);
  return made;
}
