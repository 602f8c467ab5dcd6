// `npm run operators:first -- --email … --name …`: the first admin and the first grievance officer (A2), by the database's owner.
import { parseArgs } from "node:util";
import { z } from "zod";
import { Refusal } from "@/server/lib/refusal";
import { openOwnerDeps } from "@/server/refund/open-owner-deps";
import { FIRST_ROLES, makeFirstOperator } from "./make-first-operator";
import { REFUSALS, type RefusalCode } from "./refusals";

const USAGE = `usage: DATABASE_URL=<the owner's> npm run operators:first -- --email ADDRESS --name NAME [--role admin|grievance_officer]
  The address as the identity provider knows it. Only while nobody with this role (admin, if none is said) has signed in.`;
const WISH = z.object({ email: z.email(), name: z.string().trim().min(1).max(200), role: z.enum(FIRST_ROLES).default("admin") });

try {
  const { values } = parseArgs({
    options: { email: { type: "string" }, name: { type: "string" }, role: { type: "string" }, help: { type: "boolean" } },
  });
  const wish = WISH.safeParse(values);
  if (values.help || !wish.success) console.log(USAGE);
  else await make(wish.data);
  if (!values.help && !wish.success) process.exitCode = 1;
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

async function make(wish: z.infer<typeof WISH>): Promise<void> {
  const { deps, close } = openOwnerDeps();
  try {
    await makeFirstOperator(deps, wish);
    console.log(`${wish.email} can sign in now, as ${wish.role.replace("_", " ")}.`);
  } finally {
    await close();
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return `${REFUSALS[error.code as RefusalCode]} Nothing was changed.`;
  if ((error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")) return USAGE;
  return error instanceof Error ? error.message : String(error);
}
