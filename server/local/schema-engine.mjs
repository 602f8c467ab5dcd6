#!/usr/bin/env node
// Stand-in for Prisma's native schema engine, which is a download of its own that many machines may not make.
// The Prisma CLI starts this file (prisma.config.ts says so) and speaks line-delimited JSON-RPC on stdio; the answers
// come from the same engine compiled to WebAssembly, which is an ordinary npm package.
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { fileOnlyAdapterFactory, migrationAdapterFactory } from "./schema-engine-adapter.mjs";
import { createDatabase, runAdminCommand } from "./schema-engine-admin.mjs";

const wasmGlue = fileURLToPath(import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
const wasmFolder = path.dirname(wasmGlue);
const options = readArguments(process.argv.slice(2));

if (options.version) {
  const { version } = JSON.parse(readFileSync(path.join(wasmFolder, "package.json"), "utf8"));
  console.log(`schema-engine-wasm ${version.split(".").pop()}`);
} else if (options.adminCommand) {
  process.exitCode = await runAdminCommand(options.adminCommand, options.datasource.url);
} else {
  serve();
}

function readArguments(argv) {
  const read = { datamodels: [], datasource: {}, adminCommand: null, version: false };
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    if (word === "--version" || word === "-V") read.version = true;
    else if (word === "--datamodels") read.datamodels.push(argv[++i]);
    else if (word === "--datasource") read.datasource = JSON.parse(argv[++i]);
    else if (word === "--enabled-preview-features" || word === "--extension-types") i++;
    else if (word === "cli") read.adminCommand = argv[++i];
  }
  return read;
}

/** The WebAssembly engine on the project's schema files, started when the first question needs it. */
async function startEngine(factory) {
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(readFileSync(path.join(wasmFolder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = options.datamodels.map((file) => [file, readFileSync(file, "utf8")]);
  return glue.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, factory);
}

// The engine reports a panic by leaving its message here, under a name of its choosing.
let panic;
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    panic = message;
  },
  get() {
    return panic;
  },
};

function serve() {
  let engine;
  let printed = 0;
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

  async function answer(method, params) {
    if (method === "createDatabase") return { databaseName: await createDatabase(params?.datasource?.url ?? options.datasource.url) };
    engine ??= startEngine(comparesFiles(method, params) ? fileOnlyAdapterFactory() : migrationAdapterFactory(options.datasource.url));
    const running = await engine;
    if (method === "getDatabaseVersion") return running.version(params);
    const result = await running[method](params);
    // The native engine prints a diff by asking the CLI to do it; the WebAssembly one only returns it.
    if (method === "diff" && result.stdout) send({ id: ++printed, method: "print", params: { content: result.stdout } });
    return result;
  }

  // One question at a time: the adapter's connection and the engine's state are shared.
  let queue = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    if (line.trim() === "") return;
    const { id, method, params } = JSON.parse(line);
    if (!method) return;
    queue = queue.then(async () => {
      try {
        send({ id, result: (await answer(method, params)) ?? null });
      } catch (error) {
        send({ id, error: describeFailure(error) });
      }
    });
  });
  lines.on("close", () => queue.then(() => process.exit(0)));
}

function comparesFiles(method, params) {
  const standsInFiles = ({ tag }) => tag === "empty" || tag === "schemaDatamodel";
  return method === "diff" && standsInFiles(params.from) && standsInFiles(params.to);
}

function describeFailure(error) {
  const data = {
    is_panic: panic !== undefined,
    message: panic ?? error?.message ?? String(error),
    meta: error?.meta ?? null,
    error_code: error?.code ?? error?.error_code ?? null,
  };
  return { code: 4466, message: "An error happened. Check the data field for details.", data };
}
