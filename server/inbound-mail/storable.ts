/** A copy without NUL and lone surrogates, which PostgreSQL takes in no text: one such byte would keep a letter unexamined for ever. */
export const storable = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === "string" ? part.replaceAll("\0", "\ufffd").toWellFormed() : part)));
