import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { newSecret, sealSecret } from "./endpoint-secret";
import type { SignalDeps } from "./open-signal-deps";
import type { SignalKind } from "./signal";

type Operator = { kind: "operator"; id: string };

/**
 * Adds a place that is told from now on. Answers with its secret, which is never shown again. Throws the `url_*` refusals;
 * the address is judged again before every delivery, because a name may lead elsewhere tomorrow.
 */
export async function addEndpoint(
  deps: SignalDeps,
  actor: Operator,
  wish: { name: string; url: string; kinds: SignalKind[] },
): Promise<{ id: string; secret: string }> {
  const fault = await deps.post.judge(wish.url);
  if (fault) throw new Refusal(fault);
  const { href: url, host } = new URL(wish.url);
  const id = newId();
  const secret = newSecret();
  const secretCiphertext = await sealSecret(deps.master, id, secret);
  const kinds = [...new Set(wish.kinds)];
  await deps.db.$transaction(async (tx) => {
    const createdAt = await deps.clock.now(tx);
    await tx.signalEndpoint.create({
      data: { id, name: wish.name, url, secretCiphertext, kinds, createdAt, createdBy: actor.id },
      select: { id: true },
    });
    await recordAuditEvent(tx, "endpoint.added", actor, {}, { endpointId: id, host, kinds });
  });
  return { id, secret };
}
