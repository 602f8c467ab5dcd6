"use client";
import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, Download } from "lucide-react";
import { useTRPC } from "@/app/_trpc/client";
import { buttonClass } from "@/app/_ui/button";
import { Time } from "@/app/_ui/time";
import { Panel } from "./panel";

const FILES = { pdf: "PDF", jws: "Signed text", json: "JSON" } as const;

/** The proof of a purge, once there is one: which, since when, where in the ledger, and its files (P6, P8). */
export function Certificate({ requestId, now }: { requestId: string; now: Date }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.purge.certificateOf.queryOptions({ requestId }));
  if (!data?.certificate && !data?.replay) return null;
  const { certificate, replay } = data;
  return (
    <Panel title="Certificate" aside={certificate ? <Time at={certificate.issuedAt} now={now} /> : null}>
      {certificate ? (
        <div className="flex items-start gap-3">
          <BadgeCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-verified" />
          <div className="min-w-0">
            {certificate.ledgerNumber === null ? (
              <p className="text-soft">Signed. It is given out once it stands in the erasure ledger.</p>
            ) : (
              <>
                <p>
                  <a href={`/certificates/${certificate.id}`} className="break-all font-mono text-xs underline underline-offset-4">
                    {certificate.id}
                  </a>
                </p>
                <p className="text-soft text-xs">Entry {certificate.ledgerNumber} of the erasure ledger</p>
                <ul aria-label="Files of the certificate" className="mt-2 flex flex-wrap gap-2">
                  {Object.entries(FILES).map(([ending, words]) => (
                    <li key={ending}>
                      <a href={`/api/certificates/${certificate.id}/${ending}`} download className={buttonClass("plain", "small")}>
                        <Download aria-hidden className="size-3.5" />
                        {words}
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        </div>
      ) : null}
      {replay ? (
        <p className="mt-2 text-soft text-xs">
          A restore had brought this tenant back; it was erased again by entry {replay.ledgerNumber} of the erasure ledger.
        </p>
      ) : null}
    </Panel>
  );
}
