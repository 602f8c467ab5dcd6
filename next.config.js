/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
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
  rewrites: async () => [{ source: "/.well-known/jwks.json", destination: "/api/keys" }],
  turbopack: { root: import.meta.dirname },
};
