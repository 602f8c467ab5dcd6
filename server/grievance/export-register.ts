import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { csvLine } from "@/server/lib/csv";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { drawRegister } from "./draw-register";
import { countRegister, findRegisterRows, type RegisterPlace, type RegisterTotals } from "./find-register";
import { type AskedRegister, periodOf, type RegisterFilter, type RegisterRow } from "./register";
import { filterWords, minuteInIndia, REGISTER_COLUMNS, registerLine, totalLines } from "./register-line";

/** A file is made of one look at the database, so it has an end: more cases than this are taken period by period. Paper has 170 pages then. */
export const MOST_EXPORTED = { csv: 20_000, pdf: 5_000 } as const;
const BATCH = 1_000;

/** A register as it stood at one instant: every line, and the sums that the database counted of exactly these. */
export type Register = { filter: RegisterFilter; issuedAt: Date; rows: RegisterRow[]; totals: RegisterTotals };
export type RegisterFile = { filter: RegisterFilter; parts: AsyncIterable<Uint8Array> };

/**
 * The register of a period as a file for people outside the console (G5). Lines and sums come from one snapshot, read in batches
 * before the first byte goes out, so that no slow reader holds a transaction open and no sum is of other lines. Who took it stands
 * in the book. Refuses `desk_register_too_long` above 20,000 lines, on paper 5,000.
 */
export async function exportRegister(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  asked: AskedRegister,
  format: "csv" | "pdf",
): Promise<RegisterFile> {
  const register = await readRegister(deps, asked, MOST_EXPORTED[format]);
  const { filter, totals } = register;
  await deps.db.$transaction((tx) =>
    recordAuditEvent(tx, "register.exported", actor, {}, { cases: totals.cases, format, from: filter.from, to: filter.to }),
  );
  return { filter, parts: format === "csv" ? csvOf(register) : drawRegister(register) };
}

function readRegister({ db, clock }: Deps, asked: AskedRegister, most: number): Promise<Register> {
  return db.$transaction(
    async (tx) => {
      const issuedAt = await clock.now(tx);
      const filter = { ...asked, ...periodOf(asked, issuedAt) };
      const totals = await countRegister(tx, filter, issuedAt);
      if (totals.cases > most) throw new Refusal("desk_register_too_long", { most });
      const rows: RegisterRow[] = [];
      for (let after: RegisterPlace | null = null; ; ) {
        const batch: RegisterRow[] = await findRegisterRows(tx, filter, issuedAt, { after, most: BATCH, isNewestFirst: false });
        rows.push(...batch);
        const last = batch[BATCH - 1];
        if (!last) return { filter, issuedAt, rows, totals };
        after = { at: last.receivedAt, id: last.id };
      }
    },
    { isolationLevel: "RepeatableRead", timeout: 60_000 },
  );
}

/** The lines first, under one head, as programs read them; below an empty line what they are and what they add up to. */
async function* csvOf({ filter, issuedAt, rows, totals }: Register): AsyncGenerator<Buffer> {
  yield Buffer.from(`\ufeff${csvLine(REGISTER_COLUMNS)}`);
  for (let at = 0; at < rows.length; at += BATCH)
    yield Buffer.from(
      rows
        .slice(at, at + BATCH)
        .map((row) => csvLine(registerLine(row, issuedAt)))
        .join(""),
    );
  const foot = [
    ["Period", `${filter.from} to ${filter.to}, received, days in India`],
    ["Filter", filterWords(filter)],
    ["Issued at (IST)", minuteInIndia(issuedAt)],
    ...totalLines(totals),
  ];
  yield Buffer.from(`\r\n${foot.map(csvLine).join("")}`);
}
