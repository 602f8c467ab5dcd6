"use client";
import { useFormStatus } from "react-dom";
import { onlyOnce } from "../_act/only-once";
import { signOut } from "../sign-in/actions";
import { ForgettingForm } from "./forgetting-form";

/** The way out, at the head of every page. */
export function SignOut({ label, busy }: { label: string; busy: string }) {
  return (
    <ForgettingForm action={signOut}>
      <SignOutButton label={label} busy={busy} />
    </ForgettingForm>
  );
}

function SignOutButton({ label, busy }: { label: string; busy: string }) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      aria-disabled={pending}
      onClick={onlyOnce(pending)}
      className="inline-flex min-h-11 items-center px-2 underline-offset-4 hover:underline aria-disabled:opacity-60"
    >
      {label}
      {/* Said and not shown: the row would become longer than the screen. */}
      <span role="status" className="sr-only">
        {pending ? busy : null}
      </span>
    </button>
  );
}
