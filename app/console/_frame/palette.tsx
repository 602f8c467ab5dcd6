"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command as Parts } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useDeferredValue, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { type Command, useCommandBook } from "@/app/_ui/commands";
import { Kbd } from "@/app/_ui/kbd";
import { rupees } from "@/app/_ui/rupees";
import { RefundMark, TroubleMark } from "@/app/_words/refund-mark";
import { refundName } from "@/app/_words/refunds";
import { StateMark } from "@/app/_words/state-mark";
import { requestName } from "@/app/_words/words";
import { organisationWords } from "../requests/_list/organisation";

/** Every page, every act, every number and every tenant, by typing. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl bg-raised text-sm shadow-float"
        >
          <Dialog.Title className="sr-only">Find or do</Dialog.Title>
          <Search onDone={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState("");
  const commands = useCommandBook().all();
  const wanted = text.trim().toLowerCase();
  const fitting = commands.filter((command) => !command.id.startsWith("hidden") && command.title.toLowerCase().includes(wanted));
  const perform = (run: () => void) => {
    onDone();
    // The dialog gives the focus back first; what runs may want to take it.
    setTimeout(run);
  };
  return (
    <Parts shouldFilter={false} loop label="Find or do">
      <Parts.Input
        value={text}
        onValueChange={setText}
        placeholder="A number, an organisation, a whole e-mail address, an act…"
        className="h-12 w-full border-line border-b bg-transparent px-4 outline-none placeholder:text-faint"
      />
      <Parts.List label="Results" className="max-h-[min(60dvh,26rem)] overflow-y-auto p-1.5">
        <Found text={useDeferredValue(text.trim())} perform={perform} />
        {[...new Set(fitting.map((command) => command.group))].map((group) => (
          <Group key={group} heading={group}>
            {fitting
              .filter((command) => command.group === group)
              .map((command) => (
                <ActItem key={command.id} command={command} perform={perform} />
              ))}
          </Group>
        ))}
        <Parts.Empty className="px-3 py-8 text-center text-soft">Nothing of that name.</Parts.Empty>
      </Parts.List>
    </Parts>
  );
}

function ActItem({ command, perform }: { command: Command; perform: (run: () => void) => void }) {
  return (
    <Item value={command.id} disabled={Boolean(command.because)} onSelect={() => perform(command.run)}>
      <span className="grow">
        {command.title}
        {command.because ? <span className="block text-faint text-xs">{command.because}</span> : null}
      </span>
      {command.keys ? <Kbd keys={command.keys} /> : null}
    </Item>
  );
}

function Found({ text, perform }: { text: string; perform: (run: () => void) => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const asked = { enabled: text.length > 1, placeholderData: keepPreviousData, staleTime: 10_000 };
  const requests = useQuery(trpc.request.list.queryOptions({ filter: { q: text } }, asked));
  const refunds = useQuery(trpc.refund.find.queryOptions({ q: text }, asked));
  const tenants = useQuery(trpc.tenant.list.queryOptions({ q: text }, asked));
  if (text.length < 2) return null;
  return (
    <>
      {requests.data?.items.length ? (
        <Group heading="Requests">
          {requests.data.items.slice(0, 6).map((row) => (
            <Item key={row.id} value={row.id} onSelect={() => perform(() => router.push(`/console/requests/${row.id}`))}>
              <span className="font-mono text-xs">{requestName(row.number)}</span>
              <span className="min-w-0 grow truncate">{organisationWords(row).words}</span>
              <StateMark state={row.state} />
            </Item>
          ))}
        </Group>
      ) : null}
      {refunds.data?.items.length ? (
        <Group heading="Refunds">
          {refunds.data.items.map((row) => (
            <Item key={row.id} value={`refund-${row.id}`} onSelect={() => perform(() => router.push(`/console/refunds/${row.id}`))}>
              <span className="font-mono text-xs">{refundName(row.number)}</span>
              <span className="min-w-0 grow truncate">{row.organisation ?? "erased tenant"}</span>
              <span className="shrink-0 tabular-nums">{rupees(row.amountPaise)}</span>
              {row.trouble ? <TroubleMark trouble={row.trouble} /> : <RefundMark state={row.state} waits={row.expiresAt !== null} />}
            </Item>
          ))}
        </Group>
      ) : null}
      {tenants.data?.items.length ? (
        <Group heading="Tenants">
          {tenants.data.items.slice(0, 6).map((row) => (
            <Item key={row.id} value={`tenant-${row.id}`} onSelect={() => perform(() => router.push(`/console/tenants/${row.id}`))}>
              <span className="min-w-0 grow truncate">{row.name}</span>
              <span className="min-w-0 truncate text-faint text-xs">{row.ownerEmail}</span>
            </Item>
          ))}
        </Group>
      ) : null}
    </>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Parts.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-soft [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Parts.Group>
  );
}

function Item(props: { value: string; disabled?: boolean; onSelect: () => void; children: ReactNode }) {
  return (
    <Parts.Item
      {...props}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 data-[disabled=true]:cursor-not-allowed data-[selected=true]:bg-hover data-[disabled=true]:text-soft max-sm:min-h-11"
    />
  );
}
