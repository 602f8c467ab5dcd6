/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm test` builds into its own folder, so that a console running beside it keeps its chunks.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // `npm test` judges the types of everything, tests included; a console must start without judging them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pino", "graphile-worker", "mailauth", "nodemailer"],
  turbopack: { root: import.meta.dirname },
};
