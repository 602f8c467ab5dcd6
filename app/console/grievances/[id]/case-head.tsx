"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { refundName } from "@/app/_words/refunds";
import { requestName } from "@/app/_words/words";
import { Personal } from "../../_frame/personal";
import { filterFrom, searchOf } from "../filter";
import { CHANNELS, caseWords, HANDED_IN, standingWords } from "../words";

const LINK = "underline decoration-edge underline-offset-4 hover:decoration-ink";

/** Which case it is, whose, how it came, who looks after it, and what it hangs on. */
export function CaseHead({ detail }: { detail: GrievanceDetail }) {
  const { case: found, tenant, person, request, refund, assignee, lodgedByName, mergedInto, merged, mentions, names, namedBy } = detail;
  const back = `/console/grievances${searchOf(filterFrom(useSearchParams()))}`;
  return (
    <div className="flex flex-col gap-3 px-4 pt-3 pb-4 sm:px-6">
      <div>
        <Link href={back} prefetch={false} className="inline-flex h-9 items-center gap-1.5 text-soft hover:text-ink max-sm:h-11 lg:hidden">
          <ArrowLeft aria-hidden className="size-4" />
          Grievances
        </Link>
        <h1 className="flex flex-wrap items-baseline gap-x-3 text-lg leading-7">
          <span className="font-mono text-sm">{found.name}</span>
          <span className="font-medium">{caseWords(found)}</span>
          <span className="text-soft">{standingWords(found)}</span>
        </h1>
      </div>
      {mergedInto ? (
        <Callout tone="info">
          Merged into <CaseLink {...mergedInto} />, which goes on with what was written here.
        </Callout>
      ) : null}
      {person && !person.isOnRecord && !person.isProven && found.channel === "mail" ? (
        <Callout tone="unsure">
          Nobody proved that this mail came from the address it names. Nothing was answered by itself; look at the letter before you
          acknowledge.
        </Callout>
      ) : null}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact name="Tenant">
          {tenant ? (
            <Link href={`/console/tenants/${tenant.id}`} prefetch={false} className={LINK}>
              {tenant.name}
            </Link>
          ) : found.tenantId ? (
            "erased"
          ) : (
            "none yet"
          )}
        </Fact>
        {person ? (
          <Fact name="Person">
            {person.name ?? "no name given"}{" "}
            {person.email ? (
              <Personal of="grievance_person" subjectId={found.id} field="email" masked={person.email} className="text-soft" />
            ) : null}{" "}
            {person.phone ? (
              <Personal of="grievance_person" subjectId={found.id} field="phone" masked={person.phone} className="text-soft" />
            ) : null}{" "}
            {person.hasPostal ? (
              <Personal of="grievance_person" subjectId={found.id} field="postal" masked="left a postal address" className="text-soft" />
            ) : null}
          </Fact>
        ) : null}
        <Fact name="Came">
          {CHANNELS[found.channel].toLowerCase()}
          {found.handedIn ? `, ${HANDED_IN[found.handedIn] ?? found.handedIn}, by ${lodgedByName ?? "a former colleague"}` : ""}
          {found.language === "hi" ? " · in Hindi" : ""}
        </Fact>
        <Fact name="Looked after by">{assignee ? (assignee.name ?? "a former colleague") : "nobody yet"}</Fact>
        {request || refund ? (
          <Fact name="About">
            {request ? (
              <Link href={`/console/requests/${request.id}`} prefetch={false} className={LINK}>
                {requestName(request.number)}, {request.state}
              </Link>
            ) : null}{" "}
            {refund ? (
              <Link href={`/console/refunds/${refund.id}`} prefetch={false} className={LINK}>
                {refundName(refund.number)}, {refund.state}
              </Link>
            ) : null}
          </Fact>
        ) : null}
        {merged.length > 0 ? (
          <Fact name="With the words of">
            {merged.map((one) => (
              <CaseLink key={one.id} {...one} />
            ))}
          </Fact>
        ) : null}
        {names ? (
          <Fact name="Says it answers">
            <CaseLink {...names} />
          </Fact>
        ) : null}
        {namedBy.length > 0 ? (
          <Fact name="May be answered in">
            {namedBy.map((one) => (
              <CaseLink key={one.id} {...one} />
            ))}
          </Fact>
        ) : null}
        {mentions.length > 0 ? (
          <Fact name="Mentions">
            {mentions.map((one) => (
              <CaseLink key={one.id} {...one} />
            ))}
          </Fact>
        ) : null}
      </dl>
    </div>
  );
}

function CaseLink({ id, number }: { id: string; number: number }) {
  return (
    <Link href={`/console/grievances/${id}`} prefetch={false} className={`mr-2 font-mono text-xs ${LINK}`}>
      GR-{number}
    </Link>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}
