// The leader: a key that lets the next one act from inside the text, after which one is in the text again. While it waits
// the focus is not in the text, so that no input method takes the next key.
import { foreign, keyOf } from "./pressed.js";
import { tell } from "./states.js";
import { t } from "../words.js";

const HESITATION = 800; // who knows the key needs no list of them
const HELD = ["Shift", "Control", "Meta", "CapsLock"];

export class Leader {
  #from = null;
  #row = null;
  #then = "";
  #hesitates = 0;

  // `find(name)`: the command of a name; `numbered`: the names of those that wait for a digit.
  constructor(sheet, { leader, keys, numbered }, find) {
    Object.assign(this, { sheet, leader, keys, numbered, find });
    this.box = document.getElementById("leader");
    this.list = this.box.querySelector("[data-leader-keys]");
    this.box.addEventListener("keydown", (event) => this.#pressed(event));
    this.box.addEventListener("focusout", () => { if (document.hasFocus()) this.#gone(); });
  }

  is(event) {
    const [key, ctrl] = this.leader.split("+").reverse();
    return Boolean(key) && !event.metaKey && event.ctrlKey === Boolean(ctrl) && keyOf(event) === key.toLowerCase();
  }

  // Waits for the next key; with the name of a numbered command, for its digit.
  wait(row, then = "") {
    this.#from ??= document.activeElement;
    this.#row = row;
    this.#then = then;
    this.box.querySelector("p").textContent = then ? t("Which one? 1 to 9, Esc goes back.") : t("Which key? ? lists them, Esc goes back.");
    row?.element.classList.toggle("is-asked", Boolean(then)); // its terms show their numbers
    this.box.hidden = false;
    this.box.focus({ preventScroll: true });
    if (!then) this.#hesitates = setTimeout(() => this.#help(), HESITATION);
  }

  #pressed(event) {
    event.stopPropagation();
    if (foreign(event) || HELD.includes(event.key)) return;
    event.preventDefault();
    const key = keyOf(event);
    const name = event.ctrlKey || event.metaKey ? "" : this.#meant(key);
    if (name && this.numbered.includes(name) && !this.#then) return this.wait(this.#row, name);
    const [row, from] = [this.#row, this.#from];
    this.#rest();
    from.focus({ preventScroll: true });
    if (name) this.#act(name, row, from, key);
    else if (event.key !== "Escape" && !this.is(event)) tell(t("Nothing is on “%(key)s” here.", { key: event.key }));
  }

  #meant(key) {
    if (this.#then) return /^[1-9]$/.test(key) ? this.#then : "";
    return Object.hasOwn(this.keys, key) ? this.keys[key] : "";
  }

  // Does it, and goes back into the text, of the segment where one is now; but leaves one where a
  // command led that is in no segment.
  async #act(name, row, from, key) {
    await this.find(name)(this.sheet, row, key);
    await closed(document.querySelector("dialog[open]"));
    const { activeElement } = document;
    const here = this.sheet.active ?? (activeElement === document.body ? row : null);
    if (from.matches("textarea") && !activeElement.matches("textarea")) here?.enter();
  }

  #help() {
    if (!this.list.hasChildNodes()) {
      const lists = document.querySelectorAll("#keys [data-commands]");
      this.list.append(...[...lists].map((list) => list.cloneNode(true)));
    }
    this.list.hidden = false;
  }

  // Somebody went elsewhere instead of pressing a key.
  #gone() {
    this.#row?.text && this.#row.left();
    this.#rest();
  }

  #rest() {
    clearTimeout(this.#hesitates);
    this.box.hidden = this.list.hidden = true;
    this.#row?.element.classList.remove("is-asked");
    this.#from = this.#row = null;
  }
}

// When a dialog is closed, and what listened to that has done its part.
function closed(dialog) {
  if (!dialog) return null;
  return new Promise((done) => { dialog.addEventListener("close", done, { once: true }); });
}
