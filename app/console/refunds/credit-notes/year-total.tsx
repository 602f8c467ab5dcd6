"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { many, rupees } from "@/app/_ui/rupees";

/** What the notes of the chosen year come to. It keeps its line while it is asked for. */
export function YearTotal({ year }: { year: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.refund.creditNoteTotals.queryOptions({ financialYear: year }, { staleTime: 60_000 }));
  return (
    <p className="min-h-8 px-4 pb-3 text-pretty tabular-nums sm:px-6">
      {data ? (
        <>
          <span className="font-medium">
            {year}: {rupees(data.amountPaise)}
          </span>{" "}
          <span className="text-soft">
            in {many(data.notes, "credit note")}, {rupees(data.taxPaise)} GST in it
            {data.reversed.notes > 0 ? `; ${rupees(data.reversed.amountPaise)} of it came back (${many(data.reversed.notes, "note")})` : ""}
          </span>
        </>
      ) : null}
    </p>
  );
}
