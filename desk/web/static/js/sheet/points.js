// The server counts code points, a text field UTF-16 units: they differ from the first emoji on.

export function toUtf16(text, point) {
  let units = 0;
  for (const character of text) {
    if (point-- <= 0) break;
    units += character.length;
  }
  return units;
}

export function toPoints(text, unit) {
  return [...text.slice(0, unit)].length;
}
