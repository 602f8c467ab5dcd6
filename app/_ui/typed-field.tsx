"use client";
import { type RefObject, useId } from "react";

/** What has to be typed by hand before something that cannot be taken back. `focus` is where the dialog begins. */
export function TypedField({
  words,
  typed,
  onType,
  focus,
}: {
  words: string;
  typed: string;
  onType: (typed: string) => void;
  focus: RefObject<HTMLInputElement | null>;
}) {
  const field = useId();
  return (
    <>
      <label htmlFor={field} className="mt-4 block">
        Type <strong className="font-medium [overflow-wrap:anywhere]">{words}</strong> to go on
      </label>
      <input
        ref={focus}
        id={field}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={300}
        className="mt-1.5 h-10 w-full rounded-md border border-edge bg-ground px-3 max-sm:h-12 max-sm:text-base"
      />
    </>
  );
}
