// What is worked out of all posts is kept as long as they are the same.
import type { Post } from "./post.js";

/** Every array of posts is one object as long as nothing changed (LibraryView), so what was made of it is kept with it. */
export function keptWithPosts<T>(make: (posts: readonly Post[]) => T): (posts: readonly Post[]) => T {
  const kept = new WeakMap<readonly Post[], T>();
  return (posts) => {
    let value = kept.get(posts);
    if (value === undefined) kept.set(posts, (value = make(posts)));
    return value;
  };
}
