// Takes secrets out of texts that are logged, kept or shown.

const hidden = "[hidden]";

/**
 * What a secret looks like even when nobody told us of it: each keeps what stands before it. A line may hold what anybody
 * wrote, of any length: a run of signs is begun at its start alone, or is short, so that no line takes long.
 */
const shapes: readonly RegExp[] = [
  // Telegram bot tokens, also inside `/bot…/getMe` and percent-encoded.
  /()(?<!\d)\d{6,}(?::|%3A)[\w-]{30,}/gi,
  // Discord bot tokens.
  /()(?<![\w-])[\w-]{23,}\.[\w-]{6}\.[\w-]{27,}/g,
  // Discord interaction and webhook addresses: …/interactions/ID/TOKEN/callback, …/webhooks/ID/TOKEN.
  /(\/(?:interactions|webhooks)\/\d+\/)[^/\s"'?\\]+/g,
  // Discord interaction tokens on their own: base64 of `interaction:`.
  /()aW50ZXJhY3Rpb2[\w=+/-]+/g,
  // A password in an address: postgres://user:password@host.
  /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@"\\]*:)[^\s@/"\\]+(?=@)/gi,
  // A key in an address: https://blog.example.org/feed?token=….
  /([?&](?:[\w-]*(?:token|secret|password)|(?:api[_-]?)?key|auth|sig|signature)=)[^&#\s"'\\]+/gi,
  // Headers and fields that hold a secret by their name, in JSON.
  /("(?:[\w-]*token|[\w-]*secret|authorization|password)":")(?:[^"\\]|\\.)*/gi,
];

/** Takes every secret out of a line: those given, and whatever looks like one. */
export function hideSecrets(line: string, secrets: readonly string[] = []): string {
  let clean = line;
  for (const secret of secrets) {
    const inJson = JSON.stringify(secret).slice(1, -1);
    for (const form of [secret, inJson, encodeURIComponent(secret)]) clean = clean.replaceAll(form, hidden);
  }
  for (const shape of shapes) clean = clean.replace(shape, `$1${hidden}`);
  return clean;
}
