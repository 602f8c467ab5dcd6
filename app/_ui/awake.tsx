"use client";
import { setNonce } from "get-nonce";
import { useEffect } from "react";
import { wearTheme } from "./theme";

/** Says that React has woken up, keeps the look as it was chosen, and hands the nonce to the parts that write styles. */
export function Awake({ nonce }: { nonce: string | undefined }) {
  if (nonce) setNonce(nonce);
  useEffect(() => {
    document.documentElement.dataset.hydrated = "true";
    return wearTheme();
  }, []);
  return null;
}
