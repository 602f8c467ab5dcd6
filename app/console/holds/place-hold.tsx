"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, LockKeyhole } from "lucide-react";
import { useRouter } from "next/navigation";
import { Checkbox } from "radix-ui";
import { useId, useRef, useState } from "react";
import { type ApiError, type HoldForm, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { dayIn } from "@/app/_ui/instant";
import { Skeleton } from "@/app/_ui/skeleton";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { GROUP_WORDS, keptWords } from "@/app/_words/holds";
import { PURGE_CLASS_WORDS } from "@/app/_words/purge";
import { plainName } from "@/app/_words/words";
import { useMe } from "../_frame/operator";
import { QueryTrouble } from "../_frame/query-trouble";
import { FIELD, isoDay } from "./hold-dialog";

type Whose = { tenantId: string; organisation: string };

/** For the officer: an order has come in. Offered on the tenant's page and on its request. */
export function PlaceHold({ tenantId, organisation, size }: Whose & { size?: "small" }) {
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const may = me.may["hold:place"];
  useCommands(may ? [{ id: "place-hold", title: `Place a legal hold on ${organisation}`, group: "Hold", run: () => setAsking(true) }] : []);
  if (!may) return null;
  return (
    <>
      <Button size={size ?? "normal"} onClick={() => setAsking(true)}>
        <LockKeyhole aria-hidden className="size-4" />
        Place a hold…
      </Button>
      {asking ? <Question tenantId={tenantId} organisation={organisation} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Question({ tenantId, organisation, onClose }: Whose & { onClose: () => void }) {
  const trpc = useTRPC();
  const form = useQuery(trpc.hold.form.queryOptions(undefined, { staleTime: 60_000 }));
  const placing = usePlace(onClose);
  const place = { ...placing, mutate: (order: HoldOrder) => placing.mutate({ tenantId, ...order }) };
  const start = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      focus={start}
      title={`Place a legal hold on ${organisation}?`}
      description="It holds from now on, because what is erased cannot be brought back. A second person has 48 hours to agree; otherwise it lapses."
    >
      {form.data ? <HoldFields form={form.data} start={start} onClose={onClose} place={place} /> : null}
      {form.isPending ? <Skeleton className="mt-4 h-72 w-full" /> : null}
      <QueryTrouble query={form} className="mt-4" />
    </Dialog>
  );
}

export type HoldOrder = { authority: string; reference: string; scope: string[]; reviewOn: string };
type FieldsProps = {
  form: HoldForm;
  start: React.RefObject<HTMLInputElement | null>;
  onClose: () => void;
  place: { mutate: (order: HoldOrder) => void; isPending: boolean; error: unknown };
};

/** What an order of a court says, and what follows from it; also where the officer orders a hold about a case. */
export function HoldFields({ form, start, onClose, place }: FieldsProps) {
  const id = useId();
  const [authority, setAuthority] = useState("");
  const [reference, setReference] = useState("");
  const [reviewOn, setReviewOn] = useState("");
  const [scope, setScope] = useState<string[]>([]);
  const ready = authority.trim().length > 2 && reference.trim().length > 2 && reviewOn !== "" && scope.length > 0;
  const text = { autoComplete: "off", spellCheck: false, maxLength: 200, className: FIELD, type: "text" } as const;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) place.mutate({ authority, reference, scope, reviewOn });
      }}
    >
      <div className="mt-4 grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <label htmlFor={`${id}-authority`}>
          Court or authority
          <input ref={start} id={`${id}-authority`} value={authority} onChange={(event) => setAuthority(event.target.value)} {...text} />
        </label>
        <label htmlFor={`${id}-reference`}>
          Reference of the order
          <input id={`${id}-reference`} value={reference} onChange={(event) => setReference(event.target.value)} {...text} />
        </label>
      </div>
      <Scope form={form} scope={scope} onChange={setScope} />
      <label htmlFor={`${id}-review`} className="mt-4 block">
        Reviewed by, at the latest {dayIn(form.latestReviewOn)}
        <input
          id={`${id}-review`}
          type="date"
          min={isoDay(new Date(form.today.getTime() + 86_400_000))}
          max={isoDay(form.latestReviewOn)}
          value={reviewOn}
          onChange={(event) => setReviewOn(event.target.value)}
          className={`${FIELD} block sm:w-56`}
        />
      </label>
      <Consequences form={form} scope={scope} />
      {place.error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(place.error as ApiError)} />
        </div>
      ) : null}
      <DialogChoices>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" look="primary" busy={place.isPending} disabled={!ready}>
          Place the hold
        </Button>
      </DialogChoices>
    </form>
  );
}

function Scope({ form, scope, onChange }: { form: HoldForm; scope: string[]; onChange: (scope: string[]) => void }) {
  const toggle = (name: string) => onChange(scope.includes(name) ? scope.filter((one) => one !== name) : [...scope, name]);
  const everything = scope.includes("everything");
  return (
    <fieldset className="mt-4">
      <legend className="font-medium">What the order covers</legend>
      <div className="mt-1 grid sm:grid-cols-2 sm:gap-x-4">
        {form.groups.map(({ group }) => (
          <Choice
            key={group}
            name={group}
            checked={everything || scope.includes(group)}
            disabled={everything}
            onToggle={() => toggle(group)}
          >
            <span>
              {GROUP_WORDS[group].word}
              <span className="block text-soft text-xs">{GROUP_WORDS[group].means}</span>
            </span>
          </Choice>
        ))}
      </div>
      <Choice name="everything" checked={everything} onToggle={() => onChange(everything ? [] : ["everything"])}>
        <span className="font-medium">Everything</span>
      </Choice>
    </fieldset>
  );
}

type ChoiceProps = { name: string; checked: boolean; disabled?: boolean; onToggle: () => void; children: React.ReactNode };

function Choice({ name, checked, disabled, onToggle, children }: ChoiceProps) {
  return (
    <label htmlFor={`scope-${name}`} className="flex min-h-11 cursor-pointer items-center gap-3 border-line border-t py-1 hover:bg-hover">
      <Checkbox.Root
        id={`scope-${name}`}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onToggle}
        className="ml-1 flex size-5 shrink-0 items-center justify-center rounded border border-edge data-[state=checked]:border-transparent data-[state=checked]:bg-accent disabled:opacity-60"
      >
        <Checkbox.Indicator>
          <Check aria-hidden className="size-3.5 text-on-accent" strokeWidth={3} />
        </Checkbox.Indicator>
      </Checkbox.Root>
      {children}
    </label>
  );
}

/** What follows from the choice, in words, before it is made. */
function Consequences({ form, scope }: { form: HoldForm; scope: string[] }) {
  const all = form.classes.map(({ name }) => name);
  const kept = scope.includes("everything")
    ? all
    : all.filter((name) => form.groups.some(({ group, keeps }) => scope.includes(group) && keeps.includes(name)));
  const besides = form.classes.filter(({ name, group }) => kept.includes(name) && !scope.includes(group) && !scope.includes("everything"));
  return (
    <div aria-live="polite" className="mt-4 min-h-20 rounded-md bg-held-ground px-3 py-2.5 text-held">
      {scope.length === 0 ? <p>Choose what the order covers, and what follows is said here.</p> : null}
      {scope.length > 0 ? (
        <>
          <p className="text-pretty">
            {kept.length} of {all.length} classes of data are kept. {keptWords(kept.length, all.length)}
          </p>
          {besides.length > 0 ? (
            <p className="mt-1 text-pretty">
              Kept as well, because rows hang together:{" "}
              {besides.map(({ name }) => (PURGE_CLASS_WORDS[name] ?? plainName(name)).toLowerCase()).join(", ")}.
            </p>
          ) : null}
          <p className="mt-1 text-pretty">The 30 days go on running, and the owner can still come back within them.</p>
        </>
      ) : null}
    </div>
  );
}

function usePlace(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const say = useSay();
  return useMutation(
    trpc.hold.place.mutationOptions({
      retry: false,
      onSuccess: async ({ id }) => {
        onDone();
        say("The hold is placed and holds already. A second person has 48 hours to agree.");
        router.push(`/console/holds/${id}`);
        await Promise.all(
          [trpc.hold.pathFilter(), trpc.request.pathFilter(), trpc.tenant.pathFilter()].map((filter) => queries.invalidateQueries(filter)),
        );
      },
    }),
  );
}
