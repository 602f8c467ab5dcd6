"use client";
import { useMark, WhyWrong, WRONG_EDGE } from "../_act/marked-field";

/** The field for the six digits from a mail; what they are for stands in `label`, how long they work in `hint`. */
export function CodeField({ label, hint }: { label: string; hint: string }) {
  return (
    <Field
      name="code"
      label={label}
      hint={hint}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
      className="max-w-48 tracking-widest"
    />
  );
}

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  inputMode?: "numeric" | "text";
  autoComplete: string;
  maxLength: number;
  className?: string;
};

/** A line to type into, tall enough for a thumb. */
export function Field({ name, label, hint, className = "", ...rest }: FieldProps) {
  const { marks } = useMark(name, hint ? `hint-${name}` : undefined);
  return (
    <div>
      <label htmlFor={`field-${name}`} className="block font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`hint-${name}`} className="text-pretty text-soft">
          {hint}
        </p>
      ) : null}
      <input
        id={`field-${name}`}
        name={name}
        required
        {...marks}
        autoCapitalize="none"
        spellCheck={false}
        className={`mt-2 block h-12 w-full rounded-lg border border-edge bg-ground px-3 text-ink text-lg ${WRONG_EDGE} ${className}`}
        {...rest}
      />
      <WhyWrong name={name} />
    </div>
  );
}
