// Which key was pressed, and whether it is anybody's but the desk's.

// Keys of a Latin keyboard that are no letters, by their places.
const PLACES = { Comma: ",", Period: ".", Semicolon: ";", Slash: "/", Quote: "'" };

// The character of a key, a small letter where it is one. On keyboards of other scripts a key counts as the one that a
// Latin keyboard has in its place: whoever writes Arabic need not change the keyboard to act.
export function keyOf(event) {
  const key = event.key.toLowerCase();
  if (!/^[\p{L}\p{N}]$/u.test(key) || /^[\p{Script=Latin}0-9]$/u.test(key)) return key;
  const place = event.code.replace(/^(Key|Digit)/, "");
  return PLACES[place] ?? (place.length === 1 ? place.toLowerCase() : key);
}

// An input method composes, a browser fills in by itself, or it is Alt, AltGr or Option, which write characters and belong to browsers.
export function foreign(event) {
  return !event.key || event.isComposing || event.keyCode === 229 || event.altKey || event.getModifierState("AltGraph");
}
