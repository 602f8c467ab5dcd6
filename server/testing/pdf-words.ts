/** The words on the pages of an uncompressed PDF whose faces are embedded, line by line: glyphs are numbers, and each face says what they mean. */
export function pdfWords(file: Buffer): string {
  const text = file.toString("latin1");
  const objects = new Map([...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id ?? "", body ?? ""]));
  const meanings = new Map<string, Map<number, string>>();
  for (const [, name = "", id = ""] of text.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1];
    if (table) meanings.set(name, meaningsOf(objects.get(table) ?? ""));
  }
  let face = "";
  const said: string[] = [];
  for (const [, font, pieces] of text.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) face = font;
    const glyphs = [...(pieces ?? "").matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex?.match(/.{4}/g) ?? []);
    if (pieces) said.push(glyphs.map((glyph) => meanings.get(face)?.get(Number.parseInt(glyph, 16)) ?? "\ufffd").join(""));
  }
  return said.join("\n");
}

function meaningsOf(table: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const [, first = "", entries = ""] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    for (const [index, [, hex = ""]] of [...entries.matchAll(/<([0-9a-f ]*)>/g)].entries())
      found.set(Number.parseInt(first, 16) + index, Buffer.from(hex.replaceAll(" ", ""), "hex").swap16().toString("utf16le"));
  return found;
}
