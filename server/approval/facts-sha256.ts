import { sha256Hex } from "@/server/lib/crypto";

/**
 * What an approval binds to: the facts the maker saw. Who proposed is no part of it, nor what is decided afresh each
 * time: holds, refunds on their way, and the comparison before a return. A fact that came later than some
 * approvals changes nothing while it is absent, so that what waits for a second person outlives the change.
 */
export function factsSha256(facts: object): string {
  const {
    verificationProposedBy: _maker,
    held: _held,
    payingOut: _payingOut,
    comparison: _comparison,
    differsIn: _table,
    ...seen
  } = facts as Record<string, unknown>;
  return sha256Hex(JSON.stringify(seen, (key, value) => (key === "proposedBy" || isAbsent(key, value) ? undefined : value)));
}

const isAbsent = (key: string, value: unknown): boolean =>
  (key === "inPerson" && value === false) || (key === "verifiedAt" && value === null);
