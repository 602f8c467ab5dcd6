import { formatter, words } from "@/app/_language/page-language";
import type { Messages } from "@/server/language/messages";
import { KeepFresh } from "./keep-fresh";

type Step = keyof Messages["export"]["steps"];

/** An archive that is being made: how far it is, in numbers that a screen reader reads when asked and not each time they change. */
export async function UnderWay({ step, done, total }: { step: string | null; done: number; total: number }) {
  const t = await words("export");
  const format = await formatter();
  const hasBegun = total > 0;
  const percent = hasBegun ? Math.min(100, (100 * done) / total) : 0;
  const say = hasBegun ? t("building.done", { done, total }) : t("requested.text");
  return (
    <section aria-labelledby="under-way" className="mt-8">
      <h2 id="under-way" className="font-medium text-xl">
        {t(hasBegun ? "building.title" : "requested.title")}
      </h2>
      <div
        role="progressbar"
        aria-label={t("building.progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(percent)}
        aria-valuetext={hasBegun ? format.number(percent / 100, { style: "percent", maximumFractionDigits: 0 }) : say}
        className="mt-4 h-3 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
      </div>
      <p className="mt-3 tabular-nums">{say}</p>
      {step ? <p className="text-soft">{t("building.step", { step: t(`steps.${step as Step}`) })}</p> : null}
      {hasBegun ? <p className="mt-3">{t("building.text")}</p> : null}
      <KeepFresh />
      <noscript>
        <p className="mt-3">
          <a href="/account/export" className="inline-flex min-h-11 items-center underline">
            {t("building.reload")}
          </a>
        </p>
      </noscript>
    </section>
  );
}
