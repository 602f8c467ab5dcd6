import { csvLine } from "@/server/lib/csv";
import type { ObjectStore } from "@/server/lib/object-store";
import { openContent } from "@/server/platform/content-cipher";
import { INDEX_PATH, knowledgePath, linesPath, MANIFEST_PATH, recordingPath, SETTINGS_PATH, sheetPath } from "./archive-paths";
import { CLASSES, type ExportClass, type Open } from "./read-classes";
import { readOriginal } from "./read-original";
import { PAGE, readPages, readTenant, type Source } from "./read-tenant";
import { renderIndex } from "./render-index";
import type { Zip } from "./zip";

/** An original that the archive cannot have, or not whole. */
export type Lost = { path: string; because: "missing" | "damaged" };

export type Archive = {
  exportId: string;
  language: string;
  source: Source;
  store: ObjectStore;
  dataKey: Buffer;
  /** Told what is being written now and how many things (rows and files) are done. */
  onStep: (step: string, itemsDone: number) => void;
};

/** How many things there are to write: rows and original files. */
export async function countItems(source: Source): Promise<number> {
  let total = 1;
  for (const { name, count } of CLASSES) {
    const rows = await readTenant(source, (tx) => count(tx, source.tenantId, source.until));
    total += name === "recordings" || name === "knowledge-files" ? 2 * rows : rows;
  }
  return total;
}

/** Writes everything a tenant has into the ZIP (D§5): lines, sheets, original files, the page that explains them, and the manifest. */
export async function writeArchive(zip: Zip, archive: Archive): Promise<{ rows: number; files: number; lost: Lost[] }> {
  const { source, onStep } = archive;
  let done = 0;
  const tick = (step: string, things: number) => {
    done += things;
    onStep(step, done);
  };
  const open: Open = (place, sealed) => openContent(archive.dataKey, { ...place, tenantId: source.tenantId }, sealed);

  const tenant = await readTenant(source, (tx) => tx.tenant.findUniqueOrThrow({ where: { id: source.tenantId } }));
  const { nameNormalised: _derived, ...settings } = tenant;
  await zip.add(SETTINGS_PATH, one(`${JSON.stringify(settings, digits, 2)}\n`));
  tick("organisation", 1);
  for (const entry of CLASSES) {
    let rows = 0;
    const lines = linesOf(source, entry, open, (count) => {
      rows += count;
      tick(entry.name, count);
    });
    (await zip.add(linesPath(entry.name), lines)).rows = rows;
    if (entry.sheet) (await zip.add(sheetPath(entry.name), sheetOf(source, entry, entry.sheet))).rows = rows;
  }
  const rows = done;
  const lost = await writeOriginals(zip, archive, tick);
  const files = done - rows;
  const page = { organisation: tenant.name, timeZone: tenant.timeZone, language: archive.language, at: source.until, files, lost };
  await zip.add(INDEX_PATH, one(renderIndex(page, zip.entries)));
  await zip.add(MANIFEST_PATH, manifest(archive, zip, lost));
  zip.end();
  return { rows, files: files - lost.filter(({ because }) => because === "missing").length, lost };
}

async function* linesOf(source: Source, entry: ExportClass, open: Open, onPage: (rows: number) => void): AsyncGenerator<Buffer> {
  for await (const rows of readPages(source, (tx, after) => entry.page(tx, after, source.until))) {
    yield Buffer.from(rows.map((row) => `${JSON.stringify(entry.line(row, open), digits)}\n`).join(""));
    onPage(rows.length);
  }
}

/** Begins with the mark by which spreadsheets know UTF-8, so that names in Hindi stay readable. */
async function* sheetOf(source: Source, entry: ExportClass, sheet: NonNullable<ExportClass["sheet"]>): AsyncGenerator<Buffer> {
  yield Buffer.from(`\ufeff${csvLine(sheet.columns)}`);
  for await (const rows of readPages(source, (tx, after) => entry.page(tx, after, source.until)))
    yield Buffer.from(rows.map((row) => csvLine(sheet.cells(row))).join(""));
}

async function writeOriginals(zip: Zip, archive: Archive, tick: (step: string, things: number) => void): Promise<Lost[]> {
  const { source, store, dataKey } = archive;
  const { tenantId, until } = source;
  const lost: Lost[] = [];
  const writeOne = async (path: string, objectKey: string, isPacked: boolean) => {
    const original = await readOriginal({ store, tenantId, dataKey }, objectKey);
    if (!original) lost.push({ path, because: "missing" });
    else {
      await zip.add(path, original.content, { isPacked }).finally(original.close);
      if (!original.isWhole()) lost.push({ path, because: "damaged" });
    }
    tick("files", 1);
  };
  const createdAt = { lte: until };
  for await (const rows of readPages(source, (tx, after) => tx.knowledgeFile.findMany({ where: { ...after, createdAt }, ...PAGE })))
    for (const row of rows) await writeOne(knowledgePath(row), row.objectKey, false);
  for await (const rows of readPages(source, (tx, after) => tx.recording.findMany({ where: { ...after, createdAt }, ...PAGE })))
    for (const row of rows) await writeOne(recordingPath(row), row.objectKey, true);
  return lost;
}

/** The list of everything with its fingerprint, an entry to a line, so that a long one is never in memory as one text. */
async function* manifest({ exportId, source }: Archive, zip: Zip, lost: Lost[]): AsyncGenerator<Buffer> {
  const head = { format: "callmissed-archive-1", exportId, tenantId: source.tenantId, asOf: source.until, lost };
  yield Buffer.from(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "entries": [`);
  for (const [index, entry] of [...zip.entries].entries()) yield Buffer.from(`${index ? "," : ""}\n    ${JSON.stringify(entry)}`);
  yield Buffer.from("\n  ]\n}\n");
}

async function* one(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** Amounts in paise are far below 2^53, and numbers in JSON; anything above it would be its digits. */
function digits(_name: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
