// The keys of a sheet: those that nobody changes, and those of commands, as the reader has them. Nothing fires while an
// input method composes, in another field, or under a dialog.
import { confirmAndGo } from "./acts.js";
import { foreign, keyOf } from "./pressed.js";
import { post } from "./server.js";
import { tell } from "./states.js";

const FIELDS = "textarea, select, input:not([type=checkbox])";

export class Keys {
  // `commands`: what they do, by their names.
  constructor(sheet, commands) {
    const { single, keys } = JSON.parse(sheet.element.dataset.keys);
    Object.assign(this, { sheet, commands, single, keys });
    document.addEventListener("keydown", (event) => this.#pressed(event));
    const box = document.querySelector("[data-single]");
    box?.addEventListener("change", () => this.#switch(box));
  }

  #pressed(event) {
    if (event.defaultPrevented || foreign(event) || document.querySelector("dialog[open]")) return;
    const row = this.sheet.active;
    if (row && event.target === row.field) this.#inText(row, event);
    else if (!event.target.closest?.(FIELDS)) this.#outside(row, event);
  }

  #inText(row, event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (this.sheet.view === "review") leave(row);
      else if (event.shiftKey) saveAndGo(this.sheet, row);
      else confirmAndGo(row);
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave(row);
    }
  }

  #outside(row, event) {
    if (event.ctrlKey || event.metaKey) return;
    const act = (row && event.target === row.element && this.#onRow(row, event)) || this.#single(row, event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  // What holds on a row even for those who have switched single keys off.
  #onRow(row, event) {
    const { commands, sheet } = this;
    return {
      ArrowDown: () => commands["next-segment"](sheet, row),
      ArrowUp: () => commands["previous-segment"](sheet, row),
      Enter: row.text && sheet.view !== "review" ? () => row.enter() : null,
    }[event.key];
  }

  #single(row, event) {
    const key = keyOf(event);
    const command = this.single && Object.hasOwn(this.keys, key) && this.commands[this.keys[key]];
    return command ? () => command(this.sheet, row, key) : null;
  }

  // For those whose machine types by itself. The choice goes with the person, not with the browser.
  async #switch(box) {
    this.single = box.checked;
    const answer = await post(box.dataset.single, { on: box.checked }).catch((failure) => ({ reason: failure.message }));
    if (answer.result === "saved") return;
    this.single = box.checked = !box.checked;
    tell(answer.reason);
  }
}

function leave(row) {
  row.element.focus({ preventScroll: true });
}

function saveAndGo(sheet, row) {
  row.text.flush({ end: true });
  sheet.step(row, 1)?.enter();
}
