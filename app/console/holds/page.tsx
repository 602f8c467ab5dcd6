import type { Metadata } from "next";
import { HoldsScreen } from "./holds-screen";

export const metadata: Metadata = { title: "Legal holds" };

export default function HoldsPage() {
  return <HoldsScreen />;
}
