// Tells the server the reader's time zone, so that times are written in it from the next page on.
export function tellZone(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || root.cookie.split("; ").includes(`zone=${encodeURIComponent(zone)}`)) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  root.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax${secure}`;
}
