"use client";
import { setNonce } from "get-nonce";
import { useEffect } from "react";
import { wearTheme } from "./theme";

/** The one that this document came with: a refresh of the page brings another, which the browser does not know. */
let ofThisDocument: string | undefined;

/** Says that React has woken up, keeps the look as it was chosen, and hands the nonce to the parts that write styles. */
export function Awake({ nonce }: { nonce: string | undefined }) {
  if (nonce && typeof document !== "undefined") {
    ofThisDocument ??= nonce;
    setNonce(ofThisDocument);
  }
  useEffect(() => {
    document.documentElement.dataset.hydrated = "true";
    return wearTheme();
  }, []);
  return null;
}
