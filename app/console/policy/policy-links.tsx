import Link from "next/link";
import type { ReactNode } from "react";
import { SHOWN, type Shown } from "./chapters-of";

type At = { policy: string; show: Shown; section: string | null };
type Props = { policies: { name: string; title: string }[]; chapters: { id: string; title: string }[]; at: At };

/** Which policy, which sentences, which part: links, so that a view can be sent to somebody and works without a script. */
export function PolicyLinks({ policies, chapters, at }: Props) {
  return (
    <div className="border-line border-b px-3 sm:px-5 print:hidden">
      <Row label="Which policy">
        {policies.map(({ name, title }) => (
          <Choice key={name} href={addressOf({ ...at, policy: name, section: null })} isChosen={name === at.policy}>
            {title}
          </Choice>
        ))}
      </Row>
      <Row label="Which sentences">
        {(Object.keys(SHOWN) as Shown[]).map((show) => (
          <Choice key={show} href={addressOf({ ...at, show })} isChosen={show === at.show}>
            {SHOWN[show]}
          </Choice>
        ))}
      </Row>
      <Row label="Which part">
        <Choice href={addressOf({ ...at, section: null })} isChosen={!chapters.some(({ id }) => id === at.section)}>
          All parts
        </Choice>
        {chapters.map(({ id, title }) => (
          <Choice key={id} href={addressOf({ ...at, section: id })} isChosen={id === at.section}>
            {title}
          </Choice>
        ))}
      </Row>
    </div>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto">
      {children}
    </nav>
  );
}

function Choice({ href, isChosen, children }: { href: string; isChosen: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isChosen ? "page" : undefined}
      className="flex h-9 shrink-0 items-center border-transparent border-b-2 px-2 text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink max-sm:h-11"
    >
      {children}
    </Link>
  );
}

const addressOf = ({ policy, show, section }: At): string =>
  `/console/policy?${new URLSearchParams({ policy, ...(show === "all" ? {} : { show }), ...(section ? { section } : {}) })}`;
