import { expect, test } from "vitest";
import { sha256Hex } from "@/server/lib/crypto";
import { factsSha256 } from "./facts-sha256";

/** As it was written before owners could confirm in person. */
const older = {
  state: "retained",
  tenantId: "018f0000-0000-7000-8000-000000000001",
  channel: "mail",
  lodgedBy: null,
  evidence: { domain: "passed" },
  codeConfirmed: true,
  ownerChangedAt: null,
  purgeDueAt: "2026-12-20T10:00:00.000Z",
  comingBack: { evidence: null, codeConfirmed: true },
  digestTaken: true,
  survivors: null,
};
const { state, tenantId, channel, lodgedBy, evidence, codeConfirmed, ...after } = older;
const newer = (over: { inPerson?: boolean; verifiedAt?: string | null; cameBackInPerson?: boolean } = {}) => ({
  ...{ state, tenantId, channel, lodgedBy, evidence, codeConfirmed },
  inPerson: over.inPerson ?? false,
  verifiedAt: over.verifiedAt ?? null,
  verificationProposedBy: null,
  ...after,
  comingBack: { evidence: null, codeConfirmed: true, inPerson: over.cameBackInPerson ?? false, proposedBy: "somebody" },
});

test("what was agreed to before these facts existed stays agreed to", () => {
  expect(factsSha256(newer())).toBe(sha256Hex(JSON.stringify(older)));
});
test.each([[{ inPerson: true }], [{ cameBackInPerson: true }], [{ verifiedAt: "2026-11-20T10:00:00.000Z" }]])(
  "%j is something else to agree to",
  (over) => expect(factsSha256(newer(over))).not.toBe(factsSha256(newer())),
);
