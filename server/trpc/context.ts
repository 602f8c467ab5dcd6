import { getServerSession } from "next-auth";
import { databaseClock } from "@/server/lib/clock";
import { consoleDb } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { readOperator, type SignedInOperator } from "@/server/operator/read-operator";
import { staffSignIn } from "@/server/operator/staff-sign-in.adapter";

export type Context = { deps: Deps; operator: SignedInOperator | null; callId: string };

/** What every call carries: a call id for the log, the database and its clock, and who is signed in. */
export async function createContext(): Promise<Context> {
  const deps = { db: consoleDb(), clock: databaseClock };
  const session = await getServerSession(staffSignIn());
  return { deps, operator: await readOperator(deps, session as { sessionId?: string } | null), callId: newId() };
}
