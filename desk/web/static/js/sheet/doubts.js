// Whether words that the engine was unsure of are shown; this browser keeps the choice.

const SWITCH = "desk.doubts";

export class Doubts {
  constructor(sheet) {
    this.sheet = sheet;
    this.button = document.querySelector("[data-doubts]");
    this.button?.addEventListener("click", () => this.toggle());
    this.#show(wanted());
  }

  toggle() {
    const shown = !this.sheet.classList.contains("shows-doubts");
    this.#show(shown);
    try {
      localStorage.setItem(SWITCH, shown ? "on" : "off");
    } catch {
      // A browser that keeps nothing shows them until the page is left.
    }
  }

  #show(shown) {
    this.sheet.classList.toggle("shows-doubts", shown);
    this.button?.setAttribute("aria-pressed", String(shown));
  }
}

function wanted() {
  try {
    return localStorage.getItem(SWITCH) === "on";
  } catch {
    return false;
  }
}
