import { csvLine } from "@/server/lib/csv";
import type { Deps } from "@/server/lib/deps";
import { type Env, env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { type Closing, writeClosing } from "./closing-line";
import { type Places, placesOf } from "./find-places";
import { judgeWaiting } from "./judge-waiting";
import { BEFORE_FIRST } from "./link-hash";
import { type Ask, readTrail } from "./read-trail";
import { recordAuditEvent } from "./record-audit-event";
import { countTrail, readPage } from "./trail.queries";
import { writeTrailLine } from "./trail-line";
import type { TrailFilter } from "./trail-search";

type Actor = { kind: "operator"; id: string };
const PAGE = 1_000;
const COLUMNS = ["Link", "Event", "At (UTC)", "Type", "Actor", "Actor id", "Tenant id", "Request id", "Payload", "Hash"];

/**
 * The whole trail as JSON Lines that `npm run audit:verify -- --file` checks without this console, up to the link that is the last one
 * now, and a signed closing line, so that a cut file is seen; page by page, never all in memory. That it was taken stands in the book before the first line goes out (A1).
 */
export async function exportTrail(
  { db, clock }: Deps,
  actor: Actor,
  settings: Pick<Env, "SIGNING_KEY_FILE"> = env(),
): Promise<AsyncGenerator<Buffer>> {
  const key = openSigningKeys(settings.SIGNING_KEY_FILE).current;
  const closing = await db.$transaction(async (tx): Promise<Closing> => {
    // Before the end is looked for: no checkpoint of an earlier instant signs more than this file holds.
    const at = await clock.now(tx);
    const last = await tx.auditLink.findFirst({ orderBy: { seq: "desc" } });
    const seq = Number(last?.seq ?? 0n);
    const { total, since } = await judgeWaiting((sql, ...values) => tx.$queryRawUnsafe(sql, ...values));
    await recordAuditEvent(tx, "audit.exported", actor, {}, { events: seq, format: "jsonl" });
    return { seq, hash: last ? Buffer.from(last.hash) : BEFORE_FIRST, at, waiting: total, waitingSince: since };
  });
  const ask: Ask = (sql, ...values) => db.$queryRawUnsafe(sql, ...values);
  return (async function* () {
    let lines: string[] = [];
    for await (const { event, ...link } of readTrail(ask, { after: 0, upTo: closing.seq })) {
      // An event that somebody removed leaves a gap, and whoever checks the file names it.
      if (event) lines.push(writeTrailLine({ ...link, event }));
      if (lines.length < PAGE) continue;
      yield Buffer.from(`${lines.join("\n")}\n`);
      lines = [];
    }
    lines.push(writeClosing(closing, key));
    yield Buffer.from(`${lines.join("\n")}\n`);
  })();
}

/** What a search finds now, newest first, as CSV for people; ids and no names, like the book itself. Written down and read like the above. */
export async function exportFound(deps: Pick<Deps, "db">, actor: Actor, filter: TrailFilter): Promise<AsyncGenerator<Buffer>> {
  const { db } = deps;
  const newest = await db.$transaction(async (tx) => {
    const { _max } = await tx.auditEvent.aggregate({ _max: { id: true } });
    const after = (_max.id ?? 0n) + 1n;
    const events = await countTrail(tx, (await placesOf(tx, filter, after)).places);
    await recordAuditEvent(tx, "audit.exported", actor, {}, { events, format: "csv" });
    return after;
  });
  return (async function* () {
    yield Buffer.from(`\ufeff${csvLine(COLUMNS)}`);
    for (let before = newest; ; ) {
      const { places }: Places = await placesOf(db, filter, before);
      const rows = places.length > 0 ? await readPage(db, places, PAGE) : [];
      if (rows.length > 0) yield Buffer.from(rows.map((row) => csvLine(cellsOf(row))).join(""));
      const last = rows[PAGE - 1];
      if (!last) return;
      before = last.id;
    }
  })();
}

const cellsOf = ({
  seq,
  id,
  at,
  type,
  actorKind,
  actorId,
  tenantId,
  requestId,
  payload,
  hash,
}: Awaited<ReturnType<typeof readPage>>[number]) => [
  seq === null ? "" : Number(seq),
  Number(id),
  at.toISOString(),
  type,
  actorKind,
  actorId,
  tenantId,
  requestId,
  JSON.stringify(payload),
  hash,
];
