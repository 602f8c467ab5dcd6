"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { refusedOf, type TenantDetail } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button, buttonClass } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { requestName } from "@/app/_words/words";
import { useMe } from "../_frame/operator";

/** For an owner who telephones or writes on paper. While a request is open, the way leads to that one. */
export function LodgeRequest({ detail }: { detail: TenantDetail }) {
  const me = useMe();
  const [asking, setAsking] = useState(false);
  if (detail.live) {
    return (
      <Link href={`/console/requests/${detail.live.id}`} className={buttonClass()}>
        Open {requestName(detail.live.number)}
      </Link>
    );
  }
  if (!me.may["request:lodge"]) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <PenLine aria-hidden className="size-4" />
        Write down a request…
      </Button>
      {asking ? <Question detail={detail} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Question({ detail, onClose }: { detail: TenantDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const say = useSay();
  const safe = useRef<HTMLButtonElement>(null);
  const lodge = useMutation(
    trpc.request.lodge.mutationOptions({
      retry: false,
      onSuccess: async ({ id, number }) => {
        say(`${requestName(number)} is open. A code is on its way to the owner's address on file.`);
        router.push(`/console/requests/${id}`);
        await Promise.all([queries.invalidateQueries(trpc.request.pathFilter()), queries.invalidateQueries(trpc.tenant.pathFilter())]);
      },
    }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      focus={safe}
      title={`Write down that ${detail.tenant.name} asks for deletion?`}
      description="Do this when the owner has asked by telephone or on paper. It opens a request and nothing else."
    >
      <ul className="mt-4 flex list-disc flex-col gap-1 pl-5 text-pretty">
        <li>A one-time code goes to the owner's address on file now. Without it nothing goes on.</li>
        <li>You cannot verify a request that you wrote down yourself. A colleague has to.</li>
      </ul>
      {lodge.error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(lodge.error)} />
        </div>
      ) : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          Not now
        </Button>
        <Button look="primary" busy={lodge.isPending} onClick={() => lodge.mutate({ tenantId: detail.tenant.id })}>
          Write it down
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
