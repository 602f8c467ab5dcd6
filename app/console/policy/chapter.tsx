import type { PublishedSentence } from "@/app/_trpc/answers";
import { Disclosure } from "@/app/_ui/disclosure";
import { many } from "@/app/_ui/rupees";
import type { PolicyChapter } from "./chapters-of";

/** One part of a policy: its sentences to the left, what keeps and proves each to the right. */
export function Chapter({ chapter }: { chapter: PolicyChapter }) {
  return (
    <section aria-labelledby={chapter.id} className="px-4 pt-6 sm:px-6">
      <h3 id={chapter.id} className="scroll-mt-4 border-line border-b pb-2 font-medium">
        {chapter.title}
      </h3>
      {chapter.sentences.map((sentence) =>
        sentence.isHeading ? (
          <h4 key={sentence.id} id={sentence.id} className="scroll-mt-4 pt-4 text-soft">
            {sentence.text}
          </h4>
        ) : (
          <SentenceLine key={sentence.id} sentence={sentence} />
        ),
      )}
    </section>
  );
}

function SentenceLine({ sentence }: { sentence: PublishedSentence }) {
  const { id, text, rules, reason, unproven, keptBy, provenBy } = sentence;
  return (
    <article
      id={id}
      aria-label={id}
      className="grid scroll-mt-4 gap-x-8 gap-y-2 border-line border-b py-3 target:bg-chosen md:grid-cols-2 print:grid-cols-2 print:break-inside-avoid"
    >
      <p className="text-pretty">
        <a href={`#${id}`} className="mr-2 font-mono text-soft text-xs hover:underline">
          {id}
        </a>
        {text}
      </p>
      <div className="flex min-w-0 flex-col gap-2 text-xs">
        {reason ? (
          <p className="text-pretty text-soft">
            <span className="font-medium">No proof, because: </span>
            {reason}
          </p>
        ) : null}
        {unproven ? (
          <p className="text-pretty text-soft">
            <span className="font-medium">Proven in part. What no test can prove: </span>
            {unproven}
          </p>
        ) : null}
        {rules.length > 0 ? (
          <ul aria-label={`Rules that keep ${id}`} className="flex flex-col gap-0.5">
            {rules.map((rule) => (
              <li key={rule.id} className="text-pretty">
                <span className="mr-1.5 font-mono text-soft">{rule.id}</span>
                {rule.words}
              </li>
            ))}
          </ul>
        ) : null}
        {keptBy.length > 0 ? (
          <ul aria-label={`Code that keeps ${id}`} className="flex flex-col gap-0.5 font-mono">
            {keptBy.map(({ file, symbol }) => (
              <li key={`${file} ${symbol}`} className="[overflow-wrap:anywhere]">
                {symbol} <span className="text-soft">{file}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {provenBy.length > 0 ? <Proofs id={id} provenBy={provenBy} /> : null}
      </div>
    </article>
  );
}

/** A few tests are shown at once; many are one click away. */
function Proofs({ id, provenBy }: Pick<PublishedSentence, "id" | "provenBy">) {
  const list = (
    <ul aria-label={`Tests that prove ${id}`} className="flex flex-col gap-1">
      {provenBy.map(({ file, title }) => (
        <li key={`${file} ${title}`} className="[overflow-wrap:anywhere]">
          {title} <span className="block font-mono text-soft">{file}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <Disclosure open={provenBy.length < 3} summary={`Proven by ${many(provenBy.length, "test")}`}>
      {list}
    </Disclosure>
  );
}
