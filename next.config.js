import path from "node:path";
import { PHASE_PRODUCTION_BUILD } from "next/constants.js";
import { refuseBrokenMessages } from "./server/language/check-messages.mjs";

/**
 * A message that is missing in one language ends the build, and so does a sentence of a policy that nothing proves; a console that
 * has been built starts.
 */
export default async (phase) => {
  if (phase === PHASE_PRODUCTION_BUILD) {
    refuseBrokenMessages(path.join(import.meta.dirname, "server/language/messages"));
    const { refuseUntracedPolicy } = await import("./server/testing/trace-policy.mjs");
    refuseUntracedPolicy(import.meta.dirname);
  }
  return config;
};

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Title and icon stand in the head from the first byte, for readers whose browser runs no script.
  htmlLimitedBots: /.*/,
  // `npm test` builds into its own folder, so that a console running beside it keeps its chunks.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // `npm test` judges the types of everything, tests included; a console must start without judging them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@azure/storage-blob",
    "pg",
    "pino",
    "graphile-worker",
    "mailauth",
    "nodemailer",
    "pdfkit",
  ],
  // Pages get theirs, with a nonce, from proxy.ts; answers of the API are data and nothing else.
  headers: async () => [
    {
      source: "/api/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
      ],
    },
  ],
  // Where programs look for published keys.
  rewrites: async () => [
    { source: "/.well-known/jwks.json", destination: "/api/keys" },
    // A browser asks for this while React exchanges the head of one page for the next one's.
    { source: "/favicon.ico", destination: "/icon.svg" },
  ],
  turbopack: { root: import.meta.dirname },
};
