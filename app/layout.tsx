import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { devanagari } from "./_language/devanagari";
import { pageLanguage } from "./_language/page-language";
import { Awake } from "./_ui/awake";
import { mono, sans } from "./_ui/fonts";
import { THEME_SCRIPT } from "./_ui/theme-script";

export const metadata: Metadata = {
  title: { default: "CallMissed console", template: "%s · CallMissed console" },
  description: "Account deletion, kept and proven.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#141415" },
  ],
};

/** Every page's frame: fonts from our own server, the theme, and the nonce of this answer. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const sent = await headers();
  const nonce = sent.get("x-nonce") ?? undefined;
  // The console speaks English; what owners and visitors see, their language.
  const language = /^\/(account|policies|confirm|certificates)(\/|$)/.test(sent.get("x-path") ?? "") ? await pageLanguage() : "en";
  return (
    // The theme's class is set before React wakes up, from what this browser keeps.
    <html lang={language} className={`${sans.variable} ${mono.variable} ${devanagari.variable}`} suppressHydrationWarning>
      <body className="font-sans antialiased">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, allowed by its nonce */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
        {children}
        <Awake nonce={nonce} />
      </body>
    </html>
  );
}
