// Counts what arrived in the stand-in platform: what is lost, what came more than once and why.

export const postIn = (text) => /Title-(post-\d+)-end/.exec(text.replaceAll("\\-", "-"))?.[1];

export const has = ({ messages }, address, post) =>
  messages.some(({ chat, body }) => chat === address && postIn(body) === post);

/** `versions`: by post, how often it was changed. `rows`: the outbox; who was not told a message's number cannot edit it. */
export function countMessages({ messages }, versions, places, rows) {
  const copies = new Map();
  for (const message of messages) {
    const key = `${message.chat} ${postIn(message.body)}`;
    copies.set(key, [...(copies.get(key) ?? []), message]);
  }
  const repeated = [...copies.values()].filter(({ length }) => length > 1);
  /** Of the others the first copy had no answer by the platform's own fault. */
  const byKill = repeated.filter(([first]) => !first.unanswered);
  const ofRound = new Map();
  for (const [{ round }] of byKill) ofRound.set(round, (ofRound.get(round) ?? 0) + 1);
  const known = new Set(
    rows.filter(({ message }) => message !== null).map(({ address, title }) => `${address} ${postIn(title)}`),
  );
  // Of two copies the bot knows the one that it had an answer for.
  const isStale = (all) =>
    !all.some(({ body, shown }) => shown.includes(`version-${versions.get(postIn(body))}`));
  const stale = [...copies].filter(([, all]) => isStale(all)).map(([key]) => key);
  const wanted = versions.size * places.length;
  return {
    wanted,
    lost: wanted - copies.size,
    twice: repeated.length,
    byKill: byKill.length,
    mostAKill: Math.max(0, ...ofRound.values()),
    loud: repeated.filter(([, ...again]) => again.some(({ silent }) => !silent)).length,
    thrice: repeated.filter(({ length }) => length > 2).length,
    stale: stale.filter((key) => known.has(key)).length,
    outOfReach: stale.filter((key) => !known.has(key)).length,
    repeated,
    outdated: stale.filter((key) => known.has(key)).map((key) => copies.get(key)),
  };
}
