import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export type Face = "plain" | "bold" | "devanagari";

let read: Record<Face, Buffer> | undefined;

/** The faces of the screens, which have ₹ (the standard faces of PDF do not), and one for Hindi. Read once per process. */
export function pdfFaces(): Record<Face, Buffer> {
  const root = process.cwd();
  const geist = path.join(path.dirname(createRequire(path.join(root, "package.json")).resolve("geist/font/sans")), "fonts/geist-sans");
  read ??= {
    plain: readFileSync(path.join(geist, "Geist-Regular.ttf")),
    bold: readFileSync(path.join(geist, "Geist-SemiBold.ttf")),
    devanagari: readFileSync(path.join(root, "server/refund/fonts/noto-sans-devanagari.woff")),
  };
  return read;
}

/** A line in pieces that each need one face: Devanagari with its spaces and full stops, and everything else. Never none. */
export function runsOf(words: string): { run: string; isDevanagari: boolean }[] {
  const runs = words.split(/((?:[\u0900-\u097f\u200c\u200d]+ ?)+)/).filter((run) => run !== "");
  return (runs.length > 0 ? runs : [" "]).map((run) => ({ run, isDevanagari: /[\u0900-\u097f]/.test(run) }));
}
