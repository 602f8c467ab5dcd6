import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { rupees } from "@/app/_ui/rupees";
import { creditsOf, type Ends, type Money } from "./facts";
import { Strip } from "./strip";

/** First what is not lost, and until when; with a picture of what stops, stays and goes for whoever would rather look than read. */
export async function Kept({ ends, money }: { ends: Ends; money: Money }) {
  const t = await words("leave");
  const until = (await whenIn(ends.timeZone))(ends.keptUntil);
  const credits = creditsOf(money).all;
  return (
    <section aria-labelledby="kept" className="mt-8">
      <h2 id="kept" className="font-medium text-xl">
        {t("checklist.kept.title")}
      </h2>
      <p className="mt-2 text-pretty">
        <strong className="font-medium">{t("checklist.kept.until", { until })}</strong> {t("checklist.kept.return")}{" "}
        {t("checklist.kept.refunds")}
      </p>
      <p className="mt-1 text-faint text-sm">{t("checklist.kept.clause")}</p>
      <Strip
        label={t("checklist.strip.label")}
        parts={[
          {
            look: "now",
            title: t("checklist.strip.now.title"),
            when: t("checklist.strip.now.when"),
            lines: [
              t("checklist.strip.now.signIn"),
              t("checklist.strip.now.keys", { count: ends.keys.all }),
              t("checklist.strip.now.bots", { count: ends.bots.count }),
              t("checklist.strip.now.team", { count: ends.team.count }),
            ],
          },
          {
            look: "stays",
            title: t("checklist.strip.stays.title"),
            when: t("checklist.strip.stays.when", { until }),
            lines: [t("checklist.strip.stays.back"), t("checklist.strip.stays.data"), t("checklist.strip.stays.unused")],
          },
          {
            look: "gone",
            title: t("checklist.strip.gone.title"),
            when: t("checklist.strip.gone.when", { until }),
            lines: [
              t("checklist.strip.gone.data"),
              credits > 0n ? t("checklist.strip.gone.credits", { amount: rupees(credits) }) : t("checklist.strip.gone.noCredits"),
              t("checklist.strip.gone.tax"),
            ],
          },
        ]}
      />
    </section>
  );
}
