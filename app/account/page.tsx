import type { Metadata } from "next";
import { words } from "@/app/_language/page-language";
import { pageTitle } from "@/app/account/_frame/page-title";
import { accountApi, requireMember } from "./_act/account-api";
import { ConsentQuestion } from "./_consent/consent-question";
import { Active } from "./_home/active";
import { LockedOut } from "./_home/locked-out";
import { Purging } from "./_home/purging";
import { Waiting } from "./_home/waiting";
import { AskYourOwner } from "./_member/ask-your-owner";

type Props = { searchParams: Promise<{ left?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("frame"))("nav.label"));
}

/** Where the account stands, and what can be done about it (S1). People of the team who are not its owner see whom to ask. */
export default async function AccountPage({ searchParams }: Props) {
  const member = await requireMember("/account");
  return (
    <>
      {member.role === "owner" ? <OwnersOverview hasJustLeft={(await searchParams).left !== undefined} /> : <AskYourOwner />}
      <ConsentQuestion />
    </>
  );
}

async function OwnersOverview({ hasJustLeft }: { hasJustLeft: boolean }) {
  const account = await (await accountApi()).leaving.account();
  const { live } = account;
  if (!live) return <Active account={account} />;
  if (live.state === "purging") return <Purging isHeld={live.isHeld} />;
  if (live.state === "retained" && live.deactivation)
    return <LockedOut account={account} live={live} closed={live.deactivation} hasJustLeft={hasJustLeft} />;
  return <Waiting account={account} live={live} />;
}
