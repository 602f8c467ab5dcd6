import { Prisma } from "@/prisma/generated/client";
import { normaliseName } from "./organisation-name";

/**
 * At most 1,000 tenants whose name or member's address contains the text; two letters or fewer match beginnings of words
 * only. `byAddress` false (auditors): names only, or search would spell out what is masked (A2). Text without a letter or digit is in no name: left as a pattern it would match every one.
 */
export function matchingTenants(q: string, byAddress: boolean): Prisma.Sql {
  const name = escaped(normaliseName(q));
  const email = escaped(q.toLowerCase().trim());
  if (name === "") return Prisma.sql`SELECT NULL::uuid AS id WHERE false`;
  if (!byAddress) return Prisma.sql`SELECT t.id FROM platform.tenant t WHERE t.name_normalised LIKE ${`%${name}%`} LIMIT 1000`;
  if (email.length < 3)
    return Prisma.sql`SELECT t.id FROM platform.tenant t WHERE t.name_normalised LIKE ${`${name}%`} OR t.name_normalised LIKE ${`% ${name}%`} LIMIT 1000`;
  return Prisma.sql`(SELECT t.id FROM platform.tenant t WHERE t.name_normalised LIKE ${`%${name}%`} LIMIT 1000)
    UNION (SELECT m.tenant_id FROM platform.team_member m WHERE m.email LIKE ${`%${email}%`} LIMIT 1000)`;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
