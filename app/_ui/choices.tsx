"use client";
import { RadioGroup } from "radix-ui";
import { type ReactNode, type Ref, useId } from "react";
import { cx } from "./cx";

export type Choice<Value extends string> = { value: Value; title: ReactNode; more?: ReactNode; disabled?: boolean };

type Props<Value extends string> = {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
  /** Where a dialog begins. */
  first?: Ref<HTMLButtonElement>;
};

/** One of several, each a line of its own and wide enough for a thumb. What cannot be chosen says why, in its line. */
export function Choices<Value extends string>({ label, choices, value, onChoose, first }: Props<Value>) {
  const id = useId();
  const firstFree = choices.findIndex((choice) => !choice.disabled);
  return (
    <RadioGroup.Root aria-label={label} value={value ?? ""} onValueChange={(next) => onChoose(next as Value)}>
      {choices.map((choice, at) => (
        <div key={choice.value} className="border-line border-t last:border-b">
          <label
            htmlFor={`${id}-${choice.value}`}
            className={cx(
              "flex min-h-10 items-start gap-3 py-2 max-sm:min-h-12",
              choice.disabled ? "cursor-not-allowed text-soft" : "cursor-pointer hover:bg-hover",
            )}
          >
            <RadioGroup.Item
              ref={at === firstFree ? first : undefined}
              id={`${id}-${choice.value}`}
              value={choice.value}
              disabled={choice.disabled}
              aria-describedby={choice.more ? `${id}-${choice.value}-more` : undefined}
              className="mt-0.5 ml-1 flex size-5 shrink-0 items-center justify-center rounded-full border border-edge disabled:border-line disabled:bg-sunken"
            >
              <RadioGroup.Indicator className="size-2.5 rounded-full bg-accent" />
            </RadioGroup.Item>
            <span className="min-w-0 grow text-pretty">
              {choice.title}
              {choice.more ? (
                <span id={`${id}-${choice.value}-more`} className="block text-soft text-xs">
                  {choice.more}
                </span>
              ) : null}
            </span>
          </label>
        </div>
      ))}
    </RadioGroup.Root>
  );
}
