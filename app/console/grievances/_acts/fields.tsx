"use client";
import { type ReactNode, useId } from "react";

export const FIELD = "mt-1.5 h-10 w-full rounded-md border border-edge bg-ground px-3 max-sm:h-12 max-sm:text-base";

/** A field with its name above it. */
export function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

type SelectProps = {
  label: string;
  name: string;
  options: readonly (readonly [string, string])[];
  value?: string;
  onChange?: (value: string) => void;
};

/** One of a few, in a field. */
export function SelectField({ label, name, options, value, onChange }: SelectProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} name={name} value={value} onChange={onChange && ((event) => onChange(event.target.value))} className={FIELD}>
          {options.map(([key, title]) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
