import { Prisma } from "@/prisma/generated/client";
import { normaliseName } from "./organisation-name";

/** At most 1,000 tenants whose name or member's address contains the text; two letters or fewer match beginnings of words only. */
export function matchingTenants(q: string): Prisma.Sql {
  const escaped = normaliseName(q).replace(/[\\%_]/g, "\\$&");
  const email = q
    .toLowerCase()
    .trim()
    .replace(/[\\%_]/g, "\\$&");
  if (email.length < 3)
    return Prisma.sql`SELECT t.id FROM platform.tenant t WHERE t.name_normalised LIKE ${`${escaped}%`} OR t.name_normalised LIKE ${`% ${escaped}%`} LIMIT 1000`;
  return Prisma.sql`(SELECT t.id FROM platform.tenant t WHERE t.name_normalised LIKE ${`%${escaped}%`} LIMIT 1000)
    UNION (SELECT m.tenant_id FROM platform.team_member m WHERE m.email LIKE ${`%${email}%`} LIMIT 1000)`;
}
