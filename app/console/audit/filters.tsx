"use client";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { kindWords, typeWords } from "@/app/_words/audit";
import { isSearching, type TrailSearch } from "./search";

const FIELD = "h-9 rounded-md border border-edge/70 bg-ground px-2.5 text-sm max-sm:h-11 max-sm:w-full";
const NOTHING: TrailSearch = { q: "", actor: "", kind: "", from: "", to: "" };
const OTHERS = [
  ["operator", "All of our staff"],
  ["owner", "Owners"],
  ["member", "Other members"],
  ["system", "The console itself"],
] as const;

/** Who, which kind, from when to when. What is chosen stands in the address. */
export function Filters({ search, onChange }: { search: TrailSearch; onChange: (next: Partial<TrailSearch>) => void }) {
  const trpc = useTRPC();
  const form = useQuery(trpc.audit.form.queryOptions(undefined, { staleTime: 60_000 }));
  const id = useId();
  const types = form.data?.types ?? [];
  const kinds = [...new Set(types.map((type) => type.slice(0, type.indexOf("."))))].toSorted((a, b) =>
    kindWords(a).localeCompare(kindWords(b)),
  );
  return (
    <>
      <label className="text-soft text-xs max-sm:w-full" htmlFor={`${id}-actor`}>
        Who
        <select
          id={`${id}-actor`}
          value={search.actor}
          onChange={(event) => onChange({ actor: event.target.value })}
          className={`${FIELD} mt-1 block max-w-48 text-ink max-sm:max-w-none`}
        >
          <option value="">Anybody</option>
          {OTHERS.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
          <optgroup label="Of our staff">
            {form.data?.staff.map(({ id: staffId, name }) => (
              <option key={staffId} value={staffId}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label className="text-soft text-xs max-sm:w-full" htmlFor={`${id}-kind`}>
        What
        <select
          id={`${id}-kind`}
          value={search.kind}
          onChange={(event) => onChange({ kind: event.target.value })}
          className={`${FIELD} mt-1 block max-w-44 text-ink max-sm:max-w-none`}
        >
          <option value="">Anything</option>
          {kinds.map((kind) => (
            <optgroup key={kind} label={kindWords(kind)}>
              <option value={kind}>{`${kindWords(kind)}: all`}</option>
              {types
                .filter((type) => type.startsWith(`${kind}.`))
                .map((type) => (
                  <option key={type} value={type}>
                    {typeWords(type)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <div className="flex gap-2 max-sm:w-full">
        <Day id={`${id}-from`} words="From" value={search.from} onChange={(from) => onChange({ from })} />
        <Day id={`${id}-to`} words="To, included" value={search.to} onChange={(to) => onChange({ to })} />
      </div>
      {isSearching(search) ? (
        <Button look="quiet" onClick={() => onChange(NOTHING)}>
          Show everything
        </Button>
      ) : null}
    </>
  );
}

function Day({ id, words, value, onChange }: { id: string; words: string; value: string; onChange: (day: string) => void }) {
  return (
    <label className="text-soft text-xs max-sm:grow" htmlFor={id}>
      {words}
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${FIELD} mt-1 block text-ink`}
      />
    </label>
  );
}
