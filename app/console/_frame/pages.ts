import {
  Banknote,
  BookCheck,
  BookOpen,
  Building2,
  CalendarRange,
  Gavel,
  IdCard,
  Inbox,
  LockKeyhole,
  type LucideIcon,
  Mails,
  Scale,
  ScrollText,
  Sun,
  UsersRound,
  Webhook,
} from "lucide-react";
import type { Me } from "@/app/_trpc/answers";

/** What belongs together in the rail; a line stands between the groups. */
type Group = "work" | "desk" | "people" | "books";
export type Page = { href: string; title: string; icon: LucideIcon; keys: string; permission: keyof Me["may"]; group: Group };

/** What there is, in the order of the rail. */
export const PAGES: readonly Page[] = [
  { href: "/console", title: "Today", icon: Sun, keys: "g t", permission: "request:read", group: "work" },
  { href: "/console/requests", title: "Requests", icon: Inbox, keys: "g r", permission: "request:read", group: "work" },
  { href: "/console/retention", title: "Retention", icon: CalendarRange, keys: "g b", permission: "request:read", group: "work" },
  { href: "/console/refunds", title: "Refunds", icon: Banknote, keys: "g f", permission: "refund:read", group: "work" },
  { href: "/console/holds", title: "Holds", icon: LockKeyhole, keys: "g h", permission: "hold:read", group: "work" },
  { href: "/console/approvals", title: "Approvals", icon: UsersRound, keys: "g p", permission: "approval:read", group: "work" },
  { href: "/console/grievances", title: "Grievances", icon: Scale, keys: "g v", permission: "grievance:read", group: "desk" },
  { href: "/console/orders", title: "Orders", icon: Gavel, keys: "g d", permission: "order:read", group: "desk" },
  { href: "/console/grievances/register", title: "Register", icon: BookOpen, keys: "g e", permission: "register:read", group: "desk" },
  { href: "/console/letters", title: "Letters", icon: Mails, keys: "g l", permission: "letter:read", group: "people" },
  { href: "/console/tenants", title: "Tenants", icon: Building2, keys: "g n", permission: "tenant:read", group: "people" },
  { href: "/console/audit", title: "Audit", icon: BookCheck, keys: "g a", permission: "audit:read", group: "books" },
  { href: "/console/policy", title: "Policy", icon: ScrollText, keys: "g y", permission: "policy:read", group: "books" },
  { href: "/console/operators", title: "Operators", icon: IdCard, keys: "g o", permission: "operator:read", group: "books" },
  { href: "/console/signals", title: "Webhooks", icon: Webhook, keys: "g w", permission: "signal:read", group: "books" },
];

export const pagesFor = (me: Me): Page[] => PAGES.filter((page) => me.may[page.permission]);

/** The page that somebody is on, or on a part of: of two that fit, the one that says more. */
export function isOpen(page: Page, pathname: string): boolean {
  const fits = ({ href }: Page) => (href === "/console" ? pathname === href : pathname.startsWith(href));
  return fits(page) && !PAGES.some((other) => other.href.length > page.href.length && fits(other));
}
