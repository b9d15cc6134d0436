// Places that news go to: half of them channels of Discord's, half readers of Telegram's.
import { everything } from "../attack/stand-ins.mjs";

const CHANNEL = 700_000_000_000_000_000n;
const PERSON = 30_000_000;

/** Makes `places` of them in the stand-ins and subscribes each to everything. */
export async function subscribePlaces({ discord, telegram, store }, places) {
  const channels = Array.from({ length: places / 2 }, (_, n) => String(CHANNEL + BigInt(n)));
  const people = Array.from({ length: places / 2 }, (_, n) => PERSON + n);
  for (const id of channels) discord.world.channels.set(id, { id, type: 0, name: "news" });
  for (const id of people) telegram.world.chats.set(id, { id, type: "private", first_name: "R" });
  const subscribe = (platform, address) =>
    store.subscriptions.put(
      { place: { platform, address: String(address) }, wishes: everything, origin: "chat", locale: null },
      store.now(),
    );
  for (const id of channels) await subscribe("discord", id);
  for (const id of people) await subscribe("telegram", id);
  return { channels, people };
}
