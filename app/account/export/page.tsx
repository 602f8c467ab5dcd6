import type { Metadata } from "next";
import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import { accountApi, requireOwner } from "../_act/account-api";
import { ActButton, ActForm } from "../_act/act-form";
import { askForArchive } from "./actions";
import { Fetchable } from "./fetchable";
import { UnderWay } from "./under-way";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: `${(await words("export"))("title")} · CallMissed` } };
}

/** Everything the organisation has, in one file (D§5): ask for it, see it being made, fetch it. */
export default async function ExportPage() {
  await requireOwner("/account/export");
  const api = await accountApi();
  const [{ latest, fetchable, sealed, timeZone, validDays, mostADay }, { closed }] = await Promise.all([
    api.export.status(),
    api.tenant.dates(),
  ]);
  const isOver = closed?.isWindowOpen === false;
  const t = await words("export");
  const isUnderWay = latest?.state === "requested" || latest?.state === "building";
  return (
    <>
      <h1 className="font-medium text-2xl">{t("title")}</h1>
      <p className="mt-3">{t("intro")}</p>
      {isUnderWay ? <UnderWay step={latest.step} done={latest.itemsDone} total={latest.itemsTotal} /> : null}
      {latest?.state === "failed" ? (
        <Callout tone="alarm" live="status" className="mt-6">
          <h2 className="font-medium">{t("failed.title")}</h2>
          <p>{t(latest.endedBecause === "tenant_sealed" ? "failed.sealed" : sealed ? "failed.closed" : "failed.text")}</p>
        </Callout>
      ) : null}
      {latest?.state === "expired" && !fetchable ? (
        <Callout tone="info" className="mt-6">
          <h2 className="font-medium">{t("expired.title")}</h2>
          <p>{t(sealed ? "expired.closed" : "expired.text")}</p>
        </Callout>
      ) : null}
      {fetchable ? <Fetchable archive={fetchable} timeZone={timeZone} /> : null}
      <h2 className="mt-8 font-medium text-xl">{t("inside")}</h2>
      <ul className="mt-3 list-disc space-y-1 pl-6">
        {(["conversations", "bots", "people", "money"] as const).map((part) => (
          <li key={part}>{t(`insideList.${part}`)}</li>
        ))}
      </ul>
      <p className="mt-3 text-soft">{t("only", { days: validDays })}</p>
      {sealed ? (
        <Callout tone="held" className="mt-8">
          <h2 className="font-medium">{t("sealed.title")}</h2>
          <p>{t(isOver ? "sealed.over" : "sealed.text")}</p>
        </Callout>
      ) : null}
      {sealed || isUnderWay ? null : (
        <ActForm action={askForArchive} className="mt-8">
          <ActButton busy={t("asking")} tone={fetchable ? "plain" : "primary"}>
            {t(latest ? "askAgain" : "ask")}
          </ActButton>
          <p className="mt-3 text-soft">{t("limit", { most: mostADay })}</p>
        </ActForm>
      )}
    </>
  );
}
