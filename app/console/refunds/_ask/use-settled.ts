"use client";
import { useEffect, useState } from "react";

/** What stands still for a moment: while somebody types, the last thing before it. */
export function useSettled<Value>(value: Value, milliseconds = 250): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const later = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(later);
  }, [value, milliseconds]);
  return settled;
}
