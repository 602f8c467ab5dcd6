import { randomBytes, randomUUID } from "node:crypto";
import { sha256Hex } from "@/server/lib/crypto";
import { normaliseName } from "@/server/lib/normalise-name";
import type { Ground } from "../given";
import { insertRows } from "../insert-rows";

export interface GivenPerson {
  id: string;
  name: string;
  email: string;
}

export interface GivenTenant {
  id: string;
  name: string;
  domain: string;
  language: "en" | "hi";
  owner: GivenPerson;
}

export interface TenantWish {
  id?: string;
  name?: string;
  domain?: string;
  plan?: "free" | "starter" | "pro" | "enterprise";
  language?: "en" | "hi";
  stateCode?: string;
  owner?: Partial<GivenPerson>;
  emailChangedAt?: Date;
  becameOwnerAt?: Date;
}

export interface MemberWish {
  tenant?: GivenTenant;
  role?: "admin" | "agent";
  name?: string;
  email?: string;
}

const LONG_AGO = "2026-01-15T09:30:00Z";

export async function addTenant({ pool }: Ground, wish: TenantWish): Promise<GivenTenant> {
  const word = randomBytes(4).toString("hex");
  const { name = `Tenant ${word}`, domain = `t${word}.example`, language = "en" } = wish;
  const id = wish.id ?? randomUUID();
  const owner = { id: randomUUID(), name: "Owner of it", email: `owner@${domain}`, ...wish.owner };
  await insertRows(pool, "platform.tenant", [
    {
      id,
      name,
      name_normalised: normaliseName(name),
      plan: wish.plan ?? "starter",
      settings: { handover: "front desk" },
      language,
      time_zone: "Asia/Kolkata",
      state_code: wish.stateCode ?? "29",
      gstin: null,
      created_at: LONG_AGO,
    },
  ]);
  await insertRows(pool, "platform.team_member", [
    {
      tenant_id: id,
      ...owner,
      phone: null,
      role: "owner",
      created_at: LONG_AGO,
      email_changed_at: wish.emailChangedAt?.toISOString() ?? null,
      became_owner_at: wish.becameOwnerAt?.toISOString() ?? null,
    },
  ]);
  return { id, name, domain, language, owner };
}

export async function addMember(ground: Ground, wish: MemberWish): Promise<GivenPerson & { tenant: GivenTenant }> {
  const tenant = wish.tenant ?? (await addTenant(ground, {}));
  const person = {
    id: randomUUID(),
    name: wish.name ?? "A member",
    email: wish.email ?? `member-${randomBytes(4).toString("hex")}@${tenant.domain}`,
  };
  await insertRows(ground.pool, "platform.team_member", [
    { tenant_id: tenant.id, ...person, phone: null, role: wish.role ?? "agent", created_at: LONG_AGO },
  ]);
  return { ...person, tenant };
}

/** A sign-in of yesterday that is still open. */
export async function addSession({ pool }: Ground, tenantId: string, memberId: string): Promise<{ id: string }> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO platform.member_session (tenant_id, id, member_id, token_sha256, created_at, expires_at)
     VALUES ($1, $2, $3, $4, now() - interval '1 day', now() + interval '6 days')`,
    [tenantId, id, memberId, sha256Hex(id)],
  );
  return { id };
}
