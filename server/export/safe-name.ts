/** What the file systems of our readers refuse or take for something else, marks that turn the reading direction included. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is meant
const UNSAFE = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const MOST_BYTES = 120;

/**
 * A file's name as somebody else gave it, made harmless: one part of a path, which leads nowhere else on any system, at most 120
 * bytes long, with its ending kept. "../../etc/passwd" → "_.._etc_passwd".
 */
export function safeName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize("NFC")
    .replace(UNSAFE, "_")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  const named = DEVICES.test(plain) ? `_${plain}` : plain;
  return shortened(named) || "file";
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? "";
  const letters = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(letters.join("") + ending) > MOST_BYTES) letters.pop();
  return letters.join("") + ending;
}

/** The ending of an object's key, e.g. ".ogg"; empty when it has none that is plain. */
export const endingOf = (objectKey: string): string => /\.[A-Za-z0-9]{1,10}$/.exec(objectKey)?.[0] ?? "";
