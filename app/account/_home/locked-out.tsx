import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import type { OwnAccount } from "@/server/deletion/owner.queries";
import { ArchiveLine } from "./archive-line";
import { days, momentsIn } from "./moment";
import { RefundsUnderWay } from "./refunds-under-way";
import { plainLink, primaryLink, Section } from "./section";
import { TimeLeft } from "./time-left";
import { WindowPicture } from "./window-picture";

type Live = NonNullable<OwnAccount["live"]>;
type Props = { account: OwnAccount; live: Live; closed: NonNullable<Live["deactivation"]>; hasJustLeft: boolean };
/** For so long the page that one lands on after deleting says that it is done; kept or reloaded later, it does not. */
const JUST_LEFT_MS = 10 * 60_000;

/** The account is deactivated: first until when nothing is lost, second how to come back, then what happens when (S1, D§3). */
export async function LockedOut({ account, live, closed, hasJustLeft }: Props) {
  const [t, moment, day] = await Promise.all([words("home"), momentsIn(account.timeZone), days()]);
  const { now, timeZone } = account;
  return (
    <>
      <p className="text-soft">{t("locked.state", { organisation: account.organisation })}</p>
      <h1 className="mt-1 text-balance font-medium text-3xl leading-snug">
        {live.isWindowOpen ? t("locked.title", { day: day(closed.purgeDueAt) }) : t("locked.titleOver")}
      </h1>
      <p className="mt-3 text-pretty">
        <time dateTime={closed.purgeDueAt.toISOString()}>{moment(closed.purgeDueAt)}</time>
        {live.isWindowOpen ? (
          <>
            {" · "}
            <TimeLeft until={closed.purgeDueAt} now={now} day={day(closed.purgeDueAt)} />
          </>
        ) : null}
      </p>
      {live.isHeld ? (
        <Callout tone="held" className="mt-4">
          {t("locked.held")}
        </Callout>
      ) : null}
      {hasJustLeft && now.getTime() - closed.deactivatedAt.getTime() < JUST_LEFT_MS ? (
        <Callout tone="good" live="status" className="mt-4">
          <p className="font-medium">{t("locked.done.title")}</p>
          <p>{t("locked.done.text")}</p>
        </Callout>
      ) : null}
      <WayBack live={live} asked={live.comingBack ? moment(live.comingBack.askedAt) : ""} />
      <Section id="when" title={t("picture.title")}>
        <WindowPicture closed={closed} now={now} timeZone={timeZone} isHeld={live.isHeld} />
      </Section>
      <Section id="happened" title={t("locked.happened.title")}>
        <ul className="mt-3 list-disc space-y-2 pl-5">
          <li>{t("locked.happened.at", { at: moment(closed.deactivatedAt), number: `DR-${live.number}` })}</li>
          <li>{t("locked.happened.keys", { count: closed.keysRevoked })}</li>
          <li>{t("locked.happened.sessions", { count: closed.sessionsEnded })}</li>
          <li>{t("locked.happened.bots")}</li>
          <li>{t("locked.happened.sealed")}</li>
        </ul>
      </Section>
      <RefundsUnderWay refunds={account.refunds} isLocked />
      <ArchiveLine />
      <Section id="rights" title={t("rights.title")}>
        <p className="mt-2 text-pretty">{t("rights.text")}</p>
        <Link href="/account/rights" prefetch={false} className={`${plainLink} mt-4`}>
          {t("rights.link")}
        </Link>
      </Section>
    </>
  );
}

/** How to come back; that it is being looked at; or, plainly, that it is too late. */
async function WayBack({ live, asked }: { live: Live; asked: string }) {
  const t = await words("home");
  if (!live.isWindowOpen)
    return (
      <Section id="back" title={t("comeBack.over.title")}>
        <p className="mt-2 text-pretty">{live.isHeld ? t("comeBack.over.held") : t("comeBack.over.text")}</p>
      </Section>
    );
  if (live.comingBack?.isConfirmed)
    return (
      <Section id="back" title={t("comeBack.asked.title")}>
        <p className="mt-2 text-pretty">{t("comeBack.asked.text", { at: asked })}</p>
      </Section>
    );
  return (
    <Section id="back" title={t("comeBack.how.title")}>
      <p className="mt-2 text-pretty">{live.comingBack ? t("comeBack.how.unconfirmed", { at: asked }) : t("comeBack.how.text")}</p>
      <Link href="/account/come-back" prefetch={false} className={`${primaryLink} mt-4`}>
        {t("comeBack.how.link")}
      </Link>
    </Section>
  );
}
