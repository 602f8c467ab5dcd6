"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useRef, useState } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button, buttonClass } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../../_frame/operator";
import { KINDS, TOPICS } from "../words";
import { CameWhen } from "./came-when";
import { FIELD, Field, SelectField } from "./fields";
import { TOPICS_OF } from "./topics-of";

const TAKEN = ["grievance", "correction", "access", "consent", "end_user"] as const;
type Kind = (typeof TAKEN)[number];
const HANDED = { telephone: "On the telephone", paper: "On paper", in_person: "In person" } as const;

/** Writes down a complaint as it was said. Who wrote it down learns its number, to tell the person; the desk reads on. */
export function TakeDownDialog({ tenant, onClose }: { tenant?: { id: string; name: string }; onClose: () => void }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const first = useRef<HTMLTextAreaElement>(null);
  const [formId] = useState(() => crypto.randomUUID());
  const [kind, setKind] = useState<Kind>("grievance");
  const takeDown = useMutation(
    trpc.grievance.takeDown.mutationOptions({
      retry: false,
      onSuccess: () => queries.invalidateQueries(trpc.grievance.pathFilter()),
    }),
  );
  const number = takeDown.data?.number;
  // Whoever wrote it down learns the number alone; whoever reads the desk finds the case by it.
  const found = useQuery(
    trpc.grievance.list.queryOptions({ state: "all", q: `GR-${number}` }, { enabled: number !== undefined && me.may["grievance:read"] }),
  );
  const caseId = found.data?.items[0]?.id;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? "").trim() || null;
    const arrived = said("receivedAt");
    takeDown.mutate({
      formId,
      kind,
      topic: String(form.get("topic")),
      words: String(form.get("words") ?? ""),
      language: form.get("language") === "hi" ? "hi" : "en",
      handedIn: String(form.get("handedIn")) as keyof typeof HANDED,
      tenantId: tenant?.id,
      person: { name: said("name"), email: said("email"), phone: said("phone"), postal: said("postal") },
      receivedAt: arrived ? new Date(arrived) : null,
      told: form.get("told")
        ? form.get("handedIn") === "telephone"
          ? "telephone"
          : form.get("handedIn") === "paper"
            ? "post"
            : "in_person"
        : null,
    });
  };
  if (takeDown.data)
    return (
      <Dialog
        open
        onClose={onClose}
        title={`It is written down as GR-${takeDown.data.number}`}
        description="The grievance desk has it now."
      >
        <div className="mt-4">
          <Callout tone="good">Tell the person this number. Whoever asks about it is answered by the grievance officer.</Callout>
        </div>
        <DialogChoices>
          {caseId ? (
            <Link href={`/console/grievances/${caseId}`} prefetch={false} onClick={onClose} className={buttonClass()}>
              Open GR-{takeDown.data.number}
            </Link>
          ) : null}
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </DialogChoices>
      </Dialog>
    );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      focus={first}
      title="Take down a complaint"
      description={tenant ? `About ${tenant.name}. Write it as it was said.` : "Write it as it was said. The officer finds whose it is."}
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-3">
        <Field label="What they said">
          {(id) => <textarea ref={first} id={id} name="words" required rows={5} maxLength={5000} className={`${FIELD} h-auto py-2`} />}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <SelectField label="Kind" name="kind" value={kind} onChange={(value) => setKind(value as Kind)} options={kindsOf()} />
          <SelectField
            label="What it is about"
            name="topic"
            options={TOPICS_OF[kind].map((topic) => [topic, TOPICS[topic] ?? topic])}
            key={kind}
          />
          <SelectField label="How it came" name="handedIn" options={Object.entries(HANDED)} />
          <SelectField
            label="Language they want an answer in"
            name="language"
            options={[
              ["en", "English"],
              ["hi", "Hindi"],
            ]}
          />
          <Field label="Name">{(id) => <input id={id} name="name" maxLength={200} autoComplete="off" className={FIELD} />}</Field>
          <Field label="Phone">
            {(id) => <input id={id} name="phone" type="tel" maxLength={40} autoComplete="off" className={FIELD} />}
          </Field>
          <Field label="E-mail">
            {(id) => <input id={id} name="email" type="email" maxLength={254} autoComplete="off" className={FIELD} />}
          </Field>
          <Field label="Postal address">
            {(id) => <input id={id} name="postal" maxLength={500} autoComplete="off" className={FIELD} />}
          </Field>
          <CameWhen />
        </div>
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="told" className="size-4 accent-accent" />
          The person has been told that it has arrived. Otherwise a mail says so, where there is an address.
        </label>
        {takeDown.error ? <Trouble {...refusedOf(takeDown.error as ApiError)} /> : null}
        <DialogChoices>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" look="primary" busy={takeDown.isPending}>
            Write it down
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}

const kindsOf = () => TAKEN.map((kind) => [kind, KINDS[kind]] as const);
