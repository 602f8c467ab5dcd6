import { DAY_MS } from "@/server/lib/clock";
import { normaliseName } from "@/server/lib/normalise-name";
import type { GatewayName } from "@/server/refund/gateways/gateway";
import type { Book } from "../book";
import { type Instant, iso, startOfDay } from "../instants";
import { personFor } from "../person";
import { type Random, randomFor } from "../random";
import type { Organisation } from "../words/organisations";
import { addKeys, addPeople, addSessions, addWebhook, type Member } from "./access";
import { addBots, addKnowledge } from "./bots";
import { addConversations } from "./conversations";
import { addMoney, type Plan } from "./money";

/** What a tenant is to be; whatever is left out is chosen for it. */
export interface TenantWish {
  organisation: Organisation;
  now: Instant;
  /** Until when it was in use: deactivation, or now. */
  activeUntil?: Instant;
  /** From when its keys are revoked and its sessions ended. */
  lockedOutAt?: Instant;
  /** When it came back; new keys are made afterwards. */
  returnedAt?: Instant;
  members?: number;
  keys?: number;
  bots?: number;
  conversations?: number;
  recordings?: number;
  hasRecentPurchase?: boolean;
  /** Credits bought within the last days, none of them used since. */
  recentPurchases?: readonly { creditsPaise: number; daysAgo: number; gateway: GatewayName }[];
  plan?: Plan;
  emailChangedAt?: Instant;
  becameOwnerAt?: Instant;
  fixed?: FixedIds;
}

/** Ids and names that are not chosen: those of the cast. */
export interface FixedIds {
  tenantId: string;
  owner: Member;
  others: readonly (Member & { role: "admin" | "agent" })[];
  apiKeys: readonly { id: string; name: string; key: string }[];
  bots: readonly { id: string; name: string }[];
  webhookId: string;
  balancePaise?: number;
}

/** What the console's side of the seed needs to know of a tenant. */
export interface Tenant {
  id: string;
  organisation: Organisation;
  domain: string;
  language: "en" | "hi";
  owner: Member;
  members: Member[];
  keysRevoked: number;
  sessionsEnded: number;
  balancePaise: number;
}

/** What the parts of a tenant are made from. */
export interface Making {
  book: Book;
  random: Random;
  wish: TenantWish;
  tenantId: string;
  domain: string;
  createdAt: Instant;
  activeUntil: Instant;
}

const HINDI_STATES = ["02", "05", "06", "07", "08", "09", "10", "20", "22", "23"];
const CAPACITY: Record<Plan, [members: number, keys: number, bots: number]> = {
  free: [2, 2, 1],
  starter: [6, 4, 3],
  pro: [18, 9, 5],
  enterprise: [30, 15, 8],
};

/** Writes one tenant with everything the platform would have written about it, up to the end of its use. */
export function makeTenant(book: Book, wish: TenantWish): Tenant {
  const { organisation, fixed } = wish;
  const random = randomFor(`tenant ${organisation.slug}`);
  const tenantId = fixed?.tenantId ?? random.uuid();
  const plan = wish.plan ?? random.pick(["free", "starter", "starter", "pro", "pro", "enterprise"] as const);
  const activeUntil = wish.activeUntil ?? wish.now;
  const createdAt = startOfDay(activeUntil) - random.int(70, 900) * DAY_MS + random.int(9 * 3_600, 20 * 3_600) * 1_000;
  const domain = `${organisation.slug}.example`;
  const making: Making = { book, random, wish, tenantId, domain, createdAt, activeUntil };
  const [mostMembers, mostKeys, mostBots] = CAPACITY[plan];
  const language = HINDI_STATES.includes(organisation.stateCode) && random.chance(0.5) ? "hi" : "en";

  addTenant(making, plan, language);
  const { owner, members } = addPeople(
    making,
    fixed?.owner ?? newOwner(random, organisation, domain),
    wish.members ?? random.int(1, mostMembers),
  );
  const sessionsEnded = addSessions(making, [owner, ...members]);
  const keysRevoked = addKeys(making, wish.keys ?? random.int(1, mostKeys));
  const bots = addBots(making, wish.bots ?? random.int(1, mostBots));
  addKnowledge(making, bots);
  addWebhook(making);
  addConversations(making, bots, wish.conversations ?? random.int(6, 22), wish.recordings ?? 12);
  const balancePaise = addMoney(making, plan);
  return { id: tenantId, organisation, domain, language, owner, members, keysRevoked, sessionsEnded, balancePaise };
}

function newOwner(random: Random, organisation: Organisation, domain: string): Member {
  const { given, family } = personFor(organisation.stateCode, random);
  return { id: random.uuid(), name: `${given} ${family}`, email: `${given.toLowerCase()}@${domain}` };
}

function addTenant({ book, random, wish, tenantId, createdAt }: Making, plan: Plan, language: "en" | "hi"): void {
  const { name, stateCode } = wish.organisation;
  // PAN numbers run from 0001: with 0000 inside, no GSTIN here is anybody's.
  const gstin =
    plan === "free"
      ? null
      : `${stateCode}AA${random.pick(["A", "C", "F", "P"])}C${random.pick(["B", "K", "S", "T"])}0000${random.pick(["A", "M", "R"])}1Z${random.int(1, 9)}`;
  book.add("platform.tenant", {
    id: tenantId,
    name,
    name_normalised: normaliseName(name),
    plan,
    settings: {
      businessHours: { from: random.pick(["08:30", "09:00", "10:00"]), to: random.pick(["18:00", "19:30", "21:00"]) },
      handover: { afterFailures: random.int(2, 3), to: random.pick(["front desk", "owner", "queue"]) },
      recordingRetentionDays: random.pick([30, 90, 180]),
      spendAlertPaise: random.pick([100_000, 250_000, 500_000]),
    },
    language,
    time_zone: "Asia/Kolkata",
    state_code: stateCode,
    gstin,
    created_at: iso(createdAt),
  });
}
