import { sha256Hex } from "@/server/lib/crypto";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { enqueueJob } from "@/server/lib/queue";

/** A delivery as our SMTP edge saw it. */
export type Delivery = {
  raw: Uint8Array<ArrayBuffer>;
  peerIp: string | null;
  helo: string | null;
  mailFrom: string | null;
  recipients: string[];
  /** Set when the letter is kept but not processed, e.g. `too_large`; `raw` is then what was kept of it. */
  asideReason?: string;
};

/**
 * Keeps a letter byte for byte, with the job that examines it, in one transaction (V1); the peer hears 250 only after the
 * commit. The same bytes a second time are known already and change nothing.
 */
export async function storeLetter(deps: Deps, delivery: Delivery): Promise<{ letterId: string; isNew: boolean }> {
  return deps.db.$transaction(async (tx) => {
    const id = newId();
    const now = await deps.clock.now(tx);
    const contentSha256 = delivery.asideReason ? sha256Hex(`aside:${id}`) : sha256Hex(delivery.raw);
    const { count } = await tx.inboundMail.createMany({
      data: [
        {
          id,
          contentSha256,
          raw: delivery.raw,
          bytes: delivery.raw.byteLength,
          peerIp: delivery.peerIp,
          helo: delivery.helo,
          mailFrom: delivery.mailFrom,
          recipients: delivery.recipients,
          receivedAt: now,
          asideReason: delivery.asideReason ?? null,
          outcome: delivery.asideReason ? "set_aside" : null,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) {
      const known = await tx.inboundMail.findUniqueOrThrow({ where: { contentSha256 }, select: { id: true } });
      return { letterId: known.id, isNew: false };
    }
    if (!delivery.asideReason) await enqueueJob(tx, "examine-letter", { letterId: id }, { key: `letter:${id}` });
    return { letterId: id, isNew: true };
  });
}
