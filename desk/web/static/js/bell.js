// The bell keeps itself up to date: while the page is in sight it asks whether anything came, which mostly is answered by nothing.
const EVERY = 30_000;

export function ringBell(root) {
  if (!root.getElementById("bell")) return;
  let last = Date.now();
  const look = async () => {
    if (root.visibilityState !== "visible" || Date.now() - last < EVERY - 1000) return;
    last = Date.now();
    const bell = root.getElementById("bell");
    try {
      const answer = await fetch(`${bell.dataset.bell}?have=${encodeURIComponent(bell.dataset.have)}`, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (answer.status !== 200) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("bell");
      if (!fresh) return;
      const focused = root.activeElement === bell;
      bell.replaceWith(root.adoptNode(fresh));
      if (focused) fresh.focus();
    } catch { /* the desk is away: the next look may fare better */ }
  };
  setInterval(look, EVERY);
  root.addEventListener("visibilitychange", look);
}
