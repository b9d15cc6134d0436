// Every step of the schema, oldest first. Add a file and a line; never change one that has been released.
import { sql, type Migration } from "kysely";
import { state } from "./001-state.js";
import { push } from "./002-push.js";
import { popular } from "./003-popular.js";
import { suspended } from "./004-suspended.js";
import { reasons } from "./005-reasons.js";
import { perhaps } from "./006-perhaps.js";
import { visits } from "./007-visits.js";
import { notices } from "./008-notices.js";
import { epoch } from "./009-epoch.js";
import { inbox } from "./010-inbox.js";
import { deferred } from "./011-deferred.js";
import { sharedInbox } from "./012-shared-inbox.js";
import { editions } from "./013-editions.js";
import { gateway } from "./014-gateway.js";
import { once } from "./015-once.js";
import { newsState } from "./016-news-state.js";

/** Where a database says the oldest step that a program must know to run on it. */
export const LEAST = "schema.least";

/**
 * A step that programs which know `least`, but not this step, go on with: in an update that replaces one process after
 * another, and back. Such a step only adds; what it makes needless is removed by a later one.
 */
const runsWith = (least: string, step: Migration): Migration => ({
  async up(db) {
    await step.up(db);
    await sql`
      insert into state (name, value) values (${LEAST}, ${least})
      on conflict (name) do update set value = excluded.value where state.value < excluded.value`.execute(db);
  },
});

export const migrations: Readonly<Record<string, Migration>> = {
  "001-state": state,
  "002-push": push,
  "003-popular": popular,
  "004-suspended": suspended,
  "005-reasons": reasons,
  "006-perhaps": perhaps,
  "007-visits": visits,
  "008-notices": runsWith("007-visits", notices),
  "009-epoch": runsWith("007-visits", epoch),
  // An earlier one would answer without knowing what was answered.
  "010-inbox": runsWith("010-inbox", inbox),
  "011-deferred": runsWith("010-inbox", deferred),
  "012-shared-inbox": runsWith("010-inbox", sharedInbox),
  "013-editions": runsWith("010-inbox", editions),
  "014-gateway": runsWith("010-inbox", gateway),
  "015-once": runsWith("010-inbox", once),
  "016-news-state": runsWith("010-inbox", newsState),
};
