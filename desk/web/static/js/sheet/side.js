// The column beside the article: the help of a segment or what belongs to the whole. Until somebody chooses, it shows
// the whole, and the help once one is in a segment.

export class Side {
  constructor(sheet) {
    this.element = sheet.element.querySelector("[data-side]");
    this.tabs = [...this.element.querySelectorAll("[data-shows-side]")];
    this.chosen = false;
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.show(tab.dataset.showsSide, true));
      tab.addEventListener("keydown", (event) => this.#key(tab, event));
    }
    sheet.element.addEventListener("focusin", (event) => { if (!this.chosen && sheet.row(event.target)) this.show("help"); });
    sheet.element.addEventListener("click", (event) => { if (event.target.closest('a[href="#findings"]')) this.show("article", true); });
  }

  show(name, chosen = false) {
    this.chosen ||= chosen;
    this.element.dataset.shows = name;
    for (const tab of this.tabs) {
      const here = tab.dataset.showsSide === name;
      tab.setAttribute("aria-selected", String(here));
      tab.tabIndex = here ? 0 : -1;
    }
  }

  #key(tab, event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const turned = getComputedStyle(this.element).direction === "rtl" ? -1 : 1;
    const next = this.tabs[(this.tabs.indexOf(tab) + steps[event.key] * turned + this.tabs.length) % this.tabs.length];
    this.show(next.dataset.showsSide, true);
    next.focus();
  }
}
