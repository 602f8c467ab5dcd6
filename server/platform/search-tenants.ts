import { Prisma } from "@/prisma/generated/client";
import { normaliseName } from "@/server/lib/normalise-name";

const ADDRESS = /^[^\s@]*@[^\s@]+$/;

/**
 * At most 1,000 tenants whose name contains the text (two letters or fewer match beginnings of names' words only), or of which somebody
 * has exactly this address, or one at exactly this domain ("@domain"). Part of an address finds nobody: answers to "does any begin with …?"
 * spell out what is masked (A2). `byAddress` false (auditors, admins): names of organisations only.
 * Text without a letter or digit is in no name: left as a pattern it would match every one.
 */
export function matchingTenants(q: string, byAddress: boolean): Prisma.Sql {
  const name = escaped(normaliseName(q));
  const email = q.toLowerCase().trim();
  if (name === "") return Prisma.sql`SELECT NULL::uuid AS id WHERE false`;
  const isCalled = name.length < 3 ? startOfWord(name) : Prisma.sql`t.name_normalised LIKE ${`%${name}%`}`;
  const called = Prisma.sql`SELECT t.id FROM platform.tenant t WHERE ${isCalled} LIMIT 1000`;
  if (!byAddress || !ADDRESS.test(email)) return called;
  const isReached = email.startsWith("@") ? Prisma.sql`m.email LIKE ${`%${escaped(email)}`}` : Prisma.sql`m.email = ${email}`;
  return Prisma.sql`(${called}) UNION (SELECT m.tenant_id FROM platform.team_member m WHERE ${isReached} LIMIT 1000)`;
}

const startOfWord = (name: string) => Prisma.sql`(t.name_normalised LIKE ${`${name}%`} OR t.name_normalised LIKE ${`% ${name}%`})`;
const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
