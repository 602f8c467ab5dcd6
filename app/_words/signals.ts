import type { DeliveryRow, EndpointRow } from "@/app/_trpc/answers";
import { many } from "@/app/_ui/rupees";

export const EVENT_WORDS: Record<DeliveryRow["kind"], { name: string; says: string }> = {
  tenant_deactivated: { name: "tenant.deactivated", says: "A tenant was locked out" },
  tenant_reactivated: { name: "tenant.reactivated", says: "A tenant came back" },
  purge_started: { name: "purge.started", says: "A tenant's data is being erased" },
  tenant_purged: { name: "tenant.purged", says: "A tenant's data is gone" },
};
export const EVENT_KINDS = Object.keys(EVENT_WORDS) as DeliveryRow["kind"][];

const FAILURES: Record<string, string> = {
  redirect: "It sent us to another address. Redirects are not followed: add an endpoint with the final address.",
  timeout: "It did not answer within 10 seconds.",
  unreachable: "Nobody answers at its address.",
  tls: "Its certificate cannot be trusted, or it speaks no TLS.",
  bad_answer: "What it answered is not HTTP.",
  url_malformed: "Its address is not a web address.",
  url_credentials: "Its address holds a name or password.",
  url_not_https: "Its address is not https.",
  url_not_public: "Its name leads into a private or local network now. Nothing was sent there.",
  url_unresolvable: "Its name leads nowhere: the DNS has no address for it.",
  secret_unreadable: "Its secret cannot be opened with our master key. Give it a new one.",
};

/** Why a delivery was not taken, and what can be done. */
export function failureWords(code: string): string {
  const status = Number(/^http_(\d+)$/.exec(code)?.[1] ?? 0);
  if (status === 401 || status === 403) return `It answered ${status}: it does not believe our signature. Does it have the newest secret?`;
  if (status === 404 || status === 410) return `It answered ${status}: nothing listens at this address any more.`;
  if (status >= 500) return `It answered ${status}: something broke on its side.`;
  if (status > 0) return `It answered ${status}.`;
  return FAILURES[code] ?? "It was not taken.";
}

/** How an endpoint does, in one word with a colour that is used for nothing else here. */
export function endpointState(endpoint: EndpointRow): { word: string; look: string } {
  if (endpoint.disabledAt) return { word: "Switched off", look: "bg-purged-ground text-purged" };
  if (endpoint.dead > 0) return { word: many(endpoint.dead, "dead letter"), look: "bg-purging-ground text-purging" };
  if (endpoint.waiting > 0) return { word: `${endpoint.waiting} on the way`, look: "bg-received-ground text-received" };
  return endpoint.lastDeliveredAt
    ? { word: "Told everything", look: "bg-verified-ground text-verified" }
    : { word: "Nothing to tell yet", look: "bg-purged-ground text-purged" };
}
