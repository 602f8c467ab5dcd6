import { expect, test } from "vitest";
import { z } from "zod";
import { AUDIT_EVENTS, type AuditType } from "@/server/audit/audit-event";
import { hasSentence, isKindNamed, trailSentence } from "./audit";

const TYPES = Object.keys(AUDIT_EVENTS) as AuditType[];
type Shape = {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  items?: Shape;
};

/** Something of the shape that a payload's field has. */
function sampleOf(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.anyOf) return sampleOf(shape.anyOf[0] ?? {});
  if (shape.type === "boolean") return true;
  if (shape.type === "integer" || shape.type === "number") return 2;
  if (shape.type === "array") return [sampleOf(shape.items ?? {})];
  if (shape.format === "uuid") return "018f0000-0000-7000-8000-000000000001";
  if (shape.format === "date-time") return "2026-11-22T10:34:00.000Z";
  if (shape.format === "date") return "2026-11-22";
  return shape.pattern?.includes("\\d") ? "1200" : "code";
}

test("there are types to walk", () => expect(TYPES.length).toBeGreaterThan(100));

test.each(TYPES)("%s has a sentence of its own, and nothing in it is undefined", (type) => {
  expect(hasSentence(type)).toBe(true);
  const { properties = {} } = z.toJSONSchema(AUDIT_EVENTS[type]) as { properties?: Record<string, Shape> };
  const payload = Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, sampleOf(shape)]));
  const said = trailSentence({ type, payload, aboutName: null, actorKind: "operator", actorName: "Meera Iyer" } as never);
  expect(said).not.toMatch(/undefined|NaN|null|Invalid|\[object/);
  expect(said.length).toBeGreaterThan(5);
});

test("every kind that can be chosen has its words", () => {
  const kinds = [...new Set(TYPES.map((type) => type.slice(0, type.indexOf("."))))];
  expect(kinds.filter((kind) => !isKindNamed(kind))).toEqual([]);
});
