"use client";
import { setNonce } from "get-nonce";
import { ThemeProvider as Themes } from "next-themes";
import { type ReactNode, useEffect } from "react";

/** Light, dark or as the system says; remembered in localStorage only. Also hands the nonce to the parts that write styles. */
export function ThemeProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  if (nonce) setNonce(nonce);
  useEffect(() => {
    document.documentElement.dataset.hydrated = "true";
  }, []);
  return (
    <Themes attribute="class" defaultTheme="system" enableSystem nonce={nonce} storageKey="callmissed-theme">
      {children}
    </Themes>
  );
}
