"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { type ApiError, type GrievanceDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { FIELD, Field, SelectField } from "./fields";
import { LinkFields } from "./link-fields";
import { useAfterAct } from "./use-act";

export type DialogAct = "acknowledge" | "note" | "link" | "merge" | "reopen";
type Props = { act: DialogAct; detail: GrievanceDetail; onClose: () => void };

const WORDS: Record<DialogAct, { title: string; says: string; act: string; done: string }> = {
  acknowledge: {
    title: "Tell the person that it has arrived?",
    says: "A mail counts once it was sent. Where no mail can go, say how they were told; a note keeps that.",
    act: "Acknowledge",
    done: "Acknowledged, or on its way by mail.",
  },
  note: {
    title: "Note for the desk",
    says: "Never sent, and not read by whoever handled what this is about.",
    act: "Keep the note",
    done: "The note is kept.",
  },
  link: {
    title: "What is this case, and what does it hang on?",
    says: "Whose acts count as a hand in it follows from this. It can be put right until something was answered, sent or changed.",
    act: "Link",
    done: "Linked.",
  },
  merge: {
    title: "Merge this case into an older one?",
    says: "This one is closed and its words are shown there. The older one's clock runs on. Only cases of the same person can be merged.",
    act: "Merge",
    done: "Merged. The older case goes on.",
  },
  reopen: {
    title: "Open this case again?",
    says: "Its clock stays what it was. Why stands in a note.",
    act: "Open again",
    done: "The case is open again.",
  },
};

/** The question before an act on a case. */
export function CaseDialog({ act, detail, onClose }: Props) {
  const words = WORDS[act];
  const safe = useRef<HTMLButtonElement>(null);
  const perform = usePerform(act, detail);
  const after = useAfterAct();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const onSuccess = () => {
      onClose();
      void after(words.done);
    };
    perform.mutate((name: string) => String(form.get(name) ?? "").trim(), { onSuccess });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      focus={act === "note" || act === "reopen" ? undefined : safe}
      title={words.title}
      description={words.says}
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-3">
        <Fields act={act} detail={detail} />
        {perform.error ? <Trouble {...refusedOf(perform.error as unknown as ApiError)} /> : null}
        <DialogChoices>
          <Button ref={safe} onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" look="primary" busy={perform.isPending}>
            {words.act}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}

function usePerform(act: DialogAct, { case: { id: grievanceId, kind, channel } }: GrievanceDetail) {
  const trpc = useTRPC();
  const acknowledge = useMutation(trpc.grievance.acknowledge.mutationOptions({ retry: false }));
  const note = useMutation(trpc.grievance.note.mutationOptions({ retry: false }));
  const link = useMutation(trpc.grievance.link.mutationOptions({ retry: false }));
  const merge = useMutation(trpc.grievance.merge.mutationOptions({ retry: false }));
  const reopen = useMutation(trpc.grievance.reopen.mutationOptions({ retry: false }));
  return useMutation({
    retry: false,
    mutationFn: async (said: (name: string) => string): Promise<void> => {
      if (act === "note") return note.mutateAsync({ grievanceId, text: said("text") });
      if (act === "reopen") return reopen.mutateAsync({ grievanceId, why: said("text") });
      if (act === "merge") return merge.mutateAsync({ grievanceId, intoId: said("into") });
      if (act === "acknowledge")
        return acknowledge.mutateAsync({ grievanceId, how: said("how") as "mail" | "telephone" | "in_person" | "post" });
      const tenantId = said("tenant");
      if (tenantId) return link.mutateAsync({ grievanceId, tenantId });
      const about = { requestId: said("request") || null, refundId: said("refund") || null };
      const what = { kind: said("kind") as typeof kind, topic: said("topic") };
      // Whoever asked on their own pages is who they are.
      const whose = channel === "dashboard" ? {} : { memberId: said("member") || null };
      return link.mutateAsync({ grievanceId, ...about, ...what, ...whose });
    },
  });
}

function Fields({ act, detail }: { act: DialogAct; detail: GrievanceDetail }) {
  if (act === "acknowledge")
    return (
      <SelectField
        label="How"
        name="how"
        options={[
          ...(detail.person?.email && !detail.acknowledgement ? [["mail", `By mail to ${detail.person.email}`] as const] : []),
          ["telephone", "Told on the telephone"],
          ["in_person", "Told in person"],
          ["post", "Told by post"],
        ]}
      />
    );
  if (act === "merge") return <MergeField detail={detail} />;
  if (act === "link") return <LinkFields detail={detail} />;
  return (
    <Field label={act === "note" ? "The note" : "Why"}>
      {(id) => <textarea id={id} name="text" required rows={5} maxLength={5000} className={`${FIELD} h-auto py-2`} />}
    </Field>
  );
}

function MergeField({ detail }: { detail: GrievanceDetail }) {
  const { cases } = detail.candidates;
  if (cases.length === 0) return <p>There is no older open case of the same person.</p>;
  return <SelectField label="Into" name="into" options={cases.map(({ id, number }) => [id, `GR-${number}`])} />;
}
