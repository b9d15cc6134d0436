// A Reply for a message that many see and nobody of them may change.
import type { Button, ListItem, Page, SealedReply } from "../../reply/reply.js";
import { deepLink } from "./deep-link.js";

/** Whether `forEveryone` needs the bot's name to link to an article. */
export const offersArticle = ({ buttons }: SealedReply): boolean =>
  buttons.some((button) => "article" in button);

/**
 * A press edits the message in place; what many see must not change because one of them pressed. An article is opened
 * in the reader's own chat with the bot instead; `bot`: its name without `@`, null where that is not known.
 */
export const forEveryone = (
  { list, buttons, page, article, ...reply }: SealedReply,
  bot: string | null,
): SealedReply => ({
  ...reply,
  buttons: linksOf(buttons, bot),
  ...(list && { list: list.map(withoutAction) }),
  ...(page && { page: still(page) }),
  ...(article && {
    article: {
      body: article.body,
      buttons: linksOf(article.buttons, bot),
      ...(article.page && { page: still(article.page) }),
    },
  }),
});

function withoutAction(item: ListItem<string>): ListItem<string> {
  const { action: _, ...rest } = item;
  return rest;
}

const still = (page: Page<string>): Page<string> => ({ ...page, previous: null, next: null });

const linksOf = (buttons: readonly Button<string>[], bot: string | null): readonly Button<string>[] =>
  buttons.flatMap((button) => {
    if ("url" in button) return [button];
    const { label, article } = button;
    const url = bot === null || article === undefined ? null : deepLink(bot, { to: "read", value: article });
    return url === null ? [] : [{ label, url }];
  });
