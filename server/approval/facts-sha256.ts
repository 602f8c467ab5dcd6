import { sha256Hex } from "@/server/lib/crypto";

/**
 * What an approval binds to: the facts the maker saw. Who proposed is no part of it, nor what is decided afresh each
 * time: holds, refunds on their way, the officer's orders, and the comparison before a return. A fact that came later than some
 * approvals changes nothing while it is absent, so that what waits for a second person outlives the change.
 */
export const factsSha256 = (facts: object): string => sha256Hex(boundText(facts));

/** Free text about people and authorities, and what keeps it from being guessed: the hash covers it, but it stands only where it belongs. */
const WITHHELD = new Set(["authority", "reference", "name", "email", "askedId", "emailBefore", "emailAfter"]);

/** What the question keeps to be shown (A3): the hashed text, with null in the place of free text. */
export const paramsText = (facts: object): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(JSON.parse(boundText(facts)) as object).map(([key, value]) => [key, WITHHELD.has(key) ? null : value]),
    ),
  );

/** The hash of what is shown: of the kept text with the free text put in again, in its order. */
export const hashOfShown = (shown: object): string => sha256Hex(JSON.stringify(shown));

function boundText(facts: object): string {
  const {
    verificationProposedBy: _maker,
    held: _held,
    payingOut: _payingOut,
    paused: _paused,
    returnOrder: _returnOrder,
    comparison: _comparison,
    differsIn: _table,
    ...seen
  } = facts as Record<string, unknown>;
  return JSON.stringify(seen, (key, value) => (key === "proposedBy" || isAbsent(key, value) ? undefined : value));
}

const isAbsent = (key: string, value: unknown): boolean =>
  (key === "inPerson" && value === false) || (key === "verifiedAt" && value === null);
