// Talks to the server. Every answer is one of: an object (whatever its status), or a Failure that says whether to try again.
import { t } from "../words.js";

const PATIENCE = 20_000;

export class Failure extends Error {
  constructor(reason, { again = true, signedOut = false } = {}) {
    super(reason);
    this.again = again;
    this.signedOut = signedOut;
  }
}

export async function post(address, fields, { keepalive = false } = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(fields),
      redirect: "manual",
      credentials: "same-origin",
      signal: keepalive ? undefined : AbortSignal.timeout(PATIENCE),
      keepalive,
    });
  } catch {
    throw new Failure(t("The desk cannot be reached."));
  }
  if (answer.type === "opaqueredirect") throw new Failure(t("You are signed out."), { signedOut: true });
  return read(answer);
}

export async function get(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  return read(answer);
}

// A piece of a page.
export async function getHtml(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Failure("The desk did not answer as it should.");
  return answer.text();
}

async function read(answer) {
  const json = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (json) return answer.json();
  if (answer.status === 400) throw new Failure(t("This page is too old: reload it."), { signedOut: true });
  throw new Failure(t("The desk did not answer as it should."), { again: answer.status >= 500 });
}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
}
