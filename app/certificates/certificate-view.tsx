import type { Certificate } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { count } from "@/app/_ui/rupees";
import { ScrollRegion } from "@/app/_ui/scroll-region";

type Valid = Extract<Certificate, { isValid: true }>;

/** What the certificate says, in the order of its paper. */
export function CertificateView({ certificate: { statement, kid, sha256, backups } }: { certificate: Valid }) {
  const facts: [string, string][] = [
    ["Access ended", at(statement.deactivatedAt)],
    ["30 days ended", at(statement.purgeDueAt)],
    ["Deletion began", at(statement.purgeStartedAt)],
    ["Counted again, nothing found", at(statement.verifiedAt)],
    ["Encryption key destroyed", statement.keyDestroyedAt ? at(statement.keyDestroyedAt) : "there was none"],
  ];
  return (
    <>
      <p className="flex justify-between gap-4">
        <span className="font-medium">CallMissed</span>
        <span className="text-soft">{statement.request}</span>
      </p>
      <h1 className="mt-8 font-medium text-3xl leading-snug">Certificate of deletion</h1>
      <Callout tone="good" className="mt-5">
        Valid signature, checked just now with the key <span className="font-mono text-sm">{kid}</span>.
      </Callout>
      <p className="mt-5 text-pretty">
        {statement.issuer} certifies that the account of request {statement.request} was deleted for good, and that an independent count
        afterwards found nothing left in any class of data named below. It was done under the {statement.policy.name} of{" "}
        {dayIn(new Date(statement.policy.updatedOn))}.
      </p>
      <dl className="mt-6 grid gap-x-8 gap-y-3 border-line border-t pt-4 sm:grid-cols-2 print:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-8 font-medium">What was deleted</h2>
      <ScrollRegion label="Classes of data" className="mt-2 overflow-x-auto">
        <table className="w-full min-w-80 text-sm">
          <thead className="text-soft">
            <tr className="border-line border-b">
              <th className="py-1.5 pr-4 text-left font-normal">Class</th>
              <th className="py-1.5 pr-4 text-right font-normal">Before</th>
              <th className="py-1.5 pr-4 text-right font-normal">Erased</th>
              <th className="py-1.5 text-right font-normal">After</th>
            </tr>
          </thead>
          <tbody>
            {statement.classes.map((row) => (
              <tr key={row.name} className="border-line border-b last:border-0">
                <td className="py-1.5 pr-4">{row.say}</td>
                <td className="py-1.5 pr-4 text-right tabular-nums">{count(row.before)}</td>
                <td className="py-1.5 pr-4 text-right tabular-nums">{count(row.erased)}</td>
                <td className="py-1.5 text-right tabular-nums">{count(row.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <h2 className="mt-8 font-medium">What is kept, and why</h2>
      <ul className="mt-2 flex flex-col gap-2 text-sm">
        {statement.kept.map(({ what, why, clause }) => (
          <li key={what}>
            {what}. <span className="text-soft">{`${why} (${clause}).`}</span>
          </li>
        ))}
        <li className="text-soft">{backups}</li>
      </ul>
      <p className="mt-8 border-line border-t pt-4 text-sm text-soft">
        SHA-256 of the signed text: <span className="break-all font-mono text-xs">{sha256}</span>
      </p>
    </>
  );
}

const at = (instant: string): string => instantIn(new Date(instant));
