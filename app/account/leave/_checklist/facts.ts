import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Account = inferRouterOutputs<AppRouter>["account"];
/** What ends for a tenant that is still active, and its money. */
export type Ends = Extract<Account["tenant"]["ends"], { isClosed: false }>;
export type Money = Account["refund"]["money"];

/** Credits that would be forfeited, in paise; a debt is nothing to forfeit. */
export function creditsOf({ balances: { purchasedPaise, grantedPaise } }: Pick<Money, "balances">): {
  bought: bigint;
  granted: bigint;
  all: bigint;
} {
  const [bought, granted] = [purchasedPaise, grantedPaise].map((paise) => (paise > 0n ? paise : 0n)) as [bigint, bigint];
  return { bought, granted, all: bought + granted };
}
