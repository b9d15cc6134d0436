// A test message to each place that is announced to, when it is wanted.
import { sendTestMessage } from "../../delivery/test-message.js";
import { placeName } from "../../subscription/place.js";
import { destinationsOf, type Session } from "./steps.js";

interface Test {
  readonly session: Session;
  readonly title: string;
  /** Null asks the person. */
  readonly wanted: boolean | null;
}

export async function testPlaces({ session, title, wanted }: Test): Promise<void> {
  const { platforms, words, locale, ask, given, answers } = session;
  const places = destinationsOf(session).map(({ place }) => place);
  if (places.length === 0 || !(wanted ?? (await ask.confirm(words.testNow, false)))) return;
  for (const place of places) {
    const platform = platforms.find(({ name }) => name === place.platform);
    const messenger = await platform?.messenger({ ...given, ...answers });
    if (!messenger) continue;
    const outcome = await ask.during(placeName(place), sendTestMessage(messenger, place, locale, title));
    if (outcome.kind === "sent") ask.say(words.testSent(placeName(place)));
    else
      ask.warn(
        words.testFailed(
          placeName(place),
          "reason" in outcome ? locale.say.reason(outcome.reason) : outcome.address,
        ),
      );
  }
}
