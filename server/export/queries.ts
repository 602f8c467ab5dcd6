import type { Deps } from "@/server/lib/deps";
import { isOpen, MOST_A_DAY, VALID_HOURS } from "./export";

/** One archive as its owner sees it. */
type Shown = {
  id: string;
  state: "requested" | "building" | "ready" | "failed" | "expired";
  requestedAt: Date;
  endedBecause: string | null;
  step: string | null;
  itemsDone: number;
  itemsTotal: number;
};
/** One that can be fetched now. */
type Fetchable = { id: string; readyAt: Date; expiresAt: Date; bytes: number; sha256: string };

const LATEST = {
  id: true,
  state: true,
  requestedAt: true,
  endedBecause: true,
  step: true,
  itemsDone: true,
  itemsTotal: true,
  readyAt: true,
  expiresAt: true,
  bytes: true,
  sha256: true,
} as const;

/**
 * The latest archive that a tenant's owner asked for, and the newest that can be fetched now, which may be an earlier one; null where
 * there is none. `sealed`: no new one can be asked for. What is past its time counts as expired, whether or not the night has been by.
 */
export async function readExports({ db, clock }: Deps, tenantId: string) {
  const now = await clock.now(db);
  const [rows, sealed, tenant] = await Promise.all([
    db.dataExport.findMany({ where: { tenantId }, orderBy: [{ requestedAt: "desc" }, { id: "desc" }], take: 10, select: LATEST }),
    db.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { id: true } }),
    db.tenant.findUnique({ where: { id: tenantId }, select: { timeZone: true } }),
  ]);
  const [first] = rows;
  const open = rows.find((row) => isOpen(row, now));
  const latest: Shown | null = first
    ? {
        id: first.id,
        state: first.state === "ready" && !isOpen(first, now) ? "expired" : first.state,
        requestedAt: first.requestedAt,
        endedBecause: first.endedBecause,
        step: first.step,
        itemsDone: Number(first.itemsDone),
        itemsTotal: Number(first.itemsTotal),
      }
    : null;
  const fetchable: Fetchable | null =
    open?.readyAt && open.expiresAt && open.sha256 && open.bytes !== null
      ? { id: open.id, readyAt: open.readyAt, expiresAt: open.expiresAt, bytes: Number(open.bytes), sha256: open.sha256 }
      : null;
  return {
    latest,
    fetchable,
    sealed: sealed !== null,
    timeZone: tenant?.timeZone ?? "Asia/Kolkata",
    validDays: VALID_HOURS / 24,
    mostADay: MOST_A_DAY,
  };
}
