"use client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type AnswerForm, type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { SearchField } from "@/app/_ui/search-field";
import { Trouble } from "@/app/_ui/trouble";
import { useAnswered } from "./use-answered";

const MOST = 8;

/** Passing on what a tenant's end user asks: which tenant, and who is told what (V6). */
export function RouteDialog({ grievanceId, form, onClose }: { grievanceId: string; form: AnswerForm; onClose: () => void }) {
  const trpc = useTRPC();
  const start = useRef<HTMLInputElement>(null);
  const [q, setQ] = useState("");
  const [tenantId, setTenantId] = useState<string | null>(null);
  const found = useQuery(trpc.tenant.list.queryOptions({ q }, { enabled: q.length > 1, placeholderData: keepPreviousData }));
  const done = useAnswered(onClose);
  const route = useMutation(
    trpc.answer.route.mutationOptions({
      retry: false,
      onSuccess: ({ isPersonTold }) =>
        done(isPersonTold ? "Routed. The tenant's owner and the person are told." : "Routed. The tenant's owner is told."),
    }),
  );
  const items = q.length > 1 ? (found.data?.items.slice(0, MOST) ?? []) : [];
  const chosen = items.some(({ id }) => id === tenantId) ? tenantId : null;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      focus={start}
      title="Route to the tenant"
      description="The tenant decides why and how its users' data is used, so the answer is the tenant's; we process it for them (V6)."
    >
      <div className="mt-4">
        <SearchField label="Find the tenant" placeholder="Name of the organisation" value={q} onSearch={setQ} inputRef={start} />
        <div aria-live="polite" className="mt-3 min-h-12">
          {items.length > 0 ? (
            <Choices
              label="The tenant"
              value={chosen}
              onChoose={setTenantId}
              choices={items.map(({ id, name }) => ({ value: id, title: name }))}
            />
          ) : (
            <p className="text-soft">{q.length > 1 && found.data ? "No tenant has that in its name." : "Type at least two letters."}</p>
          )}
        </div>
        <ul className="mt-4 flex list-disc flex-col gap-1 pl-5 text-pretty">
          <li>The tenant's owner gets the person's words and how to reach them.</li>
          <li>
            {form.endUser?.isTold
              ? "The person is told who answers, and why not we."
              : "The person gets no mail by itself, because theirs was not proven to be from that address."}
          </li>
          <li>The case is closed as routed. Nothing is deleted.</li>
        </ul>
      </div>
      {route.error || found.error ? (
        <div className="mt-4">
          <Trouble {...refusedOf((route.error ?? found.error) as unknown as ApiError)} />
        </div>
      ) : null}
      <DialogChoices>
        <Button onClick={onClose}>Not now</Button>
        <Button
          look="primary"
          busy={route.isPending}
          disabled={chosen === null}
          onClick={() => {
            if (chosen) route.mutate({ grievanceId, seenVersion: form.version, tenantId: chosen });
          }}
        >
          Route to the tenant
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
