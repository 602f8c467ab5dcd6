"use client";
import { Toast as Parts } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

type Message = { id: number; words: string };
const Say = createContext<(words: string) => void>(() => undefined);

/** A short sentence low at the right, above the bar of decisions and clear of the rail, about something small that has just happened. Never the only place of something important. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const say = useCallback(
    (words: string) => setMessages((before) => [...before.slice(-2), { id: (before.at(-1)?.id ?? 0) + 1, words }]),
    [],
  );
  const forget = useCallback((id: number) => setMessages((before) => before.filter((message) => message.id !== id)), []);
  return (
    <Say value={useMemo(() => say, [say])}>
      <Parts.Provider duration={6000} swipeDirection="down">
        {children}
        {messages.map((message) => (
          <Parts.Root
            key={message.id}
            onOpenChange={(open) => !open && forget(message.id)}
            className="rounded-md bg-accent px-4 py-3 text-on-accent text-sm shadow-float"
          >
            <Parts.Description>{message.words}</Parts.Description>
          </Parts.Root>
        ))}
        <Parts.Viewport
          label="Messages ({hotkey})"
          className="fixed right-4 bottom-20 z-50 m-0 flex w-96 max-w-[calc(100vw-2rem)] list-none flex-col gap-2 max-sm:bottom-40"
        />
      </Parts.Provider>
    </Say>
  );
}

export const useSay = () => useContext(Say);
