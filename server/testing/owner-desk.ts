import { beginOwnerSession } from "@/server/owner/begin-owner-session";
import { oneTimeCode } from "@/server/owner/one-time-code";
import { readOwner, type SignedInMember } from "@/server/owner/read-owner";
import type { GivenTenant } from "./given";
import type { World } from "./world";

/** A person of a tenant, its owner unless said otherwise, signed in to the owner's pages this instant. */
export async function signedIn({ console }: World, tenant: GivenTenant, personId = tenant.owner.id): Promise<SignedInMember> {
  const { db, clock } = console;
  const person = { tenantId: tenant.id, id: personId, language: tenant.language };
  const ownerSessionId = await db.$transaction(async (tx) => beginOwnerSession(tx, person, await clock.now(tx)));
  return (await readOwner(console, { ownerSessionId })) as SignedInMember;
}

/** So long a test takes at the most that is about what is counted by the hour. */
const BY_THE_HOUR_SECONDS = 30;

/** For such tests: limits go by the clock's hours, so where one is about to end its end is awaited. */
export async function clearOfTheHour({ database }: World): Promise<void> {
  const left = "3600 - extract(epoch FROM clock_timestamp())::numeric % 3600";
  await database.ownerPool.query(`SELECT pg_sleep(${left} + 0.1) WHERE ${left} < ${BY_THE_HOUR_SECONDS}`);
}

/** The newest code that was sent to a session, as its owner reads it in the mailbox. */
export async function codeInMailbox({ database }: World, member: SignedInMember): Promise<string> {
  const { rows } = await database.ownerPool.query<{ id: string }>(
    "SELECT id FROM console.owner_code WHERE session_id = $1 ORDER BY created_at DESC LIMIT 1",
    [member.sessionId],
  );
  return oneTimeCode(rows[0]?.id ?? "");
}

/** A code of six digits that is not this one. */
export const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
