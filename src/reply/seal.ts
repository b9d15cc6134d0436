// Turns a command's Reply into one a chat can show: every action becomes a button state.
import { sealAction, type Memory } from "./action-state.js";
import type { Reply, SealedReply } from "./reply.js";

export async function seal(reply: Reply, memory: Memory): Promise<SealedReply> {
  const { list, page, buttons, ...rest } = reply;
  const state = (action: Parameters<typeof sealAction>[0]) => sealAction(action, memory);
  return {
    ...rest,
    buttons: await Promise.all(
      buttons.map(async (button) =>
        "action" in button ? { ...button, action: await state(button.action) } : button,
      ),
    ),
    ...(list && {
      list: await Promise.all(
        list.map(async ({ action, ...item }) => ({
          ...item,
          ...(action && { action: await state(action) }),
        })),
      ),
    }),
    ...(page && {
      page: {
        ...page,
        previous: page.previous && (await state(page.previous)),
        next: page.next && (await state(page.next)),
      },
    }),
  };
}
