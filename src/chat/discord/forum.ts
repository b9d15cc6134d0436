// Announcements in a forum: each is a thread of its own, told by the thread's id and the same id of its first message.
import { RESTJSONErrorCodes as Code, Routes } from "discord-api-types/v10";
import type { Delivery } from "../../delivery/messenger.js";
import type { PacedRest } from "./paced-rest.js";
import type { Channel } from "./find.js";
import { forumMessage, matchingTags, threadName } from "./push-message.js";
import { inOpenThread } from "./open-thread.js";
import { isCode, LostMessage } from "./push-outcome.js";
import type { DiscordStyle } from "./render-embed.js";

/** `thread/message`, which are equal for the first one. */
export async function openThread(
  delivery: Delivery,
  forum: Channel,
  { post }: PacedRest,
  style: DiscordStyle,
): Promise<string> {
  const body = {
    name: threadName(delivery),
    applied_tags: matchingTags(delivery, forum),
    message: forumMessage(delivery, "new", style),
  };
  const { id } = (await post(Routes.threads(forum.id), { body })) as { id: string };
  return `${id}/${id}`;
}

/** A thread that is no more took its message along: that is not the end of the forum. */
const lostThread = (error: unknown): never => {
  if (isCode(error, Code.UnknownChannel)) throw new LostMessage();
  throw error;
};

export async function editThread(
  thread: string,
  delivery: Delivery,
  calls: PacedRest,
  style: DiscordStyle,
): Promise<void> {
  const { get, patch } = calls;
  await inOpenThread(thread, calls, async () => {
    await patch(Routes.channelMessage(thread, thread), { body: forumMessage(delivery, "edit", style) });
    const name = threadName(delivery);
    try {
      // Discord takes two new names of a thread in ten minutes: an equal one would use one up.
      if (((await get(Routes.channel(thread))) as Channel).name === name) return;
      // Only with the right to manage threads; without it the old name stays.
      await patch(Routes.channel(thread), { body: { name } });
    } catch {
      // The message says the new title all the same.
    }
  }).catch(lostThread);
}

export async function removeThread(thread: string, calls: PacedRest): Promise<void> {
  await calls
    .delete(Routes.channel(thread))
    .catch(async (error: unknown) => {
      // Without the right to manage threads at least the message goes.
      if (!isCode(error, Code.MissingAccess, Code.MissingPermissions)) throw error;
      await inOpenThread(thread, calls, () => calls.delete(Routes.channelMessage(thread, thread)));
    })
    .catch(lostThread);
}
