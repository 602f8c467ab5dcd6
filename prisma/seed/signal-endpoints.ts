import type { KeyRing } from "@/server/platform/tenant-keys";
import { newSecret, sealSecret } from "@/server/signal/endpoint-secret";
import { SIGNAL_KINDS } from "@/server/signal/signal";
import { LOCAL_PLATFORM, OPERATORS } from "@/server/testing/cast";
import type { Book } from "./book";
import { type Instant, iso } from "./instants";
import { randomFor } from "./random";

const BILLING = "91a7f063-0000-4000-8000-000000000002";
const DAY_MS = 86_400_000;
/** An hour in which the platform did not answer: two dead letters to look at, and to send again. */
const DEAD = 2;

/** Two places that are told: the platform, which once was away, and one that was switched off. `npm start` corrects the first one's address and secret. */
export async function addSignalEndpoints(book: Book, now: Instant, { master }: KeyRing): Promise<void> {
  const add = async (id: string, name: string, url: string, kinds: readonly string[], disabledAt: string | null) =>
    book.add("console.signal_endpoint", {
      id,
      name,
      url,
      kinds: `{${kinds.join(",")}}`,
      secret_ciphertext: `\\x${Buffer.from(await sealSecret(master, id, newSecret())).toString("hex")}`,
      created_at: iso(now - 180 * DAY_MS),
      created_by: OPERATORS.kavya.id,
      disabled_at: disabledAt,
    });
  await add(LOCAL_PLATFORM.id, LOCAL_PLATFORM.name, "http://localhost:4466/webhooks", SIGNAL_KINDS, null);
  await add(BILLING, "Billing, old address", "https://hooks.billing.example/callmissed", ["tenant_purged"], iso(now - 20 * DAY_MS));

  const random = randomFor("signal deliveries");
  const signals = book.of("console.signal").toSorted((a, b) => Date.parse(String(a.created_at)) - Date.parse(String(b.created_at)));
  for (const [index, signal] of signals.entries()) {
    const createdAt = Date.parse(String(signal.created_at));
    const isDead = index >= signals.length - 2 * DEAD && index < signals.length - DEAD;
    const endedAt = iso(createdAt + (isDead ? 31_000 : random.int(200, 1_900)));
    book.add("console.signal_delivery", {
      id: random.uuid(),
      signal_id: String(signal.id),
      endpoint_id: LOCAL_PLATFORM.id,
      created_at: iso(createdAt),
      attempts: isDead ? 5 : 1,
      tried_at: endedAt,
      delivered_at: isDead ? null : endedAt,
      dead_at: isDead ? endedAt : null,
      failure_code: isDead ? "http_503" : null,
    });
  }
}
