/** A key as it is printed on the keyboard; a sequence ("g t") shows each key. */
export function Kbd({ keys, tone = "page" }: { keys: string; tone?: "page" | "inherit" }) {
  const look = tone === "page" ? "border-line bg-sunken text-soft" : "border-current/30 text-inherit";
  return (
    <span className="inline-flex shrink-0 gap-0.5">
      {keys.split(" ").map((key) => (
        <kbd key={key} className={`inline-flex h-5 min-w-5 items-center justify-center rounded border px-1 font-mono text-xs ${look}`}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
