// The fields that exist only in the target. Each is saved by itself, as the texts of segments are.
import { Autosave } from "../autosave.js";
import { t } from "../words.js";
import { Conflict } from "./conflict.js";
import { foreign } from "./pressed.js";
import { post } from "./server.js";
import { tell, word } from "./states.js";
import { Watch } from "./watch.js";

export function fieldsOf(sheet) {
  return [...sheet.element.querySelectorAll("[data-field]")].map((element) => new Field(element, sheet));
}

class Field {
  constructor(element, sheet) {
    this.element = element;
    this.sheet = sheet;
    this.name = element.dataset.field;
    this.field = element.querySelector("textarea, input");
    const { field } = this;
    const watch = new Watch();
    this.conflict = new Conflict((box) => field.after(box), (text) => this.#merged(text));
    this.text = new Autosave({
      unit: `${sheet.element.dataset.translation}.${this.name}`,
      field,
      version: Number(element.dataset.version),
      kept: sheet.kept,
      watch,
      send: (fields, options) => post(sheet.address(`fields/${this.name}/save`), fields, options),
      told: () => this.#told(),
      took: (_, answer) => this.#took(answer),
    });
    field.addEventListener("input", () => this.text.changed());
    field.addEventListener("blur", () => this.text.flush({ end: true }));
    field.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !foreign(event)) this.#goOn(event); });
    element.addEventListener("click", (event) => this.#clicked(event.target.closest("[data-does]")?.dataset.does));
    const entry = sheet.kept.get(this.text.unit);
    if (entry) this.text.recall(entry);
  }

  // Saves it, and goes to the next field; from the last one to the next unconfirmed segment.
  #goOn(event) {
    event.preventDefault();
    this.text.flush({ end: true });
    const { fields } = this.sheet;
    const next = fields[fields.indexOf(this) + 1];
    if (next) next.field.focus();
    else this.sheet.nextUnconfirmed()?.enter();
  }

  #told() {
    const { text } = this;
    if (!text) return; // it speaks before it is there
    const label = this.element.querySelector("[data-save]");
    label.textContent = word(text);
    label.dataset.state = text.state;
    if (["kept", "conflict", "refused", "late"].includes(text.state)) {
      tell(t("%(name)s: %(state)s", { name: this.element.querySelector("label").textContent, state: word(text) }));
    }
    this.sheet.told();
    this.element.dispatchEvent(new CustomEvent("text:told", { bubbles: true }));
  }

  #took(answer) {
    if (answer.result === "conflict") return this.conflict.show(answer);
    this.conflict.close();
    if (answer.result === "proposed") this.sheet.locked(answer.reason);
  }

  #merged(text) {
    if (this.text.outdated) this.text.flush();
    else this.#choose(() => this.text.merged(text));
  }

  #clicked(does) {
    if (does === "merged") this.conflict.take();
    else if (does === "mine") this.#choose(() => this.text.keepMine());
    else if (does === "theirs") this.#choose(() => this.text.takeTheirs());
    else if (does === "by-hand") this.#byHand();
  }

  #byHand() {
    this.conflict.rest();
    this.text.byHand();
  }

  #choose(act) {
    this.conflict.close();
    act();
    this.field.focus();
  }
}
