// Where a subscriber lives.

/** `address` is the platform's own (channel, thread, topic) and opaque to everyone else. */
export interface Place {
  readonly platform: string;
  readonly address: string;
}

/** What the bot needs to be allowed to write somewhere. */
export type Right = "view" | "send" | "sendInThreads";

/**
 * What a message at a place may have besides, where its platform has such things; `offer`: who asks may give roles;
 * `elsewhere`: another place of the same server can be chosen instead.
 */
export type Extra = "role" | "offer" | "preview" | "pin" | "discuss" | "elsewhere";

/** A role that can be mentioned at a place. */
export interface PlaceRole {
  readonly id: string;
  readonly name: string;
  /** Whether who asks may have readers take it: whoever has it may do no more than everybody. */
  readonly mayBeOffered: boolean;
}

/** Another place of the same server that was chosen in a form. */
export interface ChosenPlace {
  readonly place: Place;
  readonly name: string;
  /** Whether who chose it may decide for it. */
  readonly mayManage: boolean;
  readonly missingRights: readonly Right[];
}

/** A place in one word, `discord:123`, as the owner writes and reads it. */
export const placeName = ({ platform, address }: Place): string => `${platform}:${address}`;
