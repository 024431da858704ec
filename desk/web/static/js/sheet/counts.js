// How long texts are that should not be too long: a number beside the text while one types. Nobody is kept from writing.
import { t, tn } from "../words.js";
import { tell } from "./states.js";

const signs = typeof Intl.Segmenter === "function" ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

// Characters as people count them: an accent or a flag is one with what it stands on.
export function length(text) {
  return signs ? [...signs.segment(text.trim())].length : [...text.trim()].length;
}

export class Counts {
  constructor(element) {
    this.element = element;
    this.counters = [...element.querySelectorAll("[data-limit]")];
    for (const name of ["input", "text:told"]) element.addEventListener(name, (event) => this.#changed(event.target));
    for (const counter of this.counters) this.#draw(counter);
  }

  #changed(target) {
    const paragraph = target.closest("[data-paragraph]")?.dataset.paragraph;
    const field = target.closest("[data-field]");
    for (const counter of this.counters) {
      const mine = field ? field.contains(counter) : counter.dataset.counts === paragraph;
      if (mine) this.#draw(counter, true);
    }
  }

  #draw(counter, speaks = false) {
    const limit = Number(counter.dataset.limit);
    const count = this.#texts(counter).reduce((sum, text) => sum + length(text), 0);
    const over = count > limit;
    const was = counter.classList.contains("is-over");
    counter.textContent = `${count.toLocaleString("en")}/${limit.toLocaleString("en")}`;
    counter.title = t("%(count)s of at most %(limit)s characters", { count, limit });
    counter.classList.toggle("is-over", over);
    if (speaks && over && !was) {
      tell(tn("%(name)s: %(num)s character too many", "%(name)s: %(num)s characters too many", count - limit, { name: counter.dataset.name }));
    }
  }

  // A standfirst may have several sentences, each a segment of its own: they count together, with a space between.
  #texts(counter) {
    const field = counter.closest("[data-field]");
    if (field) return [field.querySelector("textarea, input").value];
    const rows = [...this.element.querySelectorAll(`[data-paragraph="${counter.dataset.counts}"]`)];
    const texts = rows.map((row) => row.querySelector("textarea")?.value ?? row.querySelector(".unit-target > .unit-text")?.textContent ?? "");
    return texts.filter((text) => text.trim()).map((text, place) => (place ? `.${text.trim()}` : text));
  }
}
