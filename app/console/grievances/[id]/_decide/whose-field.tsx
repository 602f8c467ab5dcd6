"use client";

/** Before a case ends that we wrote down without its tenant: that it is about no account of ours, or it is linked first (G1). */
export function WhoseField({ isSaid, onChange }: { isSaid: boolean; onChange: (isSaid: boolean) => void }) {
  return (
    <label className="mt-4 flex min-h-10 items-start gap-2.5 max-sm:min-h-12">
      <input
        type="checkbox"
        checked={isSaid}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span>
        It is about no account of ours
        <span className="block text-soft text-xs">
          If it is about one, link the case to its tenant first: whoever had a hand in that does not answer it (G1).
        </span>
      </span>
    </label>
  );
}
