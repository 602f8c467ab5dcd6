import { words } from "@/app/_language/page-language";
import { Countdown, type CountWords } from "./countdown";

const HOUR = 3_600_000;

/** The countdown with its words put in on the server, so that the browser loads no grammar. */
export async function TimeLeft({ until, now, day }: { until: Date; now: Date; day: string }) {
  const t = await words("home");
  const list = (unit: "days" | "hours" | "minutes" | "seconds", most: number) =>
    Array.from({ length: most + 1 }, (_, count) => t(`left.${unit}`, { count }));
  const counted: CountWords = {
    days: list("days", 30),
    hours: list("hours", 23),
    minutes: list("minutes", 59),
    seconds: list("seconds", 59),
    over: t("left.over"),
    remaining: t("left.remaining", { left: "#" }),
  };
  const thresholds = [
    { leftMs: 168 * HOUR, say: t("left.say", { left: t("left.days", { count: 7 }), day }) },
    { leftMs: 48 * HOUR, say: t("left.say", { left: t("left.hours", { count: 48 }), day }) },
    { leftMs: 24 * HOUR, say: t("left.say", { left: t("left.hours", { count: 24 }), day }) },
    { leftMs: HOUR, say: t("left.say", { left: t("left.hours", { count: 1 }), day }) },
    { leftMs: 0, say: t("left.over") },
  ];
  return <Countdown until={until} now={now} words={counted} thresholds={thresholds} />;
}
