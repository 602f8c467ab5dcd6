"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Kbd } from "@/app/_ui/kbd";
import { SearchField } from "@/app/_ui/search-field";
import { useMe } from "../../_frame/operator";
import { RefundDialog } from "./refund-dialog";

/** From the queue: first whose money, then which purchase and how much. */
export function AskRefund() {
  const may = useMe().may["refund:lodge"];
  const [step, setStep] = useState<"who" | { tenantId: string } | null>(null);
  const ask = () => setStep("who");
  useCommands(may ? [{ id: "refund-new", title: "Write down a refund", group: "List", keys: "n", run: ask }] : []);
  if (!may) return null;
  return (
    <>
      <Button size="small" onClick={ask}>
        <PenLine aria-hidden className="size-4" />
        Write down…
        <span className="hidden lg:inline">
          <Kbd keys="n" tone="inherit" />
        </span>
      </Button>
      {step === "who" ? <Who onChoose={(tenantId) => setStep({ tenantId })} onClose={() => setStep(null)} /> : null}
      {step !== null && step !== "who" ? <RefundDialog tenantId={step.tenantId} onClose={() => setStep(null)} /> : null}
    </>
  );
}

function Who({ onChoose, onClose }: { onChoose: (tenantId: string) => void; onClose: () => void }) {
  const trpc = useTRPC();
  const field = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const [q, setQ] = useState("");
  const asked = useDeferredValue(q);
  const tenants = useQuery(trpc.tenant.list.queryOptions({ q: asked }, { enabled: asked.length > 1, placeholderData: keepPreviousData }));
  const rows = asked.length > 1 ? (tenants.data?.items.slice(0, 6) ?? []) : [];
  return (
    <Dialog open onClose={onClose} focus={field} title="Whose money?" description="The tenant whose owner asks for a refund.">
      <div className="mt-4">
        <SearchField
          label="Search tenants"
          placeholder="Organisation or whole e-mail address"
          value={q}
          inputRef={field}
          onSearch={setQ}
          onEnter={() => first.current?.focus()}
        />
      </div>
      <ul aria-label="Tenants" className="mt-2 min-h-72">
        {rows.map((row, at) => (
          <li key={row.id}>
            <button
              ref={at === 0 ? first : undefined}
              type="button"
              onClick={() => onChoose(row.id)}
              className="flex min-h-12 w-full items-center justify-between gap-4 rounded-md px-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="min-w-0 truncate font-medium">{row.name}</span>
              <span className="min-w-0 truncate text-soft text-xs">{row.ownerEmail}</span>
            </button>
          </li>
        ))}
        {asked.length > 1 && tenants.data && rows.length === 0 ? (
          <li className="px-2 py-6 text-center text-soft">No tenant of that name. Erased ones cannot be found any more.</li>
        ) : null}
      </ul>
      <DialogChoices>
        <Button onClick={onClose}>Not now</Button>
      </DialogChoices>
    </Dialog>
  );
}
