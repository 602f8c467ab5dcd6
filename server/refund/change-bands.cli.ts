// `npm run refunds:bands [-- --alone-up-to RUPEES --two-above RUPEES]`: how many people a refund takes (R5), set by the database's owner.
import { parseArgs } from "node:util";
import { formatPaise } from "@/server/lib/money";
import { Refusal } from "@/server/lib/refusal";
import { changeBands } from "./change-bands";
import { openOwnerDeps } from "./open-owner-deps";
import type { Bands } from "./refund";
import { REFUSALS, type RefusalCode } from "./refusals";

const USAGE = `usage: DATABASE_URL=<the owner's> npm run refunds:bands [-- --alone-up-to RUPEES] [--two-above RUPEES]
  Without amounts it says what holds now. Amounts in rupees, such as 1000 or 2500.50.`;

try {
  const { values } = parseArgs({
    options: { "alone-up-to": { type: "string" }, "two-above": { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) console.log(USAGE);
  else await change({ aloneUpToPaise: paiseOf(values["alone-up-to"]), twoAbovePaise: paiseOf(values["two-above"]) });
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

async function change(wish: { [Name in keyof Bands]: bigint | undefined }): Promise<void> {
  const { deps, close } = openOwnerDeps();
  try {
    const { aloneUpToPaise, twoAbovePaise } = wish;
    const { before, after } = await changeBands(deps, {
      ...(aloneUpToPaise === undefined ? {} : { aloneUpToPaise }),
      ...(twoAbovePaise === undefined ? {} : { twoAbovePaise }),
    });
    const isAsked = aloneUpToPaise !== undefined || twoAbovePaise !== undefined;
    if (isAsked) console.log(`before: ${said(before)}`);
    console.log(`${isAsked ? "after: " : "now:   "} ${said(after)}`);
  } finally {
    await close();
  }
}

function said({ aloneUpToPaise, twoAbovePaise }: Bands): string {
  return `alone up to ${formatPaise(aloneUpToPaise)}, one other person up to ${formatPaise(twoAbovePaise)}, two above it`;
}

function paiseOf(rupees: string | undefined): bigint | undefined {
  if (rupees === undefined) return undefined;
  const [, whole, fraction = ""] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(rupees) ?? [];
  if (whole === undefined) throw new Error(`"${rupees}" is no amount in rupees.\n${USAGE}`);
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return `${REFUSALS[error.code as RefusalCode]} Nothing was changed.`;
  if ((error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")) return USAGE;
  return error instanceof Error ? error.message : String(error);
}
