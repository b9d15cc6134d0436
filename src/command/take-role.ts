// What a press on “Notify me” below an announcement does: gives who presses the role that the place offers, or takes it.
import { remark } from "./answers.js";
import type { Command } from "./command.js";

/** In no menu: only buttons give it. `at`: the address of the place that offers the role. */
export const takeRole: Command = {
  name: "take-role",
  description: ({ say }) => say.settings.notifyMe,
  options: [],
  needs: "place",

  async run({ at }, { place, isBeside, subscriptions, toggleRole, roles, locale: { say } }) {
    const address = at ?? place.address;
    const isHere = address === place.address || (await isBeside(address));
    const offers = isHere ? await subscriptions.at({ platform: place.platform, address }) : null;
    // By what the place offers now: a button of old, or a forged one, gives nothing else.
    const role = offers?.wishes.offer ?? null;
    if (role === null || !toggleRole) return remark(say.gone);
    const name = roles.find(({ id }) => id === role)?.name ?? role;
    const done = { given: "roleGiven", taken: "roleTaken", refused: "roleRefused" } as const;
    return remark(say.settings[done[await toggleRole(role)]](name));
  },
};
