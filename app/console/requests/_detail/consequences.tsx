import Link from "next/link";
import type { ReactNode } from "react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { dayIn } from "@/app/_ui/instant";
import { count, many, rupees } from "@/app/_ui/rupees";
import { PLAN_WORDS } from "@/app/_words/words";
import { Personal } from "../../_frame/personal";
import { Panel } from "./panel";
import { openRefundLines, RefundWarning } from "./refund-warning";

/** The tenant's shell, and what deactivation does, or did, in numbers. */
export function Consequences({ detail }: { detail: RequestDetail }) {
  const { tenant, impact, deactivation, request } = detail;
  return (
    <>
      <Panel
        title="Tenant"
        aside={
          tenant ? (
            <Link
              href={`/console/tenants/${tenant.id}`}
              className="inline-flex min-h-6 items-center underline decoration-line underline-offset-4 hover:decoration-ink"
            >
              Open
            </Link>
          ) : null
        }
      >
        {tenant ? (
          <Shell tenant={tenant} claimed={request.claimed} />
        ) : (
          <p className="text-soft">
            {request.claimed ? "Nobody could be recognised in this letter." : "The tenant has been erased. Only the fact of it is left."}
          </p>
        )}
      </Panel>
      {impact && request.state !== "purged" ? (
        <Panel title={titleFor(request.state)}>
          {isToCome(request.state) ? <RefundWarning detail={detail} className="mb-2" /> : null}
          <dl>
            {deactivation ? <Done deactivation={deactivation} impact={impact} /> : <ToCome impact={impact} />}
            <Money impact={impact} isBack={request.state === "reactivated"} />
          </dl>
        </Panel>
      ) : null}
    </>
  );
}

type State = RequestDetail["request"]["state"];
const isToCome = (state: State): boolean => state === "received" || state === "verified";

function titleFor(state: State): string {
  if (isToCome(state)) return "What deactivation will do";
  if (state === "reactivated") return "What came back";
  return state === "rejected" || state === "withdrawn" ? "What the tenant has" : "What deactivation did";
}

function Money({ impact, isBack }: { impact: Impact; isBack: boolean }) {
  const { purchasedCreditsPaise, grantedCreditsPaise } = impact;
  return (
    <>
      {openRefundLines(impact).map(({ amount, words, refunds }) => (
        <Line key={words} number={amount} words={words} more={refunds} />
      ))}
      <Line
        number={rupees(purchasedCreditsPaise + grantedCreditsPaise)}
        words={isBack ? "credits, as they were" : "credits, forfeited at the purge"}
        more={grantedCreditsPaise > 0n ? `${rupees(purchasedCreditsPaise)} bought, ${rupees(grantedCreditsPaise)} given` : undefined}
      />
    </>
  );
}

type Impact = NonNullable<RequestDetail["impact"]>;

function ToCome({ impact }: { impact: Impact }) {
  return (
    <>
      <Line number={count(impact.activeKeys)} words="API keys revoked for ever" />
      <Line number={count(impact.activeBots)} words="bots stop" />
      <Line number={count(impact.members)} words="people locked out" more={`${count(impact.openSessions)} signed in now`} />
      <Line number={count(impact.webhooks)} words="webhooks go quiet" />
    </>
  );
}

function Done({ deactivation, impact }: { deactivation: NonNullable<RequestDetail["deactivation"]>; impact: Impact }) {
  const back = deactivation.endedBecause === "reactivated";
  return (
    <>
      <Line number={count(deactivation.keysRevoked)} words={back ? "API keys stayed revoked" : "API keys revoked for ever"} />
      <Line number={count(impact.activeBots)} words={back ? "bots answer again" : "bots stopped"} />
      <Line
        number={count(impact.members)}
        words={back ? "people can sign in again" : "people locked out"}
        more={`${many(deactivation.sessionsEnded, "session")} ended`}
      />
    </>
  );
}

/** A line as on a receipt: what, and at the far end how many or how much. */
function Line({ number, words, more }: { number: string; words: string; more?: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt className="min-w-0 text-pretty">
        {words}
        {more ? <span className="block text-soft text-xs tabular-nums">{more}</span> : null}
      </dt>
      <dd className="shrink-0 font-medium tabular-nums">{number}</dd>
    </div>
  );
}

function Shell({ tenant, claimed }: { tenant: NonNullable<RequestDetail["tenant"]>; claimed: boolean }) {
  return (
    <>
      {claimed ? <p className="mb-1 text-purging">The letter only claims to be from this tenant. Nothing is bound to it.</p> : null}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Fact name="Owner">
          {tenant.owner ? (
            <>
              <Personal of="tenant_owner" subjectId={tenant.id} field="name" masked={tenant.owner.name} className="mr-2" />
              <Personal of="tenant_owner" subjectId={tenant.id} field="email" masked={tenant.owner.email} className="text-soft" />
            </>
          ) : (
            "nobody on record"
          )}
        </Fact>
        <Fact name="Plan">{PLAN_WORDS[tenant.plan] ?? tenant.plan}</Fact>
        <Fact name="Since">{dayIn(tenant.createdAt)}</Fact>
        <Fact name="Writes in">{tenant.language === "hi" ? "Hindi" : "English"}</Fact>
        <Fact name="Zone">{tenant.timeZone}</Fact>
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
