import localFont from "next/font/local";

/**
 * For everything that is read. No page waits for it, hurries it past its words, or moves when it comes late: on a slow line the first
 * page is read in the reader's own face, and the next one in ours.
 */
export const sans = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans",
  weight: "100 900",
  display: "optional",
  preload: false,
});

/** For ids and amounts; fetched where a page uses it. */
export const mono = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
  adjustFontFallback: false,
});
