"use client";
import { createContext, type ReactNode, useContext, useEffect, useId, useState, useSyncExternalStore } from "react";
import { listenToKeys } from "./key-listener";

/** Something a person can do on this page: by key, and from the palette. */
export type Command = {
  id: string;
  title: string;
  group: string;
  /** One letter, or a sequence such as "g t". */
  keys?: string;
  /** Why it cannot be done now; it is then shown, and does nothing. */
  because?: string | null;
  run: () => void;
};

const STORAGE = "callmissed-single-keys";

/** Everything that can be done now, as the parts of the page have said it. */
export class CommandBook {
  private readonly pages = new Map<string, Command[]>();
  private readonly listeners = new Set<() => void>();

  put(page: string, commands: Command[]): () => void {
    this.pages.set(page, commands);
    return () => void this.pages.delete(page);
  }

  all(): Command[] {
    return [...this.pages.values()].flat();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Single keys can be switched off (WCAG 2.1.4); this browser remembers it. */
  singleKeys = (): boolean => localStorage.getItem(STORAGE) !== "off";

  setSingleKeys(on: boolean): void {
    if (on) localStorage.removeItem(STORAGE);
    else localStorage.setItem(STORAGE, "off");
    for (const tell of this.listeners) tell();
  }
}

const Book = createContext<CommandBook | null>(null);

export function CommandProvider({ children }: { children: ReactNode }) {
  const [book] = useState(() => new CommandBook());
  useEffect(() => listenToKeys(book), [book]);
  return <Book value={book}>{children}</Book>;
}

export function useCommandBook(): CommandBook {
  const book = useContext(Book);
  if (!book) throw new Error("commands are used outside of their provider");
  return book;
}

/** Offers commands for as long as this part of the page is shown. */
export function useCommands(commands: Command[]): void {
  const book = useCommandBook();
  const page = useId();
  useEffect(() => book.put(page, commands));
}

export function useSingleKeys(): boolean {
  const book = useCommandBook();
  return useSyncExternalStore(book.subscribe, book.singleKeys, () => true);
}
