import { CircleSlash, Eraser, ShieldCheck } from "lucide-react";

const LOOKS = {
  now: { icon: CircleSlash, bar: "bg-soon-bar", text: "text-soon", width: "w-[8%]" },
  stays: { icon: ShieldCheck, bar: "bg-verified", text: "text-verified", width: "w-[62%]" },
  gone: { icon: Eraser, bar: "bg-purged", text: "text-purged", width: "w-[30%]" },
} as const;

type Part = { look: keyof typeof LOOKS; title: string; when: string; lines: string[] };

/** The three times of leaving, as one line of time and a column for each. Colours say nothing that the words do not. */
export function Strip({ label, parts }: { label: string; parts: Part[] }) {
  return (
    <figure className="mt-5" aria-label={label}>
      <div aria-hidden className="flex h-3 gap-1 overflow-hidden rounded-full">
        {parts.map(({ look }) => (
          <span key={look} className={`${LOOKS[look].bar} ${LOOKS[look].width}`} />
        ))}
      </div>
      <ol className="mt-3 grid gap-5 sm:grid-cols-3">
        {parts.map(({ look, title, when, lines }) => {
          const { icon: Icon, text } = LOOKS[look];
          return (
            <li key={look}>
              <p className={`flex items-center gap-2 font-medium ${text}`}>
                <Icon aria-hidden className="size-5 shrink-0" />
                {title}
              </p>
              <p className="text-soft">{when}</p>
              <ul className="mt-1 list-disc space-y-1 pl-5">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
