import { formatter, words } from "@/app/_language/page-language";
import { cx } from "@/app/_ui/cx";
import type { accountApi } from "@/app/account/_act/account-api";
import { instantOf } from "./instant";
import { topicWords } from "./topic-words";

type Written = Awaited<ReturnType<Awaited<ReturnType<typeof accountApi>>["rights"]["detail"]>>["messages"];

/** What the person and the desk wrote to each other, told apart by name, by side and by line. */
export async function Thread({ messages }: { messages: Written }) {
  const t = await words("rights");
  const format = await formatter();
  if (messages.length === 0) return null;
  return (
    <ol aria-label={t("thread.label")} className="mt-8 flex flex-col gap-6">
      {messages.map((message) => {
        const isTheirs = message.author === "person";
        const who = isTheirs ? (message.isMine ? "you" : "colleague") : message.author === "officer" ? "officer" : "system";
        return (
          <li
            key={message.id}
            id={message.isDecision ? "decision" : undefined}
            className={cx(
              "border-l-4 pl-4",
              isTheirs ? "border-line" : "border-accent",
              message.isDecision && "rounded-r-md bg-sunken py-3 pr-4",
            )}
          >
            <p className="text-soft">
              <span className="font-medium text-ink">{t(`thread.${who}`)}</span>{" "}
              <time dateTime={message.writtenAt.toISOString()}>{instantOf(format, message.writtenAt)}</time>
              {message.toldBy ? <> · {t("thread.told", { by: message.toldBy })}</> : null}
              {message.isDecision ? <span className="ml-2 font-medium text-ink">{t("decision.ours")}</span> : null}
            </p>
            {message.correctionField ? (
              <p className="mt-1 [overflow-wrap:anywhere]">
                {t(message.author === "system" && !message.isAsked ? "thread.corrected" : "thread.correction", {
                  field: topicWords(t, { kind: "correction", topic: message.correctionField }),
                })}{" "}
                <strong className="font-medium">{message.correctionTo}</strong>
                {message.correctionFrom ? (
                  <span className="text-soft"> ({t("thread.before", { value: message.correctionFrom })})</span>
                ) : null}
              </p>
            ) : null}
            {message.body ? <p className="mt-1 whitespace-pre-wrap [overflow-wrap:anywhere]">{message.body}</p> : null}
            {!message.body && message.attachments.length > 0 ? <p className="mt-1 text-soft">{t("thread.filesOnly")}</p> : null}
            <ul>
              {message.attachments.map((file) => (
                <li key={file.id} className="flex flex-wrap items-center gap-x-3 [overflow-wrap:anywhere]">
                  <a
                    href={`/api/account/grievances/files/${file.id}`}
                    className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
                  >
                    {t("files.download", { name: file.fileName })}
                  </a>
                  <span className="text-soft text-sm">{t("files.size", { kb: Math.max(1, Math.round(file.bytes / 1024)) })}</span>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
