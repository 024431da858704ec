// The dialogs that rows open: why a finding is set aside, why a segment is left out. A digit chooses a canned sentence.
import { post } from "./server.js";
import { t } from "../words.js";

const TITLES = { dismiss: t("Dismiss this finding"), contest: t("Contest this finding"), accept: t("Let it pass") };

export class Dialogs {
  constructor(sheet) {
    this.sheet = sheet;
    this.aside = new Asking("set-aside");
    this.leave = new Asking("omit");
  }

  async setAside(row, button) {
    const { finding, verdict } = button.dataset;
    const message = button.closest(".finding").querySelector(".finding-message").textContent;
    const reason = await this.aside.ask({ title: TITLES[verdict], message, verdict });
    row.element.focus({ preventScroll: true });
    if (!reason) return;
    await row.text?.settled();
    const answer = await post(this.sheet.address(`findings/${finding}/${verdict}`), { reason }).catch((failure) => ({ reason: failure.message }));
    if (answer.result === "saved") this.sheet.draw(answer);
    else row.text?.show("refused", answer.reason);
    return answer;
  }

  async omit(row) {
    const reason = await this.leave.ask({});
    row.element.focus({ preventScroll: true });
    if (reason) await row.act("omit", { reason });
  }
}

class Asking {
  constructor(id) {
    this.dialog = document.getElementById(id);
    if (!this.dialog) return;
    this.field = this.dialog.querySelector("input");
    this.dialog.addEventListener("click", (event) => {
      const canned = event.target.closest("[data-reason]");
      if (canned) this.#done(canned.dataset.reason);
    });
    this.dialog.addEventListener("keydown", (event) => this.#digit(event));
    this.dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.field.value.trim()) this.#done(this.field.value.trim());
      else this.field.focus();
    });
    this.dialog.addEventListener("close", () => this.#done(""));
  }

  ask({ title, message, verdict }) {
    if (title) this.dialog.querySelector("h2").textContent = title;
    if (message) this.dialog.querySelector("[data-message]").textContent = message;
    for (const list of this.dialog.querySelectorAll("[data-verdict]")) list.hidden = list.dataset.verdict !== verdict;
    this.field.value = "";
    this.dialog.showModal();
    this.dialog.querySelector(".canned:not([hidden]) button")?.focus();
    return new Promise((resolve) => { this.resolve = resolve; });
  }

  #digit(event) {
    if (event.isComposing || event.target === this.field || event.ctrlKey || event.metaKey || event.altKey) return;
    const canned = this.dialog.querySelectorAll(".canned:not([hidden]) [data-reason]")[Number(event.key) - 1];
    if (!canned) return;
    event.preventDefault();
    this.#done(canned.dataset.reason);
  }

  #done(reason) {
    const resolve = this.resolve;
    this.resolve = null;
    if (this.dialog.open) this.dialog.close();
    resolve?.(reason);
  }
}
