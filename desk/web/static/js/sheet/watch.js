// Time at work in a text, in milliseconds. A pause of more than half a minute is no work, and neither is another window.
const IDLE = 30_000;

export class Watch {
  #spent = 0;
  #last = null;

  constructor(clock = () => performance.now()) {
    this.clock = clock;
  }

  begin() { this.#last = this.clock(); }

  // A sign of life: a key, the pointer, the wheel.
  tick() {
    if (this.#last === null) return;
    const now = this.clock();
    if (now - this.#last < IDLE) this.#spent += now - this.#last;
    this.#last = now;
  }

  end() {
    this.tick();
    this.#last = null;
  }

  // What has been spent since the last time it was taken.
  take() {
    this.tick();
    const taken = Math.round(this.#spent);
    this.#spent = 0;
    return taken;
  }

  giveBack(milliseconds) { this.#spent += milliseconds; }
}
