import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Joins class names; of two that disagree, the later one counts. */
export const cx = (...parts: ClassValue[]): string => twMerge(clsx(parts));
