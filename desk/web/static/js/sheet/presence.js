// Who else has this text open, and what they changed in it meanwhile. The page asks while it is in sight and somebody is at it.
import { put } from "./parts.js";
import { get, post } from "./server.js";
import { tell } from "./states.js";
import { t, tn } from "../words.js";

const BEAT = 20_000; // between two times that the desk is told that somebody is here
const ALONE = 10_000; // between two looks
const TOGETHER = 5_000;
const AWAY = 5 * 60_000; // without a sign of life nobody is here
const SIGNS = ["keydown", "pointermove", "pointerdown", "wheel", "focus"];
const UNTOLD = 255; // a row whose text is on its way is not to be drawn

export class Presence {
  #timer = 0;
  #busy = false;
  #again = false;
  #beaten = -Infinity;
  #alive = Date.now();
  #here = [];
  #said = new Set();

  constructor(sheet) {
    this.sheet = sheet;
    for (const sign of SIGNS) addEventListener(sign, () => this.#awake(), { passive: true, capture: true });
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("focus", () => this.#look());
    this.#look();
  }

  get #there() { return document.visibilityState === "visible" && Date.now() - this.#alive < AWAY; }

  #awake() {
    const slept = Date.now() - this.#alive > AWAY;
    this.#alive = Date.now();
    if (slept) this.#look();
  }

  async #look() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    this.#again = false;
    clearTimeout(this.#timer);
    try {
      if (this.#there) await this.#ask();
    } catch {
      this.#show({ people: "", segments: {} }); // the desk is away, so nobody knows
    }
    this.#busy = false;
    this.#timer = setTimeout(() => this.#look(), this.#again ? 0 : this.#here.length ? TOGETHER : ALONE);
  }

  async #ask() {
    const { sheet } = this;
    if (Date.now() - this.#beaten >= BEAT) {
      this.#beaten = Date.now();
      await post(`${sheet.base}/here`, { unit: (sheet.active ?? sheet.last)?.unit });
    }
    const asked = new URLSearchParams(sheet.view === "review" ? { view: "review" } : {});
    if (sheet.writing.length && !sheet.element.dataset.locked) asked.set("seen", await packed(sheet.rows.map(stamp)));
    const answer = await get(`${sheet.base}/changes?${asked}`);
    if (answer.result !== "seen") throw new Error(answer.reason);
    this.#show(answer);
    this.#say(answer.here);
    this.#here = answer.here;
    if (answer.units) sheet.draw(answer);
    if (answer.refused) sheet.overtaken(answer.refused);
    if (answer.moved) sheet.moved();
  }

  #show({ people, segments }) {
    put(document.querySelector("[data-people]"), people);
    for (const row of this.sheet.rows) put(row.element.querySelector("[data-here]"), segments[row.unit] ?? "");
  }

  // Each is named once when they come, and once when they come into the segment that one is in.
  #say(here) {
    const active = this.sheet.active;
    const come = here.filter(({ person }) => this.#new(person, "text"));
    const beside = active ? here.filter(({ person, unit }) => unit === active.unit && this.#new(person, unit)) : [];
    const gone = this.#here.filter(({ person }) => !here.some((one) => one.person === person));
    for (const { person } of gone) for (const key of this.#said) if (key.startsWith(`${person} `)) this.#said.delete(key);
    const names = (people) => people.map(({ name }) => name).join(", ");
    if (beside.length) {
      const values = { names: names(beside), number: active.number };
      tell(tn("%(names)s is in segment %(number)s too.", "%(names)s are in segment %(number)s too.", beside.length, values));
    } else if (come.length) {
      tell(t("Also here: %(names)s", { names: names(come) }));
    }
  }

  #new(person, where) {
    const key = `${person} ${where}`;
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }
}

function stamp(row) {
  return row.text && (row.text.dirty || row.text.blocked) ? UNTOLD : row.stamp;
}

async function packed(bytes) {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream("deflate"));
  const made = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...made)).replaceAll("+", "-").replaceAll("/", "_");
}
