// One stand-in for an object store, in a process of its own that ends with whoever started it:
//   fork("serve.mjs", ["azure" | "s3" | "s3-old", port, folder, packages])
import { createRequire } from "node:module";
import path from "node:path";

const [kind, port, folder, packages] = process.argv.slice(2);
const load = createRequire(path.join(packages, "package.json"));
process.on("disconnect", () => process.exit(0));

if (kind === "azure") {
  // Microsoft's own emulator; its entry file reads the command line.
  process.argv.splice(
    2,
    Infinity,
    "--blobHost",
    "127.0.0.1",
    "--blobPort",
    port,
    "--location",
    folder,
    "--silent",
    "--disableTelemetry",
    "--skipApiVersionCheck",
  );
  load("azurite/dist/src/blob/main.js");
} else {
  // Its tokens for the next page are made with DES, which Node has dropped; three times the same key makes the same cipher.
  const crypto = load("node:crypto");
  for (const name of ["createCipheriv", "createDecipheriv"]) {
    const make = crypto[name];
    crypto[name] = (cipher, key, ...rest) =>
      cipher === "des" ? make("des-ede3-cbc", Buffer.concat([key, key, key]), ...rest) : make(cipher, key, ...rest);
  }
  const S3rver = load("s3rver");
  const server = new S3rver({
    address: "127.0.0.1",
    port: Number(port),
    silent: true,
    directory: folder,
    configureBuckets: [{ name: "callmissed" }],
  });
  if (kind === "s3") (await import("./s3-additions.mjs")).withWhatIsNewer(server, folder);
  await server.run();
}
