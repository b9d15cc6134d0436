// Where a subscriber lives.

/** `address` is the platform's own (channel, thread, topic) and opaque to everyone else. */
export interface Place {
  readonly platform: string;
  readonly address: string;
}

/** A place in one word, `discord:123`, as the owner writes and reads it. */
export const placeName = ({ platform, address }: Place): string => `${platform}:${address}`;

/** The place that such a word names. Throws when it is none. */
export function readPlace(name: string): Place {
  const [, platform, address] = /^([a-z]+):(\S+)$/.exec(name) ?? [];
  if (!platform || !address)
    throw new Error(
      `${name} names no place; write it like discord:123456789012345678 or telegram:@mychannel.`,
    );
  return { platform, address };
}
