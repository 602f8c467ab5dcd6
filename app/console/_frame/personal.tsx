"use client";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPCClient } from "@/app/_trpc/client";
import { Revealable } from "@/app/_ui/revealable";
import { FIELD_WORDS, REVEAL_REASON_WORDS, type Revealing } from "@/app/_words/people";
import { useMe } from "./operator";

type PersonalProps = Pick<Revealing, "of" | "subjectId" | "field"> & { masked: string; className?: string };

const REASONS = Object.entries(REVEAL_REASON_WORDS).map(([value, words]) => ({ value: value as Revealing["because"], words }));

/**
 * An address, a name or a number of somebody outside, masked; whoever may, has it shown for a reason. It is asked for past the memory
 * of queries, so that nothing keeps it when the page is left.
 */
export function Personal({ of, subjectId, field, masked, className }: PersonalProps) {
  const client = useTRPCClient();
  if (!useMe().may["person:reveal"]) return <span className={className}>{masked}</span>;
  const ask = async (because: Revealing["because"]) => {
    try {
      return (await client.person.reveal.mutate({ of, subjectId, field, because })).value;
    } catch (error) {
      throw new Error(refusedOf(error as ApiError).sentence);
    }
  };
  return (
    <Revealable
      key={`${of}:${subjectId}:${field}`}
      masked={masked}
      what={FIELD_WORDS[field]}
      reasons={REASONS}
      ask={ask}
      className={className}
    />
  );
}
