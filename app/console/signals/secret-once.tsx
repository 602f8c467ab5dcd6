"use client";
import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";

/** The one time a secret is on a screen. It goes away by the one button that says so, not by a slip on Escape. */
export function SecretOnce({ name, secret, onStored }: { name: string; secret: string; onStored: () => void }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      setCopied(false); // it is selected, so it can be copied by hand
    }
  };
  return (
    <Dialog
      open
      onClose={() => undefined}
      focus={field}
      title={`The secret of ${name}`}
      description="Put it into the receiving service now. It checks with it that a webhook is ours."
    >
      <label htmlFor={id} className="mt-4 block">
        Secret
      </label>
      <div className="mt-1.5 flex gap-2 max-sm:flex-col">
        <input
          ref={field}
          id={id}
          readOnly
          value={secret}
          onFocus={(event) => event.target.select()}
          className="h-10 min-w-0 grow rounded-md border border-edge bg-ground px-3 font-mono text-xs max-sm:h-12"
        />
        <Button onClick={() => void copy()} className="max-sm:h-12 sm:h-10">
          {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          <span role="status">{copied ? "Copied" : "Copy"}</span>
        </Button>
      </div>
      <Callout tone="unsure" className="mt-4">
        It is shown this once and can never be read again, by nobody. If it is lost, make a new one.
      </Callout>
      <DialogChoices>
        <Button look="primary" onClick={onStored}>
          I have stored it
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
