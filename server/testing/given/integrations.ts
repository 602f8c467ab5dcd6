import { randomBytes, randomUUID } from "node:crypto";
import { sha256Hex } from "@/server/lib/crypto";
import type { Ground } from "../given";
import { sealedPrompt } from "./content";
import { addTenant, type GivenTenant } from "./people";

export interface ApiKeyWish {
  tenant?: GivenTenant;
  name?: string;
  key?: string;
  revokedBecause?: string;
}

export async function addApiKey(ground: Ground, wish: ApiKeyWish): Promise<{ id: string; key: string; tenant: GivenTenant }> {
  const tenant = wish.tenant ?? (await addTenant(ground, {}));
  const id = randomUUID();
  const key = wish.key ?? `cm_live_${randomBytes(16).toString("hex")}`;
  await ground.pool.query(
    `INSERT INTO platform.api_key (tenant_id, id, name, display_prefix, sha256, scopes, created_at, last_used_at, last_used_by, revoked_at, revoked_because)
     VALUES ($1, $2, $3, $4, $5, '{*}', now() - interval '90 days', now() - interval '1 hour', 'callmissed-node/1.8.2',
             CASE WHEN $6::text IS NOT NULL THEN now() END, $6)`,
    [tenant.id, id, wish.name ?? "Production server", key.slice(0, 12), sha256Hex(key), wish.revokedBecause ?? null],
  );
  return { id, key, tenant };
}

export async function addBot(
  ground: Ground,
  wish: { tenant?: GivenTenant; isActive?: boolean },
): Promise<{ id: string; tenant: GivenTenant }> {
  const tenant = wish.tenant ?? (await addTenant(ground, {}));
  const id = randomUUID();
  await ground.pool.query(
    `INSERT INTO platform.bot (tenant_id, id, name, channel, is_active, system_prompt_ciphertext, settings, created_at)
     VALUES ($1, $2, 'Front desk', 'voice_inbound', $3, $4, '{"voice":"vidya"}', now() - interval '80 days')`,
    [tenant.id, id, wish.isActive ?? true, await sealedPrompt(ground, tenant.id, id, "You answer the phone. Speak slowly.")],
  );
  return { id, tenant };
}

export async function addWebhook(ground: Ground, wish: { tenant?: GivenTenant }): Promise<{ id: string; tenant: GivenTenant }> {
  const tenant = wish.tenant ?? (await addTenant(ground, {}));
  const id = randomUUID();
  await ground.pool.query(
    "INSERT INTO platform.webhook_endpoint (tenant_id, id, url, is_active, created_at) VALUES ($1, $2, $3, true, now() - interval '70 days')",
    [tenant.id, id, `https://hooks.${tenant.domain}/callmissed`],
  );
  return { id, tenant };
}
