// Two texts of one segment in the page: what is chosen at each place where they differ, and the text that comes of it.
import { foreign } from "./pressed.js";
import { tell } from "./states.js";
import { t } from "../words.js";

export class Conflict {
  // `put(box)` puts what the server drew into the page; `use(text)` is told of the text that somebody made of both.
  constructor(put, use) {
    Object.assign(this, { put, use, box: null, parts: [] });
  }

  // Drawn again after somebody wrote on, it keeps what was chosen where both texts are the same as before.
  show({ html, merge }) {
    const chosen = new Map(this.#places().map((place) => [mark(place.part), place.choice]));
    const focused = this.box?.contains(document.activeElement) ? document.activeElement.closest("input, [data-does]") : null;
    this.close();
    this.box = drawn(html);
    this.parts = merge;
    this.box.addEventListener("change", () => this.#draw());
    this.box.addEventListener("keydown", (event) => this.#pressed(event));
    this.put(this.box);
    for (const { part, choices } of this.#places()) {
      for (const input of choices) if (input.value === chosen.get(mark(part))) input.checked = true;
    }
    this.#draw();
    if (focused) this.box.querySelector(same(focused))?.focus();
  }

  close() {
    this.box?.remove();
    this.box = null;
    this.parts = [];
  }

  // Somebody goes on by hand: the texts stay for a look, with nothing to choose.
  rest() {
    for (const one of this.box?.querySelectorAll("[data-choosing]") ?? []) one.remove();
  }

  // The text as chosen goes where it is wanted; where something is still to be chosen, one is led there.
  take() {
    const open = this.#places().find((place) => !place.choice);
    if (!open) return this.use(this.#text());
    open.choices[0].focus();
    tell(t("Choose at each place first."));
  }

  #text() {
    const choices = this.#places().map(({ part, choice }) => part[choice]);
    return this.parts.map((part) => (part.kind === "agreed" ? part.mine : choices.shift())).join("");
  }

  // Where there is something to choose: the part, its choices, and which is chosen.
  #places() {
    const fields = [...(this.box?.querySelectorAll("fieldset") ?? [])];
    return this.parts.filter((part) => part.kind !== "agreed").map((part, at) => {
      const choices = [...fields[at].elements].filter((one) => one.matches("input"));
      return { part, choices, choice: choices.find((one) => one.checked)?.value };
    });
  }

  #draw() {
    const marks = this.box.querySelectorAll("[data-place]");
    this.#places().forEach(({ part, choice }, at) => {
      marks[at].classList.toggle("is-open", !choice);
      if (choice) marks[at].textContent = part[choice];
    });
  }

  #pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || foreign(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.take();
  }
}

function drawn(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

function mark({ base, mine, theirs }) {
  return JSON.stringify([base, mine, theirs]);
}

function same({ name, value, dataset: { does } }) {
  return does ? `[data-does="${does}"]` : `[name="${CSS.escape(name)}"][value="${value}"]`;
}
