// Comments on a segment, in a dialog, and on the article, in the page. What was typed stays until the server has it.
import { Failure, getHtml } from "./server.js";
import { tell } from "./states.js";
import { t } from "../words.js";

export class Talk {
  constructor(sheet) {
    this.sheet = sheet;
    this.dialog = document.getElementById("talk-dialog");
    this.body = this.dialog?.querySelector("[data-talk-here]");
    this.begun = new Map();
    document.addEventListener("submit", (event) => this.#submit(event));
    this.dialog?.addEventListener("close", () => this.#closed());
  }

  async open(row) {
    if (!row || !this.dialog) return;
    this.row = row;
    this.dialog.querySelector("h2").textContent = t("Comments on segment %(number)s", { number: row.number });
    this.body.textContent = "…";
    this.dialog.showModal();
    try {
      this.#put(await getHtml(`${this.sheet.base}/comments?unit=${row.unit}`));
      const first = this.body.querySelector(".talk > .comment-form textarea");
      first.value = this.begun.get(row.unit) ?? "";
      first.focus();
    } catch (failure) {
      this.body.textContent = failure.message;
    }
  }

  #put(html) { this.body.innerHTML = html; }

  #closed() {
    const text = this.body.querySelector(".talk > .comment-form textarea")?.value ?? "";
    if (this.row) this.begun.set(this.row.unit, text);
    this.row?.element.focus({ preventScroll: true });
    this.row = null;
  }

  async #submit(event) {
    const form = event.target;
    if (!form.matches("[data-talks]")) return;
    event.preventDefault();
    if (form.busy) return;
    form.busy = true;
    const refused = form.querySelector("[data-refused]");
    try {
      const answer = await this.#send(form);
      if (answer.result !== "saved") throw new Failure(answer.reason);
      if (form.querySelector("[name=unit]") && this.row) this.begun.delete(this.row.unit);
      this.#drawn(form, answer);
    } catch (failure) {
      form.busy = false;
      if (refused) {
        refused.textContent = failure.message;
        refused.hidden = false;
      }
      tell(failure.message);
    }
  }

  async #send(form) {
    const address = `${form.action}${this.sheet.view === "review" ? "?view=review" : ""}`;
    const answer = await fetch(address, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
    if (!answer) throw new Failure(t("The desk cannot be reached."));
    if (answer.type === "opaqueredirect") throw new Failure(t("You are signed out."), { signedOut: true });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Failure(t("The desk did not answer as it should."));
    return answer.json();
  }

  #drawn(form, answer) {
    const place = form.closest("[data-talk]").parentElement;
    form.closest("[data-talk]").outerHTML = answer.html;
    place.querySelector(".talk > .comment-form textarea")?.focus({ preventScroll: true });
    this.sheet.draw(answer);
    if (this.row) this.sheet.help?.forget(this.row);
    tell(answer.unheard || t("Your comment is there."));
    if (answer.unheard) {
      const note = document.createElement("p");
      note.className = "notice notice-warn";
      note.setAttribute("role", "alert");
      note.textContent = answer.unheard;
      place.querySelector("[data-talk]").prepend(note);
    }
  }
}
