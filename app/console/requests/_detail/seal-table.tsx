"use client";
import { Check, X } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Disclosure } from "@/app/_ui/disclosure";
import { count, many } from "@/app/_ui/rupees";
import { ScrollRegion } from "@/app/_ui/scroll-region";
import { Time } from "@/app/_ui/time";
import { plainName } from "@/app/_words/words";
import { Panel } from "./panel";

type Digest = RequestDetail["digests"][number];

/** The sealed data's fingerprints, a line per table; on a return, whether each is what it was (L5). */
export function SealTable({ digests, now }: { digests: Digest[]; now: Date }) {
  const sealed = digests.filter((row) => row.moment === "sealed");
  const returning = new Map(digests.filter((row) => row.moment === "returning").map((row) => [row.tableName, row]));
  const rows = sealed.reduce((sum, row) => sum + row.rows, 0);
  const different = sealed.filter((row) => returning.size > 0 && returning.get(row.tableName)?.digest !== row.digest).length;
  const takenAt = sealed[0]?.takenAt;
  return (
    <Panel title="Sealed data">
      <p>
        {many(sealed.length, "table")} with {many(rows, "row")} fingerprinted.{" "}
        {takenAt ? <Time at={takenAt} now={now} className="text-soft" /> : null}
      </p>
      {returning.size > 0 ? (
        <p className={different > 0 ? "text-purging" : "text-verified"}>
          {different > 0 ? `${many(different, "table")} came back different.` : "On return every table was equal to what was sealed."}
        </p>
      ) : null}
      <Disclosure summary="Table by table" open={different > 0}>
        <ScrollRegion label="Fingerprints by table" className="overflow-x-auto">
          <table className="w-full min-w-80 text-xs">
            <thead className="text-left text-soft">
              <tr className="border-line border-b">
                <th className="py-1.5 pr-4 font-normal">Table</th>
                <th className="py-1.5 pr-4 text-right font-normal">Rows</th>
                <th className="py-1.5 pr-4 font-normal">Fingerprint</th>
                {returning.size > 0 ? <th className="py-1.5 font-normal">On return</th> : null}
              </tr>
            </thead>
            <tbody>
              {sealed.map((row) => (
                <tr key={row.tableName} className="border-line border-b last:border-0">
                  <td className="py-1.5 pr-4">{plainName(row.tableName)}</td>
                  <td className="py-1.5 pr-4 text-right tabular-nums">{count(row.rows)}</td>
                  <td className="py-1.5 pr-4 font-mono text-soft">{row.digest.slice(0, 12)}…</td>
                  {returning.size > 0 ? <Equal same={returning.get(row.tableName)?.digest === row.digest} /> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Disclosure>
    </Panel>
  );
}

function Equal({ same }: { same: boolean }) {
  const Icon = same ? Check : X;
  return (
    <td className={`py-1.5 ${same ? "text-verified" : "text-purging"}`}>
      <span className="inline-flex items-center gap-1.5">
        <Icon aria-hidden className="size-3.5" />
        {same ? "equal" : "different"}
      </span>
    </td>
  );
}
