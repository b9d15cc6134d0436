// The Site: what is true of the whole blog.

export interface Site {
  readonly title: string;
  /** Absolute address of the front page without a trailing slash, or null when nobody said it. */
  readonly url: string | null;
  /** IANA name, or null when neither the site nor the owner sets one. */
  readonly timezone: string | null;
  readonly lang: string | null;
  /** The path of its feed from that address; absent where its own files name none. */
  readonly feed?: string;
  /** Name of the generator whose rules are followed: `hexo`, `plain`, … */
  readonly generator: string;
  /** The file or folder that showed which generator it is; absent where the owner named it, or nothing did. */
  readonly foundBy?: string;
}
