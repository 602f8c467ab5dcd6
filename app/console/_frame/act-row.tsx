"use client";
import type { ReactNode } from "react";
import { buttonClass } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { cx } from "@/app/_ui/cx";
import { Kbd } from "@/app/_ui/kbd";

/** Something that can be done to what is looked at, or cannot, and then why. */
export type Act<Name extends string> = {
  name: Name;
  title: string;
  keys: string;
  look: "primary" | "plain" | "danger";
  allowed: boolean;
  because: string | null;
};

type Acts<Name extends string> = {
  /** What it is done to: "hold", "order". */
  noun: string;
  acts: Act<Name>[];
  onStart: (act: Name) => void;
};

/** Offers acts by key and in the palette, each with its reason where it is not allowed; then it does nothing. */
export function useActCommands<Name extends string>({ noun, group, acts, onStart }: Acts<Name> & { group: string }): void {
  useCommands(
    acts.map(({ name, title, keys, allowed, because }) => ({
      id: `${noun}-${name}`,
      title: title.replace("…", ""),
      group,
      keys,
      because,
      run: () => {
        if (allowed) onStart(name);
      },
    })),
  );
}

/** Acts as buttons in a row, after what else stands in it. One that is not allowed can still be reached and points to the reason. */
export function ActRow<Name extends string>({
  noun,
  acts,
  onStart,
  isBusy = false,
  children,
}: Acts<Name> & { isBusy?: boolean; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-2 max-sm:flex-col">
      {children}
      {acts.map((act) => (
        <ActButton key={act.name} act={act} why={whyId(noun)} isBusy={isBusy} onStart={() => onStart(act.name)} />
      ))}
    </div>
  );
}

type ActButtonProps = {
  act: Pick<Act<string>, "title" | "keys" | "look" | "allowed">;
  /** The id of the sentence that says why it is not allowed. */
  why: string;
  isBusy: boolean;
  onStart: () => void;
};

/** One act with its letter. */
export function ActButton({ act: { title, keys, look, allowed }, why, isBusy, onStart }: ActButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={!allowed || isBusy || undefined}
      aria-describedby={allowed ? undefined : why}
      onClick={() => {
        if (allowed && !isBusy) onStart();
      }}
      className={cx(buttonClass(look), !allowed && "cursor-not-allowed border-line bg-sunken text-faint hover:bg-sunken")}
    >
      {title}
      <span className="hidden lg:inline">
        <Kbd keys={keys} tone="inherit" />
      </span>
    </button>
  );
}

/** Why some of the acts are not allowed, each reason said once. */
export function WhyNot({ noun, acts }: { noun: string; acts: Act<string>[] }) {
  const reasons = [...new Set(acts.map(({ because }) => because).filter((because) => because !== null))];
  if (reasons.length === 0) return null;
  return (
    <p id={whyId(noun)} className="mt-2 text-pretty text-soft text-xs">
      {reasons.join(" ")}
    </p>
  );
}

const whyId = (noun: string): string => `why-not-${noun}`;
