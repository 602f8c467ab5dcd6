"use client";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";

/** The way out. The focus rests here when the page opens: a key that is pressed too fast changes nothing. */
export function NotNow({ className, children }: { className: string; children: ReactNode }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus({ preventScroll: true }), []);
  return (
    <Link ref={link} href="/account" className={className}>
      {children}
    </Link>
  );
}
