import { Banknote, Building2, CalendarRange, Inbox, LockKeyhole, type LucideIcon, Mails, Scale, Sun, Webhook } from "lucide-react";
import type { Me } from "@/app/_trpc/answers";

export type Page = { href: string; title: string; icon: LucideIcon; keys: string; permission: keyof Me["may"] };

/** What there is, in the order of the rail. */
export const PAGES: readonly Page[] = [
  { href: "/console", title: "Today", icon: Sun, keys: "g t", permission: "request:read" },
  { href: "/console/requests", title: "Requests", icon: Inbox, keys: "g r", permission: "request:read" },
  { href: "/console/retention", title: "Retention", icon: CalendarRange, keys: "g b", permission: "request:read" },
  { href: "/console/refunds", title: "Refunds", icon: Banknote, keys: "g f", permission: "refund:read" },
  { href: "/console/holds", title: "Holds", icon: LockKeyhole, keys: "g h", permission: "hold:read" },
  { href: "/console/grievances", title: "Grievances", icon: Scale, keys: "g v", permission: "grievance:read" },
  { href: "/console/letters", title: "Letters", icon: Mails, keys: "g l", permission: "letter:read" },
  { href: "/console/tenants", title: "Tenants", icon: Building2, keys: "g n", permission: "tenant:read" },
  { href: "/console/signals", title: "Webhooks", icon: Webhook, keys: "g w", permission: "signal:read" },
];

export const pagesFor = (me: Me): Page[] => PAGES.filter((page) => me.may[page.permission]);

export const isOpen = (page: Page, pathname: string): boolean =>
  page.href === "/console" ? pathname === page.href : pathname.startsWith(page.href);
