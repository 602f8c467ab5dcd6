import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Messages, namespaceOf } from "./messages";

// Read from the disk and not imported: another language is another folder here, and no change of code.
const folder = (): string => path.join(/* turbopackIgnore: true */ process.cwd(), "server/language/messages");

let known: string[] | undefined;
const read = new Map<string, Messages>();

/** The languages that we speak, English first. */
export function languages(): readonly string[] {
  known ??= readdirSync(folder(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted((a, b) => Number(b === "en") - Number(a === "en") || a.localeCompare(b));
  return known;
}

/** Everything that is said in a language. Throws for one that we do not speak. */
export function messagesOf(language: string): Messages {
  const cached = read.get(language);
  if (cached) return cached;
  if (!languages().includes(language)) throw new Error("there are no messages in this language");
  const files = readdirSync(path.join(folder(), language)).filter((file) => file.endsWith(".json"));
  const messages = Object.fromEntries(
    files.map((file) => [namespaceOf(file), JSON.parse(readFileSync(path.join(folder(), language, file), "utf8"))]),
  ) as Messages;
  read.set(language, messages);
  return messages;
}
