"use client";
import { createContext, type ReactNode } from "react";

/** What a page can still say when the server cannot: that it broke, and that its reader is signed out. */
const NOTHING = { language: "en", title: "", text: "", again: "", number: "", signedOut: "", signIn: "" };

/** In the reader's language, handed down by the frame: a broken page can ask nobody any more, and who was signed out is nobody's reader. */
export const FrameWords = createContext(NOTHING);

export function FrameWordsGiven({ value, children }: { value: typeof NOTHING; children: ReactNode }) {
  return <FrameWords value={value}>{children}</FrameWords>;
}
