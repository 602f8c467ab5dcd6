import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import { iso, workingMoment } from "../instants";
import { mobileNumber, personFor } from "../person";
import { KEY_NAMES } from "../words/prompts";
import type { Making } from "./tenant";

export interface Member {
  id: string;
  name: string;
  email: string;
}

/** The owner and `count` people in all; e-mail addresses are unique, so namesakes get their family name or a number. */
export function addPeople(
  { book, random, wish, tenantId, domain, createdAt }: Making,
  owner: Member,
  count: number,
): { owner: Member; members: Member[] } {
  const base = { tenant_id: tenantId, phone: mobileNumber(random), email_changed_at: null, became_owner_at: null };
  book.add("platform.team_member", {
    ...base,
    ...owner,
    role: "owner",
    created_at: iso(createdAt),
    email_changed_at: wish.emailChangedAt ? iso(wish.emailChangedAt) : null,
    became_owner_at: wish.becameOwnerAt ? iso(wish.becameOwnerAt) : null,
  });
  const taken = new Set([owner.email]);
  const members: Member[] = [];
  for (const { role, ...member } of wish.fixed?.others ?? []) {
    taken.add(member.email);
    members.push(member);
    book.add("platform.team_member", { ...base, ...member, phone: mobileNumber(random), role, created_at: iso(createdAt + 9 * DAY_MS) });
  }
  while (members.length < count - 1) {
    const { given, family } = personFor(wish.organisation.stateCode, random);
    const short = `${given}@${domain}`.toLowerCase();
    const long = `${given}.${family}@${domain}`.toLowerCase();
    const email = !taken.has(short) ? short : !taken.has(long) ? long : `${given}.${family}${taken.size}@${domain}`.toLowerCase();
    taken.add(email);
    const member = { id: random.uuid(), name: `${given} ${family}`, email };
    members.push(member);
    const joinedAt = createdAt + random.int(1, 60) * DAY_MS + random.int(0, 9) * HOUR_MS;
    book.add("platform.team_member", {
      ...base,
      ...member,
      phone: random.chance(0.6) ? mobileNumber(random) : null,
      role: random.chance(0.2) ? "admin" : "agent",
      created_at: iso(joinedAt),
    });
  }
  return { owner, members };
}

/** Sign-ins of the last days before the end of use; returns how many of them the lock-out ended. */
export function addSessions({ book, random, wish, tenantId, activeUntil }: Making, people: readonly Member[]): number {
  const lockedOutAt = wish.lockedOutAt === undefined ? null : iso(wish.lockedOutAt);
  let sessions = 0;
  for (const person of people) {
    if (person !== people[0] && random.chance(0.35)) continue;
    const createdAt = activeUntil - random.int(20, 9_000) * MINUTE_MS;
    const expiresAt = createdAt + 7 * DAY_MS;
    sessions += 1;
    const id = random.uuid();
    book.add("platform.member_session", {
      tenant_id: tenantId,
      id,
      member_id: person.id,
      token_sha256: sha256Hex(`session ${id}`),
      created_at: iso(createdAt),
      expires_at: iso(expiresAt),
      ended_at: lockedOutAt,
    });
  }
  return lockedOutAt === null ? 0 : sessions;
}

/** `count` keys, most of them in use by some integration; returns how many the lock-out revoked. */
export function addKeys({ book, random, wish, tenantId, createdAt, activeUntil }: Making, count: number): number {
  const fixed = wish.fixed?.apiKeys ?? [];
  let revoked = 0;
  for (let at = 0; at < count; at++) {
    const idea = KEY_NAMES[at % KEY_NAMES.length] ?? random.pick(KEY_NAMES);
    const known = fixed[at];
    const key = known?.key ?? `cm_live_${random.hex(32)}`;
    const isUsed = known !== undefined || random.chance(0.7);
    const wasRevokedBefore = wish.fixed === undefined && at > 1 && random.chance(0.08);
    const revokedAt = wasRevokedBefore ? activeUntil - random.int(5, 40) * DAY_MS : wish.lockedOutAt;
    if (!wasRevokedBefore && wish.lockedOutAt !== undefined) revoked += 1;
    const usedAt = wasRevokedBefore ? activeUntil - random.int(41, 60) * DAY_MS : activeUntil - random.int(3, 40 * 1_440) * MINUTE_MS;
    book.add("platform.api_key", {
      tenant_id: tenantId,
      id: known?.id ?? random.uuid(),
      name: known?.name ?? idea.name,
      display_prefix: key.slice(0, 12),
      sha256: sha256Hex(key),
      scopes: random.pick([["*"], ["llm"], ["llm", "tts"], ["stt", "tts", "llm"], ["email"], ["search", "llm"]]),
      last_used_at: isUsed ? iso(usedAt) : null,
      last_used_by: isUsed ? idea.usedBy : null,
      created_at: iso(createdAt + Math.round(((at + 1) / (count + 2)) * 60) * DAY_MS),
      revoked_at: revokedAt === undefined ? null : iso(revokedAt),
      revoked_because: revokedAt === undefined ? null : wasRevokedBefore ? "revoked_by_member" : "tenant_deactivated",
    });
  }
  if (wish.returnedAt !== undefined && random.chance(0.7)) addKeyAfterReturn({ book, random, tenantId }, wish.returnedAt);
  return revoked;
}

/** Old keys stay refused for ever (L5): whoever comes back makes a new one. */
function addKeyAfterReturn({ book, random, tenantId }: Pick<Making, "book" | "random" | "tenantId">, returnedAt: number): void {
  const key = `cm_live_${random.hex(32)}`;
  book.add("platform.api_key", {
    tenant_id: tenantId,
    id: random.uuid(),
    name: "Production server (new)",
    display_prefix: key.slice(0, 12),
    sha256: sha256Hex(key),
    scopes: ["*"],
    last_used_at: iso(returnedAt + 3 * HOUR_MS),
    last_used_by: "callmissed-node/1.8.2",
    created_at: iso(returnedAt + HOUR_MS),
    revoked_at: null,
    revoked_because: null,
  });
}

export function addWebhook({ book, random, wish, tenantId, domain, activeUntil }: Making): void {
  const id = wish.fixed?.webhookId ?? random.uuid();
  book.add("platform.webhook_endpoint", {
    tenant_id: tenantId,
    id,
    url: `https://${random.pick(["api", "hooks", "crm"])}.${domain}/callmissed`,
    is_active: true,
    created_at: iso(workingMoment(activeUntil, random.int(45, 65), random)),
  });
}
