import type { Metadata } from "next";
import { SignalsScreen } from "./signals-screen";

export const metadata: Metadata = { title: "Webhooks" };

export default function SignalsPage() {
  return <SignalsScreen />;
}
