// Texts that the server has not acknowledged yet, kept in this browser under the person, the segment and its version.
// A browser that allows no storage works on without: then the text lives in the page alone.

export class Kept {
  constructor(person, storage = safeStorage()) {
    this.prefix = `desk.kept.${person}.`;
    this.storage = storage;
  }

  put(unit, entry) {
    try {
      this.storage?.setItem(this.prefix + unit, JSON.stringify({ ...entry, at: Date.now() }));
    } catch { /* full: the page still holds the text, and warns when it is left */ }
  }

  get(unit) {
    try {
      const entry = JSON.parse(this.storage?.getItem(this.prefix + unit) ?? "null");
      return typeof entry?.text === "string" && Number.isInteger(entry.version) ? entry : null;
    } catch {
      return null;
    }
  }

  drop(unit) {
    this.storage?.removeItem(this.prefix + unit);
  }
}

function safeStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
