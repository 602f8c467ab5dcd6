"use client";
import { useId } from "react";
import type { AnswerForm } from "@/app/_trpc/answers";
import { TOLD_WORDS } from "./answer-words";

export const FIELD = "mt-1.5 h-10 w-full rounded-md border border-edge bg-ground px-3 max-sm:h-12 max-sm:text-base";
export type ToldTyped = { by: AnswerForm["toldBy"][number]; at: string };

/** For whom no mail reaches: how and when they were told. The time is that of this browser. */
export function ToldFields({ form, told, onChange }: { form: AnswerForm; told: ToldTyped; onChange: (told: ToldTyped) => void }) {
  const id = useId();
  return (
    <fieldset className="mt-4">
      <legend className="font-medium">
        {form.to === null
          ? "No mail reaches this person. They were told"
          : "Mails to this person come back. If they were told otherwise, say how"}
      </legend>
      <div className="mt-1 grid gap-3 sm:grid-cols-2">
        <label htmlFor={`${id}-by`}>
          How
          <select
            id={`${id}-by`}
            value={told.by}
            onChange={(event) => onChange({ ...told, by: event.target.value as ToldTyped["by"] })}
            className={FIELD}
          >
            {form.toldBy.map((by) => (
              <option key={by} value={by}>
                {TOLD_WORDS[by]}
              </option>
            ))}
          </select>
        </label>
        <label htmlFor={`${id}-at`}>
          When
          <input
            id={`${id}-at`}
            type="datetime-local"
            value={told.at}
            onChange={(event) => onChange({ ...told, at: event.target.value })}
            className={FIELD}
          />
        </label>
      </div>
    </fieldset>
  );
}
