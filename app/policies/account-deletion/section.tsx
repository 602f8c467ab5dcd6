import type { ReactNode } from "react";

/** A section as its file has it: "title", then "p…" for paragraphs, "h…" for headings and "li…" for what stands in a list, in their order. */
export type Sayings = { title: string; [block: string]: string };
/** What stands after a block, by section and block: "s3.p1". */
export type Notes = Record<string, ReactNode>;

type Block = { key: string; text: string };

/** One numbered section of a policy; lists are made of what stands together. */
export function Section({ name, sayings, notes }: { name: string; sayings: Sayings; notes: Notes }) {
  const { title, ...blocks } = sayings;
  return (
    <section id={name} aria-labelledby={`${name}-title`} className="mt-9 scroll-mt-4">
      <h2 id={`${name}-title`} className="break-after-avoid font-medium text-xl">
        {title}
      </h2>
      {together(Object.entries(blocks).map(([key, text]) => ({ key, text }))).map((group) => (
        <Group key={group[0]?.key} group={group} notes={group.map(({ key }) => notes[`${name}.${key}`]).filter(Boolean)} />
      ))}
    </section>
  );
}

function Group({ group, notes }: { group: Block[]; notes: ReactNode[] }) {
  const [first] = group;
  if (!first) return null;
  return (
    <>
      {first.key.startsWith("li") ? (
        <ul className="mt-2 list-disc space-y-1.5 pl-6">
          {group.map(({ key, text }) => (
            <li key={key} className="text-pretty">
              <Said text={text} />
            </li>
          ))}
        </ul>
      ) : first.key.startsWith("h") ? (
        <h3 className="mt-5 break-after-avoid font-medium text-lg">{first.text}</h3>
      ) : (
        <p className="mt-2 text-pretty">
          <Said text={first.text} />
        </p>
      )}
      {notes}
    </>
  );
}

/** Items that follow each other are one list; anything else stands alone. */
function together(blocks: Block[]): Block[][] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.key.startsWith("li") && last?.[0]?.key.startsWith("li")) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

const ADDRESS = "support@callmissed.com";

/** The words themselves; the address in them can be written to. */
function Said({ text }: { text: string }) {
  const [before, ...after] = text.split(ADDRESS);
  if (after.length === 0) return text;
  return (
    <>
      {before}
      <a href={`mailto:${ADDRESS}`} className="underline underline-offset-4">
        {ADDRESS}
      </a>
      {after.join(ADDRESS)}
    </>
  );
}
