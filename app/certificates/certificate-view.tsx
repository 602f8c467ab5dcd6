import { words } from "@/app/_language/page-language";
import type { Certificate } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { ScrollRegion } from "@/app/_ui/scroll-region";

type Valid = Extract<Certificate, { isValid: true }>;

/** What the certificate says, in the order of its paper and in the words of its reader. */
export async function CertificateView({ certificate: { words: said, kid, sha256 } }: { certificate: Valid }) {
  const t = await words("certificate");
  return (
    <>
      <h1 className="mt-8 font-medium text-3xl leading-snug">{said.title}</h1>
      <Callout tone="good" className="mt-5">
        {t.rich("page.valid", { kid: () => <span className="font-mono text-sm">{kid}</span> })}
      </Callout>
      <p className="mt-5 text-pretty">{said.statement}</p>
      <dl className="mt-6 grid gap-x-8 gap-y-3 border-line border-t pt-4 sm:grid-cols-2 print:grid-cols-2">
        {said.facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-8 font-medium">{t("deleted")}</h2>
      <ScrollRegion label={t("page.classes")} className="mt-2 overflow-x-auto">
        <table className="w-full min-w-80 text-sm">
          <thead className="text-soft">
            <tr className="border-line border-b">
              <th className="py-1.5 pr-4 text-left font-normal">{t("page.class")}</th>
              <th className="py-1.5 pr-4 text-right font-normal">{t("page.before")}</th>
              <th className="py-1.5 pr-4 text-right font-normal">{t("page.erased")}</th>
              <th className="py-1.5 text-right font-normal">{t("page.after")}</th>
            </tr>
          </thead>
          <tbody>
            {said.classes.map((row) => (
              <tr key={row.name} className="border-line border-b last:border-0">
                <td className="py-1.5 pr-4">{row.say}</td>
                <td className="py-1.5 pr-4 text-right tabular-nums">{row.before}</td>
                <td className="py-1.5 pr-4 text-right tabular-nums">{row.erased}</td>
                <td className="py-1.5 text-right tabular-nums">{row.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <h2 className="mt-8 font-medium">{t("kept")}</h2>
      <ul className="mt-2 flex flex-col gap-2 text-sm">
        {said.kept.map(({ what, why, clause }) => (
          <li key={what}>
            {what}: <span className="text-soft">{`${why} (${clause})`}</span>
          </li>
        ))}
        <li className="text-soft">{said.backups}</li>
      </ul>
      <p className="mt-8 border-line border-t pt-4 text-sm text-soft">
        {t("page.sha256")} <span className="break-all font-mono text-xs">{sha256}</span>
      </p>
    </>
  );
}
