import { words } from "@/app/_language/page-language";
import type { Ends, Money } from "./facts";
import { creditsOf } from "./facts";
import { BotsItem, KeysItem } from "./integrations";
import { CreditsItem, RefundItem } from "./money";
import { ExportItem, TeamItem } from "./people";

/** The checklist itself. Nothing of it is a condition (D§1): it counts, and keeps nobody. */
export async function Items({ ends, money }: { ends: Ends; money: Money }) {
  const t = await words("leave");
  const done = {
    export: ends.archive?.isDownloaded === true,
    refund: money.askable.purchases === 0,
    credits: creditsOf(money).all === 0n,
    team: ends.team.count === 0 || ends.warning !== null,
    keys: ends.keys.used === 0,
  };
  const all = Object.values(done);
  const markOf = (isDone: boolean) => ({ isDone, state: isDone ? t("checklist.done") : t("checklist.open") });
  return (
    <section aria-labelledby="first" className="mt-10">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="first" className="font-medium text-xl">
          {t("checklist.list.title")}
        </h2>
        <p className="text-soft">{t("checklist.list.progress", { done: all.filter(Boolean).length, all: all.length })}</p>
      </div>
      <p className="mt-1 mb-4 text-pretty text-soft">{t("checklist.list.free")}</p>
      <ol>
        <ExportItem
          ends={ends}
          mark={ends.archive && !done.export ? { isDone: false, state: t("checklist.export.notYet") } : markOf(done.export)}
        />
        <RefundItem money={money} timeZone={ends.timeZone} mark={markOf(done.refund)} />
        <CreditsItem money={money} mark={markOf(done.credits)} />
        <TeamItem ends={ends} mark={markOf(done.team)} />
        <KeysItem ends={ends} mark={markOf(done.keys)} />
        <BotsItem ends={ends} />
      </ol>
    </section>
  );
}
