import { words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { accountApi } from "../_act/account-api";
import { OwnerNav } from "./owner-nav";

/** For the owner only: other people of the team are told on the overview whom to ask, and find nothing else. */
export async function AccountNav() {
  const { member } = await contextOnce();
  if (member?.role !== "owner") return null;
  const [t, { closed }] = await Promise.all([words("frame"), accountApi().then((api) => api.tenant.dates())]);
  const items = [
    { href: "/account", label: t("nav.home") },
    { href: "/account/export", label: t("nav.export") },
    { href: "/account/refunds", label: t("nav.refunds") },
    { href: "/account/rights", label: t("nav.rights") },
    // Whoever has left is not asked to leave.
    ...(closed ? [] : [{ href: "/account/leave", label: t("nav.leave") }]),
  ];
  return <OwnerNav label={t("nav.label")} items={items} />;
}
