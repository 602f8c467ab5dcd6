"use client";
import { useMark, WhyWrong, WRONG_EDGE } from "../_act/marked-field";

/** The six digits, large: the one thing that this step asks for. */
export function SignInCode({ label, hint }: { label: string; hint: string }) {
  const { marks } = useMark("code", "code-hint");
  return (
    <>
      <label htmlFor="code" className="block font-medium">
        {label}
      </label>
      <input
        id="code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        required
        {...marks}
        className={`mt-3 h-14 w-full rounded-lg border border-edge bg-ground px-3 text-center font-mono text-2xl tabular-nums tracking-[0.3em] ${WRONG_EDGE}`}
      />
      <WhyWrong name="code" />
      <p id="code-hint" className="mt-2 mb-5 text-pretty text-soft">
        {hint}
      </p>
    </>
  );
}
