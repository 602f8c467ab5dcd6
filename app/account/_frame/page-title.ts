import type { Metadata } from "next";

/** What the tab and a screen reader say of a page: it is announced when somebody comes to it by a link. */
export const pageTitle = (title: string): Metadata => ({ title: { absolute: `${title} · CallMissed` } });
