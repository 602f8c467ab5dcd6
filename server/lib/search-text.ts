import { z } from "zod";

/** What people type into a search box: bounded, trimmed, and without the NUL that PostgreSQL does not take in a text. */
export const searchText = z
  .string()
  .max(200)
  .transform((text) => text.replaceAll("\0", "").trim())
  .default("");
