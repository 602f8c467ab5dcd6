import { createReadStream } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { processNow } from "@/server/lib/clock";
import { mailEnv } from "@/server/lib/env";
import { type Examiners, startExaminers } from "./examine-in-time";
import { unexamined } from "./examine-letter";
import type { Examination, SmtpFacts } from "./letter";

/**
 * Transport for the terminal: one verdict for one file, or one line of JSON per line of a batch.
 * Only JSON goes to standard output; a verdict, whatever it says, is a success.
 */
const USAGE = `usage: npm run --silent mail:inspect -- [--ip IP] [--helo NAME] [--mail-from ADDR] [--received-at ISO8601] FILE.eml
       npm run --silent mail:inspect -- --batch FILE.jsonl`;

class UsageError extends Error {}

interface BatchLine {
  id?: unknown;
  file?: unknown;
  ip?: unknown;
  helo?: unknown;
  mailFrom?: unknown;
  receivedAt?: unknown;
}

const MAX_FILE_BYTES = 64_000_000;
/** Files read ahead of the examiners; more would only fill the memory. */
const MAX_OPEN = 120;
const MAX_OPEN_BYTES = 80_000_000;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const env = mailEnv();
  const examiners = startExaminers(
    { dnsServers: env.DNS_SERVERS, supportAddresses: env.SUPPORT_ADDRESSES },
    values.batch === undefined ? 1 : 2,
  );
  try {
    if (values.batch !== undefined) await inspectBatch(examiners, values.batch, positionals);
    else await inspectOne(examiners, values, positionals);
  } finally {
    await examiners.stop();
  }
}

function readArguments() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: bindValues(process.argv.slice(2)),
      allowPositionals: true,
      options: { ip: text, helo: text, "mail-from": text, "received-at": text, batch: text },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What a peer says about itself may begin with a dash; it is a value all the same, and never an option. */
function bindValues(given: string[]): string[] {
  const bound: string[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? "";
    const value = given[index + 1];
    if (/^--(?:ip|helo|mail-from)$/.test(word) && value !== undefined) {
      bound.push(`${word}=${value}`);
      index += 1;
    } else bound.push(word);
  }
  return bound;
}

async function inspectOne(examiners: Examiners, values: Record<string, string | undefined>, files: string[]): Promise<void> {
  const [file, ...more] = files;
  if (!file || more.length > 0)
    throw new UsageError(file ? "only one file can be inspected at a time; use --batch for several" : "no file given");
  const receivedAt = values["received-at"] === undefined ? processNow() : readInstant(values["received-at"]);
  if (!receivedAt) throw new UsageError("--received-at is not an ISO 8601 instant, such as 2026-11-20T08:30:00Z");
  const raw = await readLetterFile(file).catch((error: Error) => {
    throw new UsageError(error.message);
  });
  print(toAnswer(await examiners.examine(raw, { ip: values.ip, helo: values.helo, mailFrom: values["mail-from"], receivedAt })));
}

async function inspectBatch(examiners: Examiners, file: string, positionals: string[]): Promise<void> {
  if (positionals.length > 0) throw new UsageError("--batch takes no further files");
  await access(file).catch(() => {
    throw new UsageError(`cannot read ${file}`);
  });
  const open = new Set<Promise<void>>();
  let openBytes = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!line.trim()) continue;
    while (open.size >= MAX_OPEN || openBytes >= MAX_OPEN_BYTES) await Promise.race(open);
    const entry = await readBatchLine(line, dirname(file));
    const bytes = entry.letter?.raw.byteLength ?? 0;
    openBytes += bytes;
    const work: Promise<void> = answerLine(examiners, entry).finally(() => {
      open.delete(work);
      openBytes -= bytes;
    });
    open.add(work);
  }
  await Promise.all(open);
}

interface BatchEntry {
  id: unknown;
  letter?: { raw: Uint8Array; smtp: SmtpFacts };
  trouble?: string;
}

/** Every line gets its answer, also one that cannot be read: then `trouble` says why. */
async function readBatchLine(line: string, folder: string): Promise<BatchEntry> {
  let id: unknown = null;
  try {
    const entry = JSON.parse(line.replace(/^\ufeff/, "")) as BatchLine | null;
    id = entry?.id ?? null;
    if (typeof entry?.file !== "string") throw new Error("the line names no file");
    const receivedAt = entry.receivedAt == null ? processNow() : readInstant(entry.receivedAt);
    if (!receivedAt) throw new Error("the time of receipt is not an ISO 8601 instant");
    const smtp: SmtpFacts = {
      ip: optionalText(entry.ip),
      helo: optionalText(entry.helo),
      mailFrom: optionalText(entry.mailFrom),
      receivedAt,
    };
    return { id, letter: { raw: await readLetterFile(entry.file, folder), smtp } };
  } catch (error) {
    return { id, trouble: error instanceof Error ? error.message : String(error) };
  }
}

async function answerLine(examiners: Examiners, { id, letter, trouble }: BatchEntry): Promise<void> {
  const examination = letter ? await examiners.examine(letter.raw, letter.smtp) : unexamined("unexaminable", trouble);
  print({ id, ...toAnswer(examination) });
}

/** `folder` is the second place to look, for batches that travel together with their letters. */
async function readLetterFile(name: string, folder = "."): Promise<Uint8Array> {
  const isHere = await access(name).then(
    () => true,
    () => false,
  );
  const file = isHere ? name : resolve(folder, name);
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile()) throw new Error(`there is no file ${file}`);
  if (facts.size > MAX_FILE_BYTES) throw new Error(`${file} is larger than any mail`);
  return readFile(file).catch(() => {
    throw new Error(`the file ${file} cannot be read`);
  });
}

function readInstant(value: unknown): Date | null {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i.test(value))
    return null;
  // Without a zone the instant is meant in UTC; the machine's own zone must not decide about freshness.
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value.slice(10));
  const instant = new Date(value.length > 10 && !hasZone ? `${value}Z` : value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

const optionalText = (value: unknown) => (typeof value === "string" ? value : undefined);

function toAnswer({ from, sender, reasons, intent, accountEmail, organisation }: Examination) {
  return { from, sender, reasons: reasons.map(({ code, sentence }) => `${code}: ${sentence}`), intent, accountEmail, organisation };
}

function print(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

main().catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(
    isUsage ? `${error.message}\n${USAGE}\n` : `The inspection stopped: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = isUsage ? 2 : 1;
});
