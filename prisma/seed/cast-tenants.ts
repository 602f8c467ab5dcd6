import { CHAI_POINT, INITECH, NILGIRI } from "@/server/testing/cast";
import type { Book } from "./book";
import type { Instant } from "./instants";
import { makeTenant } from "./tenant/tenant";

/** Chai Point Labs, Initech and Nilgiri Tea Exports: active, with the ids, people and keys that cast.ts promises. */
export function addCast(book: Book, now: Instant): void {
  makeTenant(book, {
    organisation: { name: CHAI_POINT.name, slug: CHAI_POINT.slug, city: "Bengaluru", stateCode: "29", kind: "cafe" },
    now,
    plan: "pro",
    members: CHAI_POINT.members,
    keys: CHAI_POINT.keys,
    bots: CHAI_POINT.botCount,
    conversations: 52,
    hasRecentPurchase: true,
    fixed: {
      tenantId: CHAI_POINT.tenantId,
      owner: CHAI_POINT.owner,
      others: [{ ...CHAI_POINT.ravi, role: "agent" }],
      apiKeys: CHAI_POINT.apiKeys,
      bots: CHAI_POINT.bots,
      webhookId: CHAI_POINT.webhookId,
      balancePaise: CHAI_POINT.balancePaise,
    },
  });
  makeTenant(book, {
    organisation: { name: INITECH.name, slug: INITECH.slug, city: "Chennai", stateCode: "33", kind: "software" },
    now,
    plan: "starter",
    members: 7,
    keys: 4,
    bots: 3,
    conversations: 16,
    fixed: {
      tenantId: INITECH.tenantId,
      owner: INITECH.owner,
      others: [],
      apiKeys: INITECH.apiKeys,
      bots: INITECH.bots,
      webhookId: INITECH.webhookId,
    },
  });
  makeTenant(book, {
    organisation: { name: NILGIRI.name, slug: NILGIRI.slug, city: "Coonoor", stateCode: "33", kind: "d2c" },
    now,
    plan: "pro",
    members: 9,
    keys: 5,
    bots: 3,
    conversations: 18,
    hasRecentPurchase: false,
    recentPurchases: NILGIRI.purchases,
    fixed: {
      tenantId: NILGIRI.tenantId,
      owner: NILGIRI.owner,
      others: [],
      apiKeys: NILGIRI.apiKeys,
      bots: NILGIRI.bots,
      webhookId: NILGIRI.webhookId,
    },
  });
}
