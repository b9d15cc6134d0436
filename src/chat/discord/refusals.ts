// Tells who measures of errors that Discord answers with.
import type { REST } from "@discordjs/rest";
import { refused } from "../../measures.js";

export const tellRefusals = (rest: REST): void =>
  void rest.on("response", (_request, { status }) => {
    if (status >= 400) refused.tell({ platform: "discord", code: String(status) });
  });
