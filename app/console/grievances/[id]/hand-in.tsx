"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { Button } from "@/app/_ui/button";

type Came = { is: "nothing" } | { is: "sending" } | { is: "added"; files: number } | { is: "refused"; why: string };

/** What the person handed in on paper, scanned, becomes files of the case. */
export function HandIn({ detail: { case: found, acts } }: { detail: GrievanceDetail }) {
  const router = useRouter();
  const [came, setCame] = useState<Came>({ is: "nothing" });
  if (!found.tenantId || !acts.hand_in.allowed) return null;
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setCame({ is: "sending" });
    const sent = await post(new FormData(form));
    setCame(sent);
    if (sent.is !== "added") return;
    form.reset();
    router.refresh();
  };
  return (
    <form onSubmit={send} className="mt-6 flex max-w-3xl flex-wrap items-end gap-3">
      <input type="hidden" name="grievanceId" value={found.id} />
      <label className="min-w-0 grow">
        <span className="font-medium">Add what was handed in on paper</span>{" "}
        <span className="text-soft text-xs">PDF, PNG, JPEG or text, at most 5 files of 5 MB each</span>
        <input
          type="file"
          name="files"
          multiple
          required
          accept="application/pdf,image/png,image/jpeg,text/plain"
          className="mt-1 block w-full rounded-md border border-edge p-1.5 file:mr-3 file:rounded-md file:border file:border-edge file:bg-ground file:px-2 file:py-1 file:text-ink"
        />
      </label>
      <Button type="submit" disabled={came.is === "sending"}>
        {came.is === "sending" ? "Adding…" : "Add to the case"}
      </Button>
      {came.is === "refused" ? (
        <p role="alert" className="basis-full text-purging">
          {came.why}
        </p>
      ) : null}
      {came.is === "added" ? (
        <p role="status" className="basis-full text-soft">
          {came.files === 1 ? "The file was added." : `${came.files} files were added.`}
        </p>
      ) : null}
    </form>
  );
}

async function post(body: FormData): Promise<Came> {
  try {
    const response = await fetch("/api/grievances/files", { method: "POST", body });
    const said = (await response.json()) as { files?: number; error?: string };
    if (response.ok && said.files) return { is: "added", files: said.files };
    return { is: "refused", why: said.error ?? "Nothing was stored. Try again." };
  } catch {
    return { is: "refused", why: "The server did not answer. Look whether the files are there before you try again." };
  }
}
