import type { Ref } from "react";
import type { AnswerPreview } from "@/app/_trpc/answers";
import { languageWords } from "./answer-words";

/** The whole mail as the person will read it, in their language; only their address and name are masked until it goes out. */
export function MailPreview({ preview, place }: { preview: AnswerPreview; place?: Ref<HTMLElement> }) {
  const { to, subject, text, language } = preview;
  return (
    <section
      ref={place}
      tabIndex={place ? -1 : undefined}
      aria-label="The mail as it will be read"
      className="mt-4 scroll-mb-24 rounded-md border border-line bg-sunken"
    >
      <p className="border-line border-b px-3 py-2 text-soft text-xs [overflow-wrap:anywhere]">
        {to ? `To ${to}, masked here only` : "No mail reaches this person; this is what to say or to post"} · {languageWords(language)}
      </p>
      <div lang={language} className="px-3 py-3">
        <p className="font-medium [overflow-wrap:anywhere]">{subject}</p>
        <p className="mt-2 whitespace-pre-wrap leading-6 [overflow-wrap:anywhere]">{text.trim()}</p>
      </div>
    </section>
  );
}
