import { z } from "zod";

const uuid = z.uuid();

/**
 * What the platform may ask the gate: exactly one credential or actor. A key may be given as its SHA-256, so that a secret
 * need not travel; the console's own probes ask that way, because it never has the key.
 */
export const gateQuestion = z.union([
  z.strictObject({ apiKey: z.string().min(8).max(512) }),
  z.strictObject({ apiKeySha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ botId: uuid }),
  z.strictObject({ memberId: uuid }),
  z.strictObject({ webhookId: uuid }),
]);
export type GateQuestion = z.infer<typeof gateQuestion>;

export type GateReason = "unknown" | "revoked" | "inactive" | "tenant_deactivated";
export type GateAnswer = { allowed: true } | { allowed: false; reason: GateReason };

/** What the gate knows about the one who asks, read in one query. */
export type GateFacts = { tenantId: string; revoked: boolean; inactive: boolean; deactivated: boolean } | null;

/**
 * May this key, bot, person or webhook still act? A revoked key says so whether or not the tenant is deactivated: it never comes back.
 * @keeps D3.1 D3.2 D3.3 D3.4
 */
export function answerGate(facts: GateFacts): GateAnswer {
  if (!facts) return { allowed: false, reason: "unknown" };
  if (facts.revoked) return { allowed: false, reason: "revoked" };
  if (facts.deactivated) return { allowed: false, reason: "tenant_deactivated" };
  if (facts.inactive) return { allowed: false, reason: "inactive" };
  return { allowed: true };
}
