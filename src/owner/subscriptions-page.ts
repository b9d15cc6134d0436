// Who hears of new posts, on the owner's page: the places, and a message to see that it arrives.
import { html } from "hono/html";
import { describeWishes } from "../command/subscriptions.js";
import { placeName } from "../subscription/place.js";
import { nothing, moment, press, table, type Html } from "./layout.js";
import type { Owner, Speech } from "./owner.js";

export async function subscriptionsPage({ store }: Owner, { locale, words }: Speech): Promise<Html> {
  const all = await store.subscriptions.all();
  const to = "/owner/subscriptions";
  return html`
    <form class="row" method="post" action="${to}">
      <label for="place">${words.placeLabel}</label>
      <input id="place" name="place" required placeholder="telegram:@mychannel?tag=tea" size="30" />
      <button name="do" value="add">${words.add}</button>
      <button name="do" value="test">${words.test}</button>
    </form>
    ${
      all.length === 0
        ? html`<p>${words.nobody}</p>`
        : table(
            [words.place, words.by, words.since, words.wants, words.actions],
            all.map(({ place, origin, createdAt, wishes, suspended }) => [
              placeName(place),
              origin === "config" ? "ANNOUNCE_TO" : words.request,
              moment(createdAt),
              html`${describeWishes(wishes, locale)}
              ${
                suspended
                  ? html`<br /><b>${locale.say.suspendedBecause(locale.say.reason(suspended.reason))}</b>
                      (${moment(suspended.since)})`
                  : ""
              }`,
              html`${press(to, "test", { place: placeName(place) }, words.test, placeName(place))}
              ${
                origin === "config"
                  ? nothing
                  : press(to, "remove", { place: placeName(place) }, words.remove, placeName(place))
              }`,
            ]),
          )
    }
  `;
}
