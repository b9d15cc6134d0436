// Who is the owner: a password, a signed cookie, and no more tries than a person needs.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";

export interface Sessions {
  isSignedIn(context: Context): Promise<boolean>;
  /** Signs in who knows the password; `tried too often` for some minutes after too many wrong ones. */
  signIn(context: Context, password: string): Promise<"in" | "wrong" | "tried too often">;
  signOut(context: Context): void;
}

const COOKIE = "postern_owner";
/** In ms. */
const LASTS = 7 * 24 * 3_600_000;
/** Wrong passwords within `TRIES_WITHIN` ms, of all visitors together: whoever guesses can have many addresses. */
const TRIES = 10;
const TRIES_WITHIN = 10 * 60_000;

/** Sessions end with the process: their key is made anew at each start. */
export function createSessions(password: string, now: () => number = Date.now): Sessions {
  const key = randomBytes(32).toString("hex");
  let wrong: number[] = [];
  return {
    async isSignedIn(context) {
      const until = await getSignedCookie(context, key, COOKIE);
      return typeof until === "string" && Number(until) > now();
    },
    async signIn(context, given) {
      wrong = wrong.filter((at) => at > now() - TRIES_WITHIN);
      if (wrong.length >= TRIES) return "tried too often";
      if (!timingSafeEqual(digest(given), digest(password))) {
        wrong.push(now());
        return "wrong";
      }
      await setSignedCookie(context, COOKIE, String(now() + LASTS), key, {
        path: "/owner",
        httpOnly: true,
        sameSite: "Strict",
        secure: new URL(context.req.url).protocol === "https:",
        maxAge: LASTS / 1000,
      });
      return "in";
    },
    signOut: (context) => void deleteCookie(context, COOKIE, { path: "/owner" }),
  };
}

/** Of one length, as comparing in constant time needs it. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
