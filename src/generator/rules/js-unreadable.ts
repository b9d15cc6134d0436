// What a formula throws when only running the site's own program would tell.

/** The message names the part that cannot be known, for its owner. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}
