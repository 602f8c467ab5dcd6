import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import type { OwnAccount } from "@/server/deletion/owner.queries";
import { ActButton, ActForm } from "../_act/act-form";
import { takeBack } from "./actions";
import { ArchiveLine } from "./archive-line";
import { momentsIn } from "./moment";
import { RefundsUnderWay } from "./refunds-under-way";
import { Section, textLink } from "./section";

type Live = NonNullable<OwnAccount["live"]>;

/** Somebody has asked to delete the account and nothing is deactivated yet: what it waits for, and how to take it back. */
export async function Waiting({ account, live }: { account: OwnAccount; live: Live }) {
  const [t, moment] = await Promise.all([words("home"), momentsIn(account.timeZone)]);
  const number = `DR-${live.number}`;
  const waitsFor = live.state === "verified" ? "verified" : live.isConfirmedInPerson ? "colleagues" : "received";
  return (
    <>
      <h1 className="text-balance font-medium text-2xl">{t("waiting.title")}</h1>
      <p className="mt-3 text-pretty">{t("waiting.since", { organisation: account.organisation, at: moment(live.receivedAt), number })}</p>
      <Callout tone="info" className="mt-4">
        <p className="font-medium">{t("waiting.still")}</p>
        <p>{t(`waiting.${waitsFor}`)}</p>
      </Callout>
      <Section id="take-back" title={t("waiting.back.title")}>
        <p className="mt-2 text-pretty">{t("waiting.back.text")}</p>
        <ActForm action={takeBack} className="mt-4">
          <ActButton busy={t("waiting.back.busy")} tone="plain">
            {t("waiting.back.act")}
          </ActButton>
        </ActForm>
      </Section>
      {waitsFor === "colleagues" ? null : (
        <Section id="now" title={account.mustWait ? t("waiting.now.confirmTitle") : t("waiting.now.title")}>
          <p className="mt-2 text-pretty">{account.mustWait ? t("waiting.now.confirmText") : t("waiting.now.text")}</p>
          <Link href="/account/leave" prefetch={false} className={textLink}>
            {t("waiting.now.link")}
          </Link>
        </Section>
      )}
      <ArchiveLine />
      <RefundsUnderWay refunds={account.refunds} />
      <Section id="rights" title={t("rights.title")}>
        <Link href="/account/rights" prefetch={false} className={textLink}>
          {t("rights.link")}
        </Link>
      </Section>
    </>
  );
}
