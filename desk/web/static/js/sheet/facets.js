// Shows those rows of a review alone that are what somebody looks for. Rows that become something else meanwhile stay where
// they are until somebody chooses again: nothing goes from under the hands.
import { tell } from "./states.js";
import { tn } from "../words.js";

export class Facets {
  constructor(sheet) {
    this.sheet = sheet;
    this.buttons = [...sheet.element.querySelectorAll("[data-facet]")];
    for (const button of this.buttons) button.addEventListener("click", () => this.choose(button.dataset.facet));
    document.addEventListener("click", (event) => this.#follows(event.target.closest('a[href^="#u"]')), true);
  }

  // The choice of a number: 1 is all rows.
  nth(number) {
    const button = this.buttons[number - 1];
    if (button && !button.disabled) this.choose(button.dataset.facet);
  }

  // `facet`: what rows have to be; "" for all.
  choose(facet) {
    const { rows } = this.sheet;
    for (const row of rows) row.element.hidden = Boolean(facet) && !row.facets.includes(facet);
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.facet === facet));
    const shown = this.sheet.shown.length;
    tell(tn("%(num)s segment is shown.", "%(num)s segments are shown.", shown));
  }

  // What rows are by now, by facet.
  count(numbers) {
    for (const button of this.buttons) {
      const number = numbers[button.dataset.facet] ?? 0;
      if (!button.dataset.facet) continue;
      button.querySelector("[data-count]").textContent = number.toLocaleString("en");
      button.disabled = !number && button.getAttribute("aria-pressed") === "false";
    }
  }

  // A link to a segment that is not shown shows all.
  #follows(link) {
    const row = link && this.sheet.rows.find((one) => `#${one.element.id}` === link.getAttribute("href"));
    if (row?.element.hidden) this.choose("");
  }
}
