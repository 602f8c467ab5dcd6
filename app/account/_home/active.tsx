import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import type { OwnAccount } from "@/server/deletion/owner.queries";
import { ArchiveLine } from "./archive-line";
import { RefundsUnderWay } from "./refunds-under-way";
import { plainLink, Section } from "./section";

/** The calm overview of an account that nobody is leaving: what can be done here, and that nothing is happening. */
export async function Active({ account }: { account: OwnAccount }) {
  const t = await words("home");
  return (
    <>
      <h1 className="text-balance font-medium text-2xl">{account.organisation}</h1>
      {account.cameBackAt ? (
        <Callout tone="good" className="mt-4">
          <p className="font-medium">{t("active.back.title")}</p>
          <p>{t("active.back.text")}</p>
        </Callout>
      ) : null}
      <p className="mt-3 text-pretty">{t("active.lead")}</p>
      <Section id="archive" title={t("active.archive.title")}>
        <p className="mt-2 text-pretty">{t("active.archive.text")}</p>
        <ArchiveLine />
        <Link href="/account/export" prefetch={false} className={`${plainLink} mt-4`}>
          {t("active.archive.link")}
        </Link>
      </Section>
      <RefundsUnderWay refunds={account.refunds} />
      <Section id="rights" title={t("active.rights.title")}>
        <p className="mt-2 text-pretty">{t("active.rights.text")}</p>
        <Link href="/account/rights" prefetch={false} className={`${plainLink} mt-4`}>
          {t("active.rights.link")}
        </Link>
      </Section>
      <Section id="leave" title={t("active.leave.title")}>
        <p className="mt-2 text-pretty">{t("active.leave.text")}</p>
        <Link href="/account/leave" prefetch={false} className={`${plainLink} mt-4`}>
          {t("active.leave.link")}
        </Link>
      </Section>
    </>
  );
}
