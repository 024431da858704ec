// The fields that exist only in the target. Each is saved by itself, as the texts of segments are.
import { Autosave } from "../autosave.js";
import { t } from "../words.js";
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
    element.addEventListener("click", (event) => this.#choose(event.target.closest("[data-does]")?.dataset.does));
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
    if (answer.result === "proposed") return this.sheet.locked(answer.reason);
    this.element.querySelector(".unit-conflict")?.remove();
    if (answer.html) this.field.insertAdjacentHTML("afterend", answer.html);
  }

  // The ways out of a conflict.
  #choose(does) {
    if (!["mine", "theirs", "by-hand"].includes(does)) return;
    this.element.querySelector(".unit-conflict")?.remove();
    if (does === "mine") this.text.keepMine();
    else if (does === "theirs") this.text.takeTheirs();
    else this.text.byHand();
    this.field.focus();
  }
}
