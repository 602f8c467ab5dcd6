import type { MouseEvent } from "react";

/** While its act is under way a button does nothing more: pressed twice, by hand or by the Enter key, it acts once. It keeps the focus. */
export const onlyOnce = (pending: boolean) => (event: MouseEvent) => {
  if (pending) event.preventDefault();
};
