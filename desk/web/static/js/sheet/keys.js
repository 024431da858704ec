// The keys of a sheet: those that nobody changes, those of commands, as the reader has them, and the leader. Nothing fires
// while an input method composes, in another field, or under a dialog.
import { confirmAndGo } from "./acts.js";
import { Leader } from "./leader.js";
import { foreign, keyOf } from "./pressed.js";
import { post } from "./server.js";
import { tell } from "./states.js";

const FIELDS = "textarea, select, input:not([type=checkbox])";

export class Keys {
  // `commands`: what they do, by their names.
  constructor(sheet, commands) {
    const told = JSON.parse(sheet.element.dataset.keys);
    const { single, keys, numbered } = told;
    Object.assign(this, { sheet, commands, single, keys, numbered });
    this.leader = new Leader(sheet, told, (name) => commands[name]);
    document.addEventListener("keydown", (event) => this.#pressed(event));
    const box = document.querySelector("[data-single]");
    box?.addEventListener("change", () => this.#switch(box));
  }

  #pressed(event) {
    if (event.defaultPrevented || foreign(event) || document.querySelector("dialog[open]")) return;
    const row = this.sheet.active;
    const inText = row && event.target === row.field;
    if (!inText && event.target.closest?.(FIELDS)) return this.#inField(row, event);
    const way = undoes(event);
    if (way) {
      event.preventDefault();
      this.sheet.past[way]();
    } else if (this.leader.is(event)) {
      event.preventDefault();
      this.leader.wait(row);
    } else if (event.ctrlKey || event.metaKey) {
      this.#combined(row, event);
    } else if (!inText) {
      this.#outside(row, event);
    } else if (event.key === "Escape") {
      event.preventDefault();
      row.element.focus({ preventScroll: true });
    }
  }

  // In another field of a segment, as in the reason for sending it back, Esc goes back to the segment.
  #inField(row, event) {
    if (row && event.key === "Escape") row.element.focus({ preventScroll: true });
  }

  // Ctrl or Cmd with Enter, in a text or on its segment.
  #combined(row, event) {
    if (event.key !== "Enter" || !row?.text) return;
    event.preventDefault();
    if (this.sheet.view !== "review" && !event.shiftKey) return confirmAndGo(row);
    row.text.flush({ end: true });
    if (this.sheet.view === "review") this.commands["next-segment"](this.sheet, row);
    else this.sheet.step(row, 1)?.enter();
  }

  #outside(row, event) {
    const act = (row && isOn(event.target, row) && this.#onRow(row, event)) || this.#single(row, event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  // What holds on a segment or a finding of it even for those who have switched single keys off.
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
    const name = this.single && Object.hasOwn(this.keys, key) && this.keys[key];
    if (!name) return null;
    return this.numbered.includes(name) ? () => this.leader.wait(row, name) : () => this.commands[name](this.sheet, row, key);
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

// Ctrl or Cmd with Z or Shift+Z, and Ctrl+Y: Cmd+Y is a browser's history.
function undoes(event) {
  if (!event.ctrlKey && !event.metaKey) return "";
  return { z: event.shiftKey ? "redo" : "undo", y: event.ctrlKey ? "redo" : "" }[keyOf(event)] ?? "";
}

function isOn(target, row) {
  return target === row.element || target.matches(".finding");
}
