"use client";
import { Search, X } from "lucide-react";
import { type Ref, useEffect, useRef, useState } from "react";

type SearchFieldProps = {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
  /** Enter: whoever has found it goes on from the field. */
  onEnter?: (text: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  hint?: string;
};

/** Searches as one types, a moment after the last letter. Escape empties it, and a second Escape leaves it. */
export function SearchField({ label, placeholder, value, onSearch, onEnter, inputRef, hint }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed by other means, such as the back button: show what it says.
  if (shown !== value) {
    setShown(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => () => clearTimeout(waiting.current), []);
  const search = (next: string, delay: number) => {
    setText(next);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => onSearch(next.trim()), delay);
  };
  return (
    <div className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint" />
      <input
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => search(event.target.value, 180)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            search(text, 0);
            onEnter?.(text.trim());
          }
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (text) search("", 0);
          else event.currentTarget.blur();
        }}
        className="h-9 w-full rounded-md border border-edge/70 bg-ground pr-9 pl-8 text-sm placeholder:text-faint max-sm:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label="Empty the search"
          onClick={() => search("", 0)}
          className="absolute top-1/2 right-1 flex size-7 -translate-y-1/2 items-center justify-center rounded text-faint hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : hint ? (
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2 hidden h-5 min-w-5 -translate-y-1/2 items-center justify-center rounded border border-line bg-sunken font-mono text-faint text-xs lg:flex"
        >
          {hint}
        </kbd>
      ) : null}
    </div>
  );
}
