"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ApprovalDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { Countdown } from "@/app/_ui/countdown";
import { cx } from "@/app/_ui/cx";
import { Time } from "@/app/_ui/time";
import { APPROVAL_WORDS, asksWords, type ParamLine, paramLines, standsWords, subjectHref } from "@/app/_words/approvals";
import { CopyText } from "../refunds/_detail/copy";
import { ApprovalActs } from "./approval-acts";

/** What is asked, by whom and until when, exactly with what, and the answer. */
export function ApprovalView({ detail }: { detail: ApprovalDetail }) {
  const words = APPROVAL_WORDS[detail.kind];
  const { now, maker } = detail;
  return (
    <article aria-label={words.title}>
      <header className="px-4 pt-4 pb-3 sm:px-6">
        <p className="text-soft text-xs">{words.title}</p>
        <h1 className="mt-0.5 text-balance font-medium text-lg leading-6 [overflow-wrap:anywhere]">{asksWords(detail)}</h1>
        <p className="mt-1 max-w-prose text-pretty text-soft">{words.does}</p>
      </header>
      <dl className="grid gap-x-6 gap-y-2 px-4 pb-4 sm:grid-cols-[9rem_1fr] sm:px-6">
        <Fact name="Asked by">
          {maker.isMe ? "you" : (maker.name ?? "a former colleague")}, <Time at={detail.createdAt} now={now} />
        </Fact>
        <Fact name="How it stands">
          {standsWords(detail)}
          {detail.agreedNames.length > 0 ? ` · yes from ${detail.agreedNames.join(", ")}` : ""}
        </Fact>
        <Fact name={detail.endedAt ? "Ended" : "Expires"}>
          <Time at={detail.endedAt ?? detail.expiresAt} now={now} relative={detail.endedAt !== null} />
          {detail.endedAt ? null : (
            <span className="text-faint">
              {" "}
              · <Countdown until={detail.expiresAt} now={now} /> left
            </span>
          )}
        </Fact>
        <Fact name="About">
          <Link href={subjectHref(detail)} className="underline decoration-edge underline-offset-4 hover:decoration-ink">
            Open it with everything around it
          </Link>
        </Fact>
      </dl>
      <Exactly detail={detail} />
      <ApprovalActs detail={detail} />
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

/** The parameters that the hash covers, all of them and nothing else. */
function Exactly({ detail }: { detail: ApprovalDetail }) {
  const lines = detail.params && paramLines(detail.params);
  return (
    <section aria-labelledby="exactly" className="border-line border-t px-4 py-4 sm:px-6">
      <h2 id="exactly" className="font-medium">
        Exactly this
      </h2>
      {lines ? (
        <table className="mt-2 w-full table-fixed text-left">
          <caption className="sr-only">The exact parameters</caption>
          <tbody>
            {lines.map((line) => (
              <tr key={line.name} className="border-line border-t align-top">
                <th scope="row" className="w-2/5 py-2 pr-4 font-normal text-soft sm:w-40">
                  {line.name}
                </th>
                <td className={cx("py-2 [overflow-wrap:anywhere]", line.isId && "font-mono text-xs leading-5")}>
                  <Value line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="mt-1 text-soft">This was asked before its parameters were kept here. Open it to see them.</p>
      )}
      {lines && !detail.isExact && !detail.endedAt ? (
        <div className="mt-3">
          <Callout tone="alarm">
            What stands here is not what was asked about: it was changed since. Nobody can agree to it any more.
          </Callout>
        </div>
      ) : null}
      <p className="mt-3 text-soft text-xs">An agreement is bound to this hash of it:</p>
      <CopyText text={detail.seen} what="The hash" />
    </section>
  );
}

function Value({ line }: { line: ParamLine }) {
  if (line.before === undefined) return line.value;
  return (
    <>
      <span className="text-soft line-through">{line.before}</span> <span aria-hidden>→</span>
      <span className="sr-only"> becomes </span> <strong className="font-medium">{line.value}</strong>
    </>
  );
}
