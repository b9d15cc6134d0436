// Turns a command's Reply into one a chat can show: every action becomes a button state.
import { sealAction, type StateStore } from "./action-state.js";
import type { Action, Button, Page, Reply, SealedReply } from "./reply.js";

export async function seal(reply: Reply, memory: StateStore): Promise<SealedReply> {
  const { list, page, buttons, article, toShare, form, ...rest } = reply;
  const state = (action: Action) => sealAction(action, memory);
  const sealedButtons = (all: readonly Button<Action>[]): Promise<Button<string>[]> =>
    Promise.all(
      all.map(async (button) =>
        "action" in button ? { ...button, action: await state(button.action) } : button,
      ),
    );
  const sealedPage = async (one: Page<Action> | undefined): Promise<{ page?: Page<string> }> =>
    one
      ? {
          page: {
            ...one,
            previous: one.previous && (await state(one.previous)),
            next: one.next && (await state(one.next)),
          },
        }
      : {};
  return {
    ...rest,
    buttons: await sealedButtons(buttons),
    ...(toShare && { toShare: await state(toShare) }),
    ...(form && { form: { ...form, action: await state(form.action) } }),
    ...(list && {
      list: await Promise.all(
        list.map(async ({ action, ...item }) => ({
          ...item,
          ...(action && { action: await state(action) }),
        })),
      ),
    }),
    ...(await sealedPage(page)),
    ...(article && {
      article: {
        body: article.body,
        ...(await sealedPage(article.page)),
        buttons: await sealedButtons(article.buttons),
      },
    }),
  };
}
