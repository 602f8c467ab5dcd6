/** How far something is. `moving` shows that it goes on. */
export function Progress({ done, of, label, moving = false }: { done: number; of: number; label: string; moving?: boolean }) {
  const percent = of === 0 ? 100 : Math.min(100, (100 * done) / of);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, of)}
      aria-valuenow={of === 0 ? 1 : done}
      className="h-2 overflow-hidden rounded-full bg-line"
    >
      <div
        className={`h-full rounded-full bg-purging transition-[width] duration-150 ${moving ? "purge-band" : ""}`}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
