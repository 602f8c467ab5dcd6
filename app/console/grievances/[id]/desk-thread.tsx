import type { GrievanceDetail } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { Time } from "@/app/_ui/time";

const AUTHORS = { person: "The person", officer: "The desk", system: "The system" } as const;

/** What was written, with its files; nothing in it can be clicked but the files, and those are only saved. */
export function DeskThread({ messages, now }: { messages: GrievanceDetail["messages"]; now: Date }) {
  if (messages.length === 0) return <p className="mt-6 text-soft">Nothing was written, or what was written has been erased.</p>;
  return (
    <ol aria-label="What was written" className="mt-6 flex flex-col gap-5">
      {messages.map((message) => (
        <li key={message.id} className={cx("border-l-2 pl-4", message.author === "person" ? "border-edge" : "border-accent")}>
          <p className="text-soft text-xs">
            {AUTHORS[message.author]}, <Time at={message.writtenAt} now={now} />
          </p>
          {message.correctionField ? (
            <p className="mt-1 [overflow-wrap:anywhere]">
              {message.correctionField.replaceAll("_", " ")} should say: <strong className="font-medium">{message.correctionTo}</strong>
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
        </li>
      ))}
    </ol>
  );
}
