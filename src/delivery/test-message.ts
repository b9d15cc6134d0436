// One message to one place, so that an owner sees that it arrives: no news, and nothing of it is kept.
import { randomUUID } from "node:crypto";
import type { Locale } from "../locale/locale.js";
import { testMessage } from "../reply/announcement.js";
import type { Place } from "../subscription/place.js";
import type { Messenger, Outcome } from "./messenger.js";

const PATIENCE_MS = 20_000;

export const sendTestMessage = (
  messenger: Messenger,
  place: Place,
  locale: Locale,
  blog: string,
): Promise<Outcome> =>
  messenger.deliver(
    {
      place,
      reply: testMessage(blog, locale),
      key: `test-${randomUUID().slice(0, 18)}`,
      silent: false,
      mention: null,
      crosspost: false,
      plain: false,
    },
    AbortSignal.timeout(PATIENCE_MS),
  );
