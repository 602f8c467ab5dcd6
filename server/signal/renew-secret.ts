import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { newSecret, sealSecret } from "./endpoint-secret";
import { lockEndpoint } from "./lock-endpoint";
import type { SignalDeps } from "./open-signal-deps";

/**
 * Gives an endpoint a new secret and answers with it; it is never shown again. The old one signs nothing from here on: what the
 * receiver turns away until it knows the new one is tried again, and lies on the dead-letter screen after that.
 */
export async function renewSecret(
  deps: SignalDeps,
  actor: { kind: "operator"; id: string },
  endpointId: string,
): Promise<{ secret: string }> {
  const secret = newSecret();
  const secretCiphertext = await sealSecret(deps.master, endpointId, secret);
  await deps.db.$transaction(async (tx) => {
    await lockEndpoint(tx, endpointId);
    await tx.signalEndpoint.update({ where: { id: endpointId }, data: { secretCiphertext }, select: { id: true } });
    await recordAuditEvent(tx, "endpoint.secret_renewed", actor, {}, { endpointId });
  });
  return { secret };
}
