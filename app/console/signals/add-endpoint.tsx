"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { type DeliveryRow, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { EVENT_KINDS, EVENT_WORDS } from "@/app/_words/signals";
import { SecretOnce } from "./secret-once";

const FIELD = "mt-1.5 h-10 w-full rounded-md border border-edge bg-ground px-3 max-sm:h-12 max-sm:text-base";

/** Asks where to tell it and what; then shows the secret, once. */
export function AddEndpoint({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [kinds, setKinds] = useState<DeliveryRow["kind"][]>(EVENT_KINDS);
  const start = useRef<HTMLInputElement>(null);
  const id = useId();
  const add = useMutation(
    trpc.signal.add.mutationOptions({ retry: false, gcTime: 0, onSuccess: () => queries.invalidateQueries(trpc.signal.pathFilter()) }),
  );
  if (add.data) return <SecretOnce name={name.trim()} secret={add.data.secret} onStored={onClose} />;
  const isComplete = name.trim() !== "" && url.trim() !== "" && kinds.length > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      focus={start}
      title="Add an endpoint"
      description="It is told from now on, signed with a secret that you get in the next step. What happened before is not sent."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) add.mutate({ name, url, kinds });
        }}
      >
        <label htmlFor={`${id}-name`} className="mt-4 block">
          Name
        </label>
        <input
          ref={start}
          id={`${id}-name`}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          maxLength={80}
          placeholder="Billing"
          className={FIELD}
        />
        <label htmlFor={`${id}-url`} className="mt-4 block">
          Address
        </label>
        <input
          id={`${id}-url`}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          aria-describedby={`${id}-hint`}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={2_048}
          placeholder="https://hooks.example.com/callmissed"
          className={FIELD}
        />
        <p id={`${id}-hint`} className="mt-1 text-soft text-xs">
          On the public internet, with https. Redirects are not followed.
        </p>
        <fieldset className="mt-4">
          <legend>Tell it when…</legend>
          {EVENT_KINDS.map((kind) => (
            <label key={kind} className="flex min-h-9 items-center gap-2.5 max-sm:min-h-11">
              <input
                type="checkbox"
                checked={kinds.includes(kind)}
                onChange={(event) => setKinds(event.target.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind))}
                className="size-4 accent-accent"
              />
              <span className="min-w-0 grow">
                {EVENT_WORDS[kind].says} <span className="font-mono text-soft text-xs">{EVENT_WORDS[kind].name}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {add.error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(add.error)} />
          </div>
        ) : null}
        <DialogChoices>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" look="primary" busy={add.isPending} disabled={!isComplete}>
            Add endpoint
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}
