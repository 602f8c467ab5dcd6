// Prisma's own PostgreSQL adapter, made fit for a schema engine. Version 7.10 has three faults there that an
// application never meets: it cannot decode catalog types, it cuts scripts at every semicolon (also inside function
// bodies), and it makes its shadow database in a way that cannot be dropped again.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { createDatabase, dropDatabase } from "./schema-engine-admin.mjs";

const TEXT_OID = 25;
const CHAR_OID = 18; // the catalogs' one-byte "char", not the SQL type char(n)
const CATALOG_OIDS = new Set([CHAR_OID, 24 /* regproc */, 194 /* pg_node_tree */, 2205 /* regclass */]);

/** An adapter factory for the schema engine on the database of `url`; without a URL it can only think, not connect. */
export function migrationAdapterFactory(url) {
  const base = url ? new PrismaPg(connection(url), { schema: schemaOf(url) }) : new PrismaPg({});
  return bindMigrationAwareSqlAdapterFactory({
    provider: base.provider,
    adapterName: base.adapterName,
    connect: async () => repaired(await base.connect()),
    connectToShadowDb: () => connectToShadow(url),
  });
}

/**
 * A factory for comparing two schemas that both stand in files. The engine still opens by asking which PostgreSQL it
 * speaks to, so that one question is answered here and no server has to run; any other is refused.
 */
export function fileOnlyAdapterFactory() {
  const columnTypes = [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32];
  const server = { columnNames: ["exists", "version", "numeric_version"], columnTypes, rows: [[true, "PostgreSQL 18.0", 180_000]] };
  const refuse = async () => {
    throw new Error("Comparing schema files needs no database, yet the engine asked for one.");
  };
  const adapter = {
    provider: "postgres",
    adapterName: "schema files",
    queryRaw: async ({ sql }) => (sql.includes("server_version_num") ? server : refuse()),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => ({ schemaName: undefined, supportsRelationJoins: true }),
    dispose: async () => {},
  };
  const factory = { provider: "postgres", adapterName: adapter.adapterName, connect: async () => adapter, connectToShadowDb: refuse };
  return bindMigrationAwareSqlAdapterFactory(factory);
}

async function connectToShadow(url) {
  const shadow = new URL(url);
  shadow.pathname = `/prisma_migrate_shadow_db_${randomUUID()}`;
  await createDatabase(shadow.toString(), "TEMPLATE template0");
  const adapter = await new PrismaPg(connection(shadow.toString()), { schema: schemaOf(url) }).connect();
  const close = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await close();
    await dropDatabase(shadow.toString());
  };
  return repaired(adapter);
}

function repaired(adapter) {
  decodeCatalogTypes(adapter);
  // One simple-protocol message: many statements, one implicit transaction, and nothing of ours has to parse SQL.
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

function decodeCatalogTypes(adapter) {
  const queryRaw = adapter.queryRaw;
  adapter.queryRaw = async (request) => {
    let fields = [];
    const relabelled = {
      value: async (query) => {
        const result = await adapter.performIO(query);
        fields = result.fields;
        return { ...result, fields: fields.map(catalogTypeAsText) };
      },
    };
    const answer = await queryRaw.call(Object.create(adapter, { performIO: relabelled }), request);
    fields.forEach((field, column) => {
      if (field.dataTypeID === CHAR_OID) answer.columnTypes[column] = ColumnTypeEnum.Character;
    });
    return answer;
  };
}

function catalogTypeAsText(field) {
  return CATALOG_OIDS.has(field.dataTypeID) ? { ...field, dataTypeID: TEXT_OID } : field;
}

function connection(url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    max: 1,
  };
}

function schemaOf(url) {
  return new URL(url).searchParams.get("schema") ?? undefined;
}
