// A memory for button states that ends with the process, for commands that leave nothing behind.
import { createHash } from "node:crypto";
import type { StateStore } from "../reply/action-state.js";

export function forgetful(): StateStore {
  const texts = new Map<string, string>();
  return {
    remember(text) {
      const key = createHash("sha256").update(text).digest("base64url").slice(0, 12);
      texts.set(key, text);
      return Promise.resolve(key);
    },
    recall: (key) => Promise.resolve(texts.get(key) ?? null),
  };
}
