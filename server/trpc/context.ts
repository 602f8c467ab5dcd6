import { headers } from "next/headers";
import { getServerSession } from "next-auth";
import { networkOf, PEER_HEADER } from "@/server/lib/caller-network";
import { databaseClock } from "@/server/lib/clock";
import { consoleDb } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { warnOfProxy } from "@/server/lib/warn-of-proxy";
import { readOperator, type SignedInOperator } from "@/server/operator/read-operator";
import { staffSignIn } from "@/server/operator/staff-sign-in.adapter";
import { ownerSession } from "@/server/owner/owner-sign-in.adapter";
import { readOwner, type SignedInMember } from "@/server/owner/read-owner";

export type Context = {
  deps: Deps;
  operator: SignedInOperator | null;
  member: SignedInMember | null;
  /** Where the call came from, as far as limits have to know it; absent where nobody called from anywhere. */
  network?: string;
  callId: string;
};

/** What every call carries: a call id for the log, the database and its clock, and who is signed in, of our staff and on the owner's pages. */
export async function createContext(): Promise<Context> {
  const deps = { db: consoleDb(), clock: databaseClock };
  const session = await getServerSession(staffSignIn());
  const operator = await readOperator(deps, session as { sessionId?: string } | null);
  const sent = await headers();
  const [forwardedFor, peer, proxies] = [sent.get("x-forwarded-for"), sent.get(PEER_HEADER), env().TRUSTED_PROXIES];
  warnOfProxy(forwardedFor, peer, proxies);
  const network = networkOf(forwardedFor, peer, proxies);
  return { deps, operator, member: await readOwner(deps, await ownerSession()), network, callId: newId() };
}
