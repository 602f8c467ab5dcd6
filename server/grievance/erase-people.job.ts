import { z } from "zod";
import type { Deps } from "@/server/lib/deps";
import { defineJob } from "@/server/lib/job";
import { erasePeople } from "./erase-people";

export const erasePeopleJob = defineJob({
  name: "erase-case-people",
  payload: z.object({}),
  run: (world: { purge: Deps }) => erasePeople(world.purge),
});
