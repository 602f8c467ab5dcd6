// Once for all test files: a PostgreSQL (that of TEST_PG, else one of our own) with a migrated database to clone from.
import path from "node:path";
import pg from "pg";
import { deploy } from "../../prisma/deploy.mjs";
import { startPostgres } from "../local/postgres.mjs";
import { complain } from "../local/trouble.mjs";
import { openScratch, removeScratch } from "./scratch.mjs";
import { writeTraced } from "./trace-policy.mjs";

export default async function setup(project) {
  try {
    writeTraced(process.cwd());
    const server = process.env.TEST_PG
      ? { url: (database) => `${process.env.TEST_PG}/${database}`, close: async () => {} }
      : await ownServer();
    const template = `template_${process.pid}`;
    await execute(server, `CREATE DATABASE ${template}`);
    await deploy({ url: server.url(template) });
    project.provide("postgres", { server: server.url(""), template });
    return async () => {
      await execute(server, `DROP DATABASE ${template} WITH (FORCE)`);
      await server.close();
    };
  } catch (error) {
    complain(error);
    throw error;
  }
}

async function execute(server, statement) {
  const admin = new pg.Client({ connectionString: server.url("postgres") });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

async function ownServer() {
  const folder = await openScratch();
  const server = await startPostgres({ folder: path.join(folder, "pg"), fast: true });
  const close = async () => {
    await server.stop();
    await removeScratch(folder);
  };
  return { url: server.url, close };
}
