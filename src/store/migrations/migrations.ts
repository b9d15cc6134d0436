// Every step of the schema, oldest first. Add a file and a line; never change one that has been released.
import type { Migration } from "kysely";
import { state } from "./001-state.js";
import { push } from "./002-push.js";
import { popular } from "./003-popular.js";
import { suspended } from "./004-suspended.js";
import { reasons } from "./005-reasons.js";
import { perhaps } from "./006-perhaps.js";
import { visits } from "./007-visits.js";
import { notices } from "./008-notices.js";

export const migrations: Readonly<Record<string, Migration>> = {
  "001-state": state,
  "002-push": push,
  "003-popular": popular,
  "004-suspended": suspended,
  "005-reasons": reasons,
  "006-perhaps": perhaps,
  "007-visits": visits,
  "008-notices": notices,
};
