"use client";
import { Check, X } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { Disclosure } from "@/app/_ui/disclosure";
import { count, many } from "@/app/_ui/rupees";
import { ScrollRegion } from "@/app/_ui/scroll-region";
import { Time } from "@/app/_ui/time";
import { plainName } from "@/app/_words/words";
import { Panel } from "./panel";
import { ReturnReport } from "./return-report";

/** The sealed data's fingerprints, a line per table; before and after a return, whether each is what it was (L5). */
export function SealTable({ detail }: { detail: RequestDetail }) {
  const { digests, now } = detail;
  const sealed = digests.filter((row) => row.moment === "sealed");
  const returning = new Map(digests.filter((row) => row.moment === "returning").map((row) => [row.tableName, row]));
  const rows = sealed.reduce((sum, row) => sum + row.rows, 0);
  const isEqual = (row: (typeof sealed)[number]) => {
    const found = returning.get(row.tableName);
    return found ? found.digest === row.digest && found.rows === row.rows : null;
  };
  const different = sealed.some((row) => isEqual(row) === false);
  const takenAt = sealed[0]?.takenAt;
  return (
    <Panel title="Sealed data">
      <p>
        {many(sealed.length, "table")} with {many(rows, "row")} fingerprinted.{" "}
        {takenAt ? <Time at={takenAt} now={now} className="text-soft" /> : null}
      </p>
      <ReturnReport detail={detail} />
      <Disclosure summary="Table by table" open={different}>
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
                <tr key={row.tableName} className={cx("border-line border-b last:border-0", isEqual(row) === false && "text-purging")}>
                  <td className="py-1.5 pr-4">{plainName(row.tableName)}</td>
                  <td className="py-1.5 pr-4 text-right tabular-nums">{count(row.rows)}</td>
                  <td className="py-1.5 pr-4 font-mono text-soft">{row.digest.slice(0, 12)}…</td>
                  {returning.size > 0 ? <Equal same={isEqual(row)} /> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Disclosure>
    </Panel>
  );
}

function Equal({ same }: { same: boolean | null }) {
  if (same === null) return <td className="py-1.5 text-faint">not yet</td>;
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
