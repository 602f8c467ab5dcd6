"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useRef, useState } from "react";
import { type ApiError, type OperatorRow, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { FreshFirst } from "../_frame/fresh-first";
import { useMe } from "../_frame/operator";
import { FIELD } from "../holds/hold-dialog";
import { RoleChoice } from "./role-choice";

/** For admins: a colleague comes. */
export function Invite() {
  const may = useMe().may["operator:manage"];
  const [asking, setAsking] = useState(false);
  useCommands(may ? [{ id: "invite", title: "Invite a colleague", group: "Operators", keys: "i", run: () => setAsking(true) }] : []);
  if (!may) return null;
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        <UserPlus aria-hidden className="size-4" />
        Invite…
      </Button>
      {asking ? <InviteDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function InviteDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const start = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<OperatorRow["role"] | null>(null);
  const invite = useInvite(onClose);
  const ready = name.trim().length > 1 && /^[^@\s]+@[^@\s]+$/.test(email.trim()) && role !== null;
  const text = { autoComplete: "off", spellCheck: false, maxLength: 200, className: FIELD } as const;
  return (
    <Dialog
      open
      onClose={onClose}
      focus={start}
      title="Invite a colleague?"
      description="A second person, another admin or a grievance officer, has 48 hours to agree. Then a mail goes out, and they sign in with their company account."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) invite.mutate({ name, email: email.trim(), role });
        }}
      >
        <FreshFirst />
        <div className="mt-4 flex flex-col gap-3">
          <label htmlFor={`${id}-name`}>
            Name
            <input ref={start} id={`${id}-name`} value={name} onChange={(event) => setName(event.target.value)} {...text} />
          </label>
          <label htmlFor={`${id}-email`}>
            E-mail, as the identity provider knows it
            <input id={`${id}-email`} type="email" value={email} onChange={(event) => setEmail(event.target.value)} {...text} />
          </label>
        </div>
        <RoleChoice value={role} onChoose={setRole} />
        {invite.error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(invite.error as unknown as ApiError)} />
          </div>
        ) : null}
        <DialogChoices>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" look="primary" busy={invite.isPending} disabled={!ready}>
            Ask a second person
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}

function useInvite(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const say = useSay();
  return useMutation(
    trpc.operator.invite.mutationOptions({
      retry: false,
      onSuccess: async ({ operatorId }) => {
        onDone();
        say("A second person is asked. Nobody can sign in before they agree.");
        router.push(`/console/operators/${operatorId}`);
        await queries.invalidateQueries(trpc.operator.pathFilter());
      },
    }),
  );
}
