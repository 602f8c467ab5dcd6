import { handleLetterFile } from "@/server/grievance/handle-letter-file";

export { handleLetterFile as GET };
