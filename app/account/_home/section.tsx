import type { ReactNode } from "react";

/** One thing of a page, under its name; lines stand between the things, and no box around them. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-8 border-line border-t pt-6">
      <h2 id={id} className="text-balance font-medium text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

const LOOK = "inline-flex min-h-12 items-center justify-center rounded-lg px-5 text-center font-medium";
/** Links that lead to an act look like what they lead to. */
export const primaryLink = `${LOOK} bg-accent text-on-accent hover:bg-accent-hover`;
export const plainLink = `${LOOK} border border-edge bg-ground text-ink hover:bg-hover`;
export const textLink = "inline-flex min-h-11 items-center underline underline-offset-4";
