// Who hears of new posts, on the owner's page: the places, and a message to see that it arrives.
import { html } from "hono/html";
import { describeWishes } from "../command/subscriptions.js";
import { placeName } from "../subscription/place.js";
import { nothing, moment, press, table, type Html } from "./layout.js";
import type { Owner } from "./owner.js";

export async function subscriptionsPage({ store, locale }: Owner): Promise<Html> {
  const all = await store.subscriptions.all();
  const to = "/owner/subscriptions";
  return html`
    <form class="row" method="post" action="${to}">
      <label for="place">A place, as in ANNOUNCE_TO</label>
      <input id="place" name="place" required placeholder="telegram:@mychannel?tag=tea" size="30" />
      <button name="do" value="add">Add</button>
      <button name="do" value="test">Send a test message</button>
    </form>
    ${
      all.length === 0
        ? html`<p>Nobody has subscribed yet.</p>`
        : table(
            ["Place", "By", "Since", "Wants", "Actions"],
            all.map(({ place, origin, createdAt, wishes, suspended }) => [
              placeName(place),
              origin === "config" ? "ANNOUNCE_TO" : "request",
              moment(createdAt),
              html`${describeWishes(wishes, locale)}
              ${
                suspended
                  ? html`<br /><b>suspended</b> since ${moment(suspended.since)}:
                      ${locale.say.reason(suspended.reason)}`
                  : ""
              }`,
              html`${press(to, "test", { place: placeName(place) }, `Send a test message: ${placeName(place)}`)}
              ${
                origin === "config"
                  ? nothing
                  : press(to, "remove", { place: placeName(place) }, `Remove: ${placeName(place)}`)
              }`,
            ]),
          )
    }
  `;
}
