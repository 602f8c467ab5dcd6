import type { Metadata } from "next";
import { DeadScreen } from "../dead-screen";

export const metadata: Metadata = { title: "Dead letters" };

export default function DeadPage() {
  return <DeadScreen />;
}
