import { BellRing } from "lucide-react";
import Link from "next/link";
import type { Today } from "@/app/_trpc/answers";
import { rupees } from "@/app/_ui/rupees";
import { Ago } from "@/app/_ui/time";
import { refundName } from "@/app/_words/refunds";
import { ALERT_WORDS, requestName } from "@/app/_words/words";

/** What went wrong and stays wrong until somebody looks. The gravest first, then the oldest. */
export function Alerts({ alerts, now }: { alerts: Today["alerts"]; now: Date }) {
  return (
    <section aria-labelledby="alerts" className="pt-6">
      <h2 id="alerts" className="px-4 pb-2 font-medium sm:px-6">
        Alerts
      </h2>
      <ul className="border-line border-t">
        {alerts.map((alert) => (
          <li key={alert.id} className="border-line border-b">
            <Link
              href={placeOf(alert)}
              className="flex min-h-14 items-center gap-3 px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
            >
              <BellRing aria-hidden className="size-4 shrink-0 text-purging" />
              <span className="min-w-0 grow">
                <span className="font-medium">{ALERT_WORDS[alert.kind].title}</span>{" "}
                <span className="text-soft">
                  {alert.grievanceId && alert.kind === "notice_undeliverable"
                    ? "Look at its case: somebody has not been told."
                    : ALERT_WORDS[alert.kind].todo}
                </span>
                {alert.refundNumber ? (
                  <span className="block text-xs">
                    <span className="font-mono text-soft">{refundName(alert.refundNumber)}</span>
                    {alert.amountPaise === null ? null : <span className="font-medium tabular-nums"> · {rupees(alert.amountPaise)}</span>}
                    <span className="[overflow-wrap:anywhere]"> · {alert.organisation ?? "erased tenant"}</span>
                  </span>
                ) : null}
              </span>
              {alert.grievanceNumber ? <span className="shrink-0 font-mono text-soft text-xs">GR-{alert.grievanceNumber}</span> : null}
              {alert.number ? <span className="shrink-0 font-mono text-soft text-xs">{requestName(alert.number)}</span> : null}
              <Ago at={alert.raisedAt} now={now} className="shrink-0 text-soft text-xs max-sm:hidden" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a person looks at what an alert is about. */
function placeOf({ kind, requestId, holdId, endpointId, refundId, differenceId, grievanceId }: Today["alerts"][number]): string {
  if (kind === "audit_trail_bent" || kind === "audit_trail_stalled") return "/console/audit";
  if (grievanceId) return `/console/grievances/${grievanceId}`;
  if (refundId) return `/console/refunds/${refundId}`;
  if (differenceId) return "/console/refunds/differences";
  if (endpointId) return `/console/signals/${endpointId}?show=dead`;
  return holdId ? `/console/holds/${holdId}` : `/console/requests/${requestId}`;
}
