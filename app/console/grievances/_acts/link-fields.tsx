"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { SearchField } from "@/app/_ui/search-field";
import { refundName } from "@/app/_words/refunds";
import { requestName } from "@/app/_words/words";
import { KINDS, TOPICS } from "../words";
import { SelectField } from "./fields";
import { TOPICS_OF } from "./topics-of";

type Kind = GrievanceDetail["case"]["kind"];

/** What a case is and hangs on: first its tenant; then who of the tenant's people it is, what it asks, and the request or refund. */
export function LinkFields({ detail }: { detail: GrievanceDetail }) {
  const [isOther, setOther] = useState(false);
  if (!detail.tenant || isOther) return <TenantField />;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 [overflow-wrap:anywhere]">{detail.tenant.name}</span>
        {detail.case.channel === "dashboard" ? null : (
          <Button size="small" onClick={() => setOther(true)}>
            Another tenant…
          </Button>
        )}
      </p>
      <AboutFields detail={detail} />
    </>
  );
}

function TenantField() {
  const trpc = useTRPC();
  const [q, setQ] = useState("");
  const tenants = useQuery(trpc.tenant.list.queryOptions({ q }, { placeholderData: keepPreviousData }));
  return (
    <>
      <SearchField label="Find the tenant" placeholder="Organisation or whole e-mail address" value={q} onSearch={setQ} />
      <SelectField label="Tenant" name="tenant" options={(tenants.data?.items ?? []).map(({ id, name }) => [id, name])} />
    </>
  );
}

function AboutFields({ detail }: { detail: GrievanceDetail }) {
  const { requests, refunds, members } = detail.candidates;
  const { memberId, requestId, refundId, channel, ...found } = detail.case;
  const [member, setMember] = useState(memberId ?? "");
  const [kind, setKind] = useState<Kind>(found.kind);
  const [topic, setTopic] = useState<string>(found.topic);
  const [request, setRequest] = useState(requestId ?? "");
  const [refund, setRefund] = useState(refundId ?? "");
  const topics = kind === found.kind ? [...new Set([found.topic, ...TOPICS_OF[kind]])] : TOPICS_OF[kind];
  const choose = (next: string) => {
    setKind(next as Kind);
    setTopic(next === found.kind ? found.topic : (TOPICS_OF[next as Kind][0] ?? "other"));
  };
  return (
    <>
      {channel === "dashboard" ? null : (
        <SelectField
          label="Who it is"
          name="member"
          value={member}
          onChange={setMember}
          options={[
            ["", "None of its people, or not known"],
            ...members.map(({ id, name, email, isOwner }) => [id, `${name}, ${email}${isOwner ? ", owner" : ""}`] as const),
          ]}
        />
      )}
      <SelectField label="What it is" name="kind" value={kind} onChange={choose} options={Object.entries(KINDS)} />
      <SelectField
        label="What it is about"
        name="topic"
        value={topic}
        onChange={setTopic}
        options={topics.map((one) => [one, TOPICS[one] ?? one.replaceAll("_", " ")])}
      />
      <SelectField
        label="Request"
        name="request"
        value={request}
        onChange={setRequest}
        options={[["", "None"], ...requests.map(({ id, number }) => [id, requestName(number)] as const)]}
      />
      <SelectField
        label="Refund"
        name="refund"
        value={refund}
        onChange={setRefund}
        options={[["", "None"], ...refunds.map(({ id, number }) => [id, refundName(number)] as const)]}
      />
    </>
  );
}
