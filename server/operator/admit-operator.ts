import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { ROLES } from "./permissions";

const claimsOf = (roleClaim: string) =>
  z.object({
    sub: z.string().min(1),
    email: z.email().transform((value) => value.toLowerCase()),
    name: z.string().min(1).max(200),
    [roleClaim]: z.enum(ROLES),
  });

/**
 * Lets somebody in whom the identity provider vouches for with a role, and keeps name and role up to date (A2).
 * Null: no known role, or the operator's access was ended. Nothing is stored about people who are not let in.
 */
export async function admitOperator(deps: Deps, claims: Record<string, unknown>, roleClaim: string) {
  const parsed = claimsOf(roleClaim).safeParse(claims);
  if (!parsed.success) return null;
  const { sub, email, name } = parsed.data as { sub: string; email: string; name: string };
  const role = (parsed.data as Record<string, unknown>)[roleClaim] as (typeof ROLES)[number];
  // The same address under another subject is somebody else until a person has looked into it.
  if (await deps.db.operator.findFirst({ where: { email, subject: { not: sub } }, select: { id: true } })) return null;
  const lastSeenAt = await deps.clock.now(deps.db);
  const operator = await deps.db.operator.upsert({
    where: { subject: sub },
    create: { subject: sub, email, name, role, lastSeenAt },
    update: { email, name, role, lastSeenAt },
  });
  return operator.endedAt ? null : operator;
}
