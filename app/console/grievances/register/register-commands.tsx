"use client";
import { useCommands } from "@/app/_ui/commands";

/** The files of the register in the palette. */
export function RegisterCommands({ files }: { files: { format: string; href: string }[] }) {
  useCommands(
    files.map(({ format, href }) => ({
      id: `register-${format}`,
      title: `Take this register as ${format.toUpperCase()}`,
      group: "List",
      run: () => window.location.assign(href),
    })),
  );
  return null;
}
