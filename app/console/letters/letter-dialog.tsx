"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Disclosure, RawFacts } from "@/app/_ui/disclosure";
import { instantIn } from "@/app/_ui/instant";
import { PlainText } from "@/app/_ui/scroll-region";
import { Skeleton } from "@/app/_ui/skeleton";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../_frame/operator";
import { OpenEndUserCase } from "../grievances/open-end-user-case";
import { RefundDialog } from "../refunds/_ask/refund-dialog";
import { factsOf } from "../requests/_detail/raw-facts";
import { whyNoRefund } from "./why-no-refund";

/** One letter as text. Opening it is itself written down, so it is asked for once and not again behind one's back. */
export function LetterDialog({ letterId, onClose }: { letterId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const { mutate, data, error } = useMutation(trpc.letter.open.mutationOptions({ retry: false, gcTime: 0 }));
  const asked = useRef(false);
  const ask = useEffectEvent(() => {
    if (asked.current) return;
    asked.current = true;
    mutate({ letterId, because: "sorting_mail" });
  });
  useEffect(() => ask(), []);
  const facts = data ? factsOf(data) : [];
  const lodges = useMe().may["refund:lodge"];
  const [refundFor, setRefundFor] = useState<string | null>(null);
  const tenantId = data?.refundTenantId ?? null;
  const notUsable = data ? whyNoRefund(data, lodges) : null;
  if (refundFor) return <RefundDialog tenantId={refundFor} letterId={letterId} onClose={onClose} />;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={data ? (data.isAtDesk ? "A letter of the grievance desk" : data.subject || "(no subject)") : "Letter"}
      description={
        data ? `${data.from ?? "no sender that could be read"} · ${instantIn(data.receivedAt)}` : "That you read it is written down."
      }
    >
      <div className="mt-4">
        {error ? <Trouble {...refusedOf(error)} onRetry={() => mutate({ letterId, because: "sorting_mail" })} /> : null}
        {!data && !error ? <Skeleton className="h-48 w-full" /> : null}
        {data ? (
          <>
            {data.isAtDesk ? (
              <Callout tone="info">
                It asks for a refund and complains as well. The grievance officer reads and answers what was written (G1); the refund is
                support’s to write down.
              </Callout>
            ) : (
              <PlainText label="Text of the letter" text={data.text} empty="The letter has no text that could be read." />
            )}
            <ul className="mt-3 flex flex-col gap-1 text-soft">
              {data.reasons.map((reason) => (
                <li key={reason.code}>{reason.sentence}</li>
              ))}
            </ul>
            {notUsable ? (
              <Callout tone="unsure" className="mt-3">
                <span className="font-medium">{notUsable.why}</span> {notUsable.next}{" "}
                {data.aboutTenantId ? (
                  <Link href={`/console/tenants/${data.aboutTenantId}#purchases`} className="underline underline-offset-4">
                    See the tenant
                  </Link>
                ) : null}
              </Callout>
            ) : null}
            {facts.length > 0 ? (
              <Disclosure summary="Raw facts">
                <RawFacts facts={facts} />
              </Disclosure>
            ) : null}
          </>
        ) : null}
      </div>
      <DialogChoices>
        <Button onClick={onClose}>Close</Button>
        {data?.outcome === "routed_end_user" ? <OpenEndUserCase letterId={letterId} /> : null}
        {tenantId && lodges ? (
          <Button look="primary" onClick={() => setRefundFor(tenantId)}>
            Write down a refund…
          </Button>
        ) : null}
      </DialogChoices>
    </Dialog>
  );
}
