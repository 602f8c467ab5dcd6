import type { ReactNode } from "react";

/** A page's name, what it is for, and what belongs beside it. */
export function PageHead({ title, children, aside }: { title: string; children?: ReactNode; aside?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 px-4 pt-5 pb-4 sm:px-6">
      <div>
        <h1 className="font-medium text-lg leading-7">{title}</h1>
        {children ? <p className="text-pretty text-soft">{children}</p> : null}
      </div>
      {aside}
    </div>
  );
}
