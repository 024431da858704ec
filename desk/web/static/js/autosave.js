// One segment's text on its way to the server: saved a moment after the last key, on leaving, and when it is confirmed.
// What the server has not acknowledged is kept in this browser. One save is under way at a time, so that each is based
// on the version that the last one made.
import { Failure } from "./sheet/server.js";

const PAUSE = 300; // what the checks say of a text comes back with its save, so neither waits for the other
const AGAIN = 700; // who writes on in a conflict sees soon how the texts go together now
const RETRIES = [2_000, 5_000, 10_000, 30_000];

export class Autosave {
  #timer = 0;
  #running = null;
  #wish = {};
  #tries = 0;
  #burst = false;
  #merged = ""; // the text of ours that was last put together with theirs

  // `send(fields, options)` posts a save; `told(autosave)` hears of every change of `state`; `took(answer)` of answers.
  constructor({ unit, field, version, kept, watch, send, told, took }) {
    Object.assign(this, { unit, field, version, kept, watch, send, told, took });
    this.saved = field.value;
    this.base = field.value; // how `version` read: where two people write, their texts are merged upon it
    this.state = "";
    this.reason = "";
    this.theirs = null;
  }

  get dirty() { return this.field.value !== this.saved; }
  get blocked() { return this.state === "conflict" || this.state === "late"; }
  // Whether somebody has written on since the two texts of a conflict were put together.
  get outdated() { return this.field.value !== this.#merged; }
  // Whether something is here that the server does not have and may not get by itself.
  get unsent() {
    return this.state === "conflict" || (this.dirty && (this.#tries > 0 || this.state === "kept" || this.state === "refused"));
  }

  // The field has changed.
  changed() {
    if (this.state === "refused") this.show("");
    this.#keep();
    if (this.state === "late") return;
    if (this.state === "conflict") {
      this.#wish.again = true;
      return this.#later(AGAIN);
    }
    if (!this.dirty && !this.#running) {
      this.kept.drop(this.unit);
      this.show(this.state === "dirty" ? "" : this.state);
      return;
    }
    if (this.state !== "kept") this.show("dirty");
    this.#later(this.state === "kept" ? RETRIES[0] : PAUSE);
  }

  // Sends what there is to send. `confirm` confirms the text, `end` ends the burst of work, `leaving` outlives the page.
  flush(wish = {}) {
    clearTimeout(this.#timer);
    this.#wish = { ...this.#wish, ...wish };
    this.#running ??= this.#run().finally(() => { this.#running = null; });
    return this.#running;
  }

  // Resolves when nothing is under way any more.
  settled() { return this.#running ?? Promise.resolve(); }

  async #run() {
    while (this.#due() && !(this.state === "refused" && !this.#wished())) {
      const text = this.field.value;
      const { version, base } = this;
      const wish = this.#wish;
      const again = this.state === "conflict";
      const confirm = !!wish.confirm && !again;
      const milliseconds = this.watch.take();
      this.#wish = {};
      if (!again) this.show("saving");
      try {
        const answer = await this.send({
          text, version, base, again, milliseconds, confirm, end_of_burst: !!wish.end || confirm,
        }, { keepalive: !!wish.leaving });
        if (answer.result === "conflict" && version !== this.version) continue; // somebody has chosen meanwhile
        this.#take(text, answer, wish);
      } catch (failure) {
        this.watch.giveBack(milliseconds);
        this.#wish = { ...wish, leaving: false, ...this.#wish };
        this.#failed(failure);
        return;
      }
    }
  }

  #due() {
    if (this.state === "conflict") return !!this.#wish.again;
    return !this.blocked && (this.dirty || this.#wish.confirm || (this.#wish.end && this.#burst));
  }

  #wished() { return this.#wish.confirm || this.#wish.end || this.#wish.anyway; }

  #take(text, answer, wish) {
    this.#tries = 0;
    if (answer.result === "saved") {
      this.version = answer.version;
      this.base = answer.text ?? text;
      this.saved = text;
      this.#burst = !(wish.end || wish.confirm);
      this.#normalised(text, answer.text);
      if (this.dirty) this.#keep();
      else this.kept.drop(this.unit);
      this.show(answer.reason ? "refused" : this.dirty ? "dirty" : "saved", answer.reason);
    } else if (answer.result === "refused") {
      this.show("refused", answer.reason);
    } else {
      this.theirs = { text: answer.text, version: answer.version };
      this.#merged = text;
      if (answer.result === "proposed") this.kept.drop(this.unit);
      const state = answer.result === "conflict" ? "conflict" : "late";
      if (state !== this.state) this.show(state, answer.reason);
    }
    this.took(this, answer, wish);
  }

  // The server keeps texts in a normal form. It is put into the field where nobody types.
  #normalised(sent, stored) {
    if (stored === sent || stored === undefined || this.field.value !== sent) return;
    if (document.activeElement !== this.field) {
      this.field.value = stored;
      this.saved = stored;
    }
  }

  #failed(failure) {
    const signedOut = failure instanceof Failure && failure.signedOut;
    this.#keep();
    this.show("kept", failure.message, signedOut);
    const pause = RETRIES[Math.min(this.#tries++, RETRIES.length - 1)];
    if (!(failure instanceof Failure) || failure.again) this.#later(pause);
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  #keep() { this.kept.put(this.unit, { text: this.field.value, version: this.version, base: this.base }); }

  show(state, reason = "", signedOut = false) {
    Object.assign(this, { state, reason, signedOut });
    this.told(this);
  }

  // What the server has is put into the field, as after a restored draft.
  adopt(text, version) {
    this.field.value = text;
    this.saved = text;
    this.base = text;
    this.version = version;
    this.kept.drop(this.unit);
    this.show("saved");
  }

  // A text from this browser's memory: it goes the way of every save, so that a conflict is seen by the server.
  recall(entry) {
    if (entry.text === this.saved) return this.kept.drop(this.unit);
    this.field.value = entry.text;
    this.version = entry.version;
    this.base = entry.base;
    this.show("dirty");
    return this.flush({ end: true });
  }

  // The four ways out of a conflict.
  keepMine() {
    this.#settle();
    return this.flush({ end: true });
  }

  // A text that was made of both is saved as any other.
  merged(text) {
    if (text === this.theirs.text) return this.takeTheirs();
    this.field.value = text;
    this.#settle();
    this.#keep();
    return this.flush({ end: true });
  }

  takeTheirs() {
    const { text, version } = this.theirs;
    this.#settle();
    this.adopt(text, version);
  }

  byHand() {
    this.#settle();
    this.#keep();
    this.field.focus();
  }

  #settle() {
    this.version = this.theirs.version;
    this.saved = this.base = this.theirs.text;
    this.theirs = null;
    this.#wish = {};
    this.show("dirty");
  }
}
