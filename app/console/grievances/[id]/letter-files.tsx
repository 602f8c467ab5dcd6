"use client";
import { useMutation } from "@tanstack/react-query";
import { refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { sizeWords } from "@/app/_words/letters";

/** The files within a letter, looked for when they are asked for: each is examined then, and that it was read is written down. */
export function LetterFiles({ grievanceId, letterId }: { grievanceId: string; letterId: string }) {
  const trpc = useTRPC();
  const { mutate, data, error, isPending } = useMutation(trpc.grievance.letterFiles.mutationOptions({ retry: false, gcTime: 0 }));
  if (!data)
    return (
      <>
        <button
          type="button"
          disabled={isPending}
          onClick={() => mutate({ grievanceId, letterId })}
          className="min-h-6 text-xs underline decoration-edge underline-offset-4 hover:decoration-ink max-sm:min-h-11"
        >
          {isPending ? "Looking for its files…" : "Its files"}
        </button>
        {error ? (
          <p role="alert" className="basis-full text-purging">
            {refusedOf(error).sentence}
          </p>
        ) : null}
      </>
    );
  if (data.length === 0)
    return (
      <p role="status" className="basis-full text-soft text-xs">
        No files came with this letter.
      </p>
    );
  return (
    <ul aria-label="Files of this letter" className="basis-full pl-4">
      {data.map(({ place, name, bytes, refused }) => (
        <li key={place} className="[overflow-wrap:anywhere]">
          {refused ? (
            <span className="text-soft">
              {name}: {refused}
            </span>
          ) : (
            <a
              href={`/api/grievances/letters/${grievanceId}/${letterId}/${place}`}
              download
              className="inline-flex min-h-6 items-center underline underline-offset-4 max-sm:min-h-11"
            >
              Save {name}
            </a>
          )}{" "}
          <span className="text-soft text-xs">{sizeWords(bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
