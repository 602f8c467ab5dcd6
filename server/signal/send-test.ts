import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { newId } from "@/server/lib/ids";
import { NotFound } from "@/server/lib/refusal";
import { openSecret } from "./endpoint-secret";
import type { SignalDeps } from "./open-signal-deps";
import { signMessage } from "./sign-message";
import { TEST_EVENT } from "./signal";

/** Sends a test to an endpoint now, once, and says what came of it (null: taken). No signal is written, no alert raised or ended. */
export async function sendTest(
  deps: SignalDeps,
  actor: { kind: "operator"; id: string },
  endpointId: string,
): Promise<{ failure: string | null }> {
  const endpoint = await deps.db.signalEndpoint.findUnique({ where: { id: endpointId } });
  if (!endpoint) throw new NotFound("endpoint");
  const secret = await openSecret(deps.master, endpointId, endpoint.secretCiphertext);
  const occurredAt = await deps.clock.now(deps.db);
  const message = signMessage(secret, { event: TEST_EVENT, deliveryId: newId(), occurredAt, tenantId: null, requestId: null });
  const failure = await deps.post.send(endpoint.url, message.headers, message.body);
  await deps.db.$transaction((tx) => recordAuditEvent(tx, "endpoint.tested", actor, {}, { endpointId, failure }));
  return { failure };
}
