import { formatter, words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";

type Archive = { id: string; readyAt: Date; expiresAt: Date; bytes: number; sha256: string };
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** An archive that can be fetched: one button, and what is needed to trust the file. */
export async function Fetchable({ archive, timeZone }: { archive: Archive; timeZone: string }) {
  const [t, format, when] = await Promise.all([words("export"), formatter(), whenIn(timeZone)]);
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, archive.bytes)) / 3));
  const size = format.number(archive.bytes / 1_000 ** power, { style: "unit", unit: UNITS[power], maximumFractionDigits: 1 });
  const facts: [name: string, value: string][] = [
    [t("ready.until"), when(archive.expiresAt)],
    [t("ready.made"), when(archive.readyAt)],
    [t("ready.size"), size],
  ];
  return (
    <section aria-labelledby="ready" className="mt-8">
      <div role="status">
        <h2 id="ready" className="font-medium text-xl">
          {t("ready.title")}
        </h2>
      </div>
      <p className="mt-4">
        <a
          href={`/api/account/exports/${archive.id}`}
          className="inline-flex min-h-12 items-center rounded-lg bg-accent px-5 font-medium text-on-accent hover:bg-accent-hover"
        >
          {t("ready.download")}
        </a>
      </p>
      <dl className="mt-5 grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <dt className="text-soft">{t("ready.check")}</dt>
        <dd className="min-w-0">
          <code className="break-all text-sm">{archive.sha256}</code>
        </dd>
      </dl>
      <p className="mt-4 text-soft">{t("ready.checkHelp")}</p>
      <p className="mt-2 text-soft">{t("ready.care")}</p>
    </section>
  );
}
