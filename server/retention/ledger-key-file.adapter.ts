import { readFileSync } from "node:fs";
import { z } from "zod";

const keyFile = z.object({ key: z.base64().refine((text) => Buffer.from(text, "base64").length === 32) });

/** The key of LEDGER_KEY_FILE. Throws one sentence when it is missing or not of its form. */
export function openLedgerKey(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error("LEDGER_KEY_FILE cannot be read: without it no erasure can be written down or repeated.", { cause });
  }
  const parsed = keyFile.safeParse(parseJson(text));
  if (!parsed.success) throw new Error('LEDGER_KEY_FILE must be {"key": base64 of 32 bytes}.');
  return parsed.data.key;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // refused with the sentence that says what it should be
  }
}
