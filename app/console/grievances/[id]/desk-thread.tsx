"use client";
import { NotebookPen } from "lucide-react";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { Time } from "@/app/_ui/time";

type Message = GrievanceDetail["messages"][number];
type Note = GrievanceDetail["notes"][number];
const LOOKS = {
  person: "border-edge border-l-2 pl-4",
  officer: "rounded-md border border-accent/40 bg-chosen px-4 py-3",
  system: "border-line border-l-2 border-dotted pl-4 text-soft",
} as const;

/** What was written, with its files, and the desk's notes where they belong in time; these look like nothing that was ever sent. */
export function DeskThread({ detail: { messages, notes, older, now } }: { detail: GrievanceDetail }) {
  const all = [
    ...messages.map((message) => ({ at: message.writtenAt, key: message.id, shown: <Written message={message} now={now} /> })),
    ...notes.map((note) => ({ at: note.writtenAt, key: note.id, shown: <Noted note={note} now={now} /> })),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  if (all.length === 0) return <p className="text-soft">Nothing was written, or what was written has been erased.</p>;
  const unseen = olderWords(older);
  return (
    <>
      {unseen ? <p className="mb-4 text-soft">{unseen}</p> : null}
      <ol aria-label="What was written" className="flex max-w-3xl flex-col gap-5">
        {all.map(({ key, shown }) => (
          <li key={key}>{shown}</li>
        ))}
      </ol>
    </>
  );
}

/** What the case has and this page does not show; null when it shows everything. */
function olderWords(older: GrievanceDetail["older"]): string | null {
  const parts = (["messages", "notes", "letters"] as const).filter((what) => older[what] > 0).map((what) => `${older[what]} older ${what}`);
  return parts.length === 0 ? null : `The newest are shown. There are also ${parts.join(", ")}.`;
}

function Written({ message, now }: { message: Message; now: Date }) {
  return (
    <div className={LOOKS[message.author]}>
      <p className="text-soft text-xs">
        {authorOf(message)}
        {message.caseName ? ` in ${message.caseName}` : ""}, <Time at={message.writtenAt} now={now} />
      </p>
      {message.correctionField ? (
        <p className="mt-1 [overflow-wrap:anywhere]">
          {message.correctionField.replaceAll("_", " ")} {message.author === "system" && !message.isAsked ? "says now" : "should say"}:{" "}
          <strong className="font-medium">{message.correctionTo}</strong>
          {message.correctionFrom === null ? null : <span className="text-soft"> · said before: {message.correctionFrom}</span>}
        </p>
      ) : null}
      {message.body ? <p className="mt-1 whitespace-pre-wrap leading-6 [overflow-wrap:anywhere]">{message.body}</p> : null}
      <ul>
        {message.attachments.map((file) => (
          <li key={file.id}>
            <a
              href={`/api/grievances/files/${file.id}`}
              download
              className="inline-flex min-h-6 items-center underline underline-offset-4 [overflow-wrap:anywhere] max-sm:min-h-11"
            >
              Save {file.fileName}
            </a>{" "}
            <span className="text-soft text-xs">{Math.max(1, Math.round(file.bytes / 1024))} kB</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function authorOf({ author, authorName, letterId, isAsked }: Message): string {
  if (isAsked) return `What they asked for, written down by ${authorName ?? "the desk"}`;
  if (author === "system") return "The system";
  if (author === "officer") return `To the person, from ${authorName ?? "the desk"}`;
  if (authorName) return `The person, handed in on paper and added by ${authorName}`;
  return letterId ? "The person, by mail" : "The person";
}

function Noted({ note, now }: { note: Note; now: Date }) {
  return (
    <div className={cx("rounded-md border border-retained border-dashed bg-retained-ground px-4 py-3")}>
      <p className="flex flex-wrap items-center gap-x-1.5 text-retained text-xs">
        <NotebookPen aria-hidden className="size-3" />
        <span className="font-medium">Internal note, never sent</span>
        <span>
          · {note.authorName ?? "a former colleague"}
          {note.caseName ? ` in ${note.caseName}` : ""}, <Time at={note.writtenAt} now={now} relative={false} />
        </span>
      </p>
      <p className="mt-1 whitespace-pre-wrap leading-6 [overflow-wrap:anywhere]">{note.body}</p>
    </div>
  );
}
