// The address of a place in Discord: the id of a channel or of a thread. Roles have ids of the same form.

const SNOWFLAKE = /^\d{17,20}$/;

export const isSnowflake = (text: string): boolean => SNOWFLAKE.test(text);

/** How an owner writes a place in Discord. */
export const discordAddressing = {
  platform: "discord",
  form: "needs the id of a channel or thread, 17 to 20 digits (with Developer Mode on, Copy Channel ID in its menu); a thread is named by its own id alone",
  ofLink: (link: string): string | null =>
    /^https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/\d+\/(\d{17,20})\b/.exec(link)?.[1] ?? null,
  read: (address: string, thread: string | null): string | null =>
    thread === null && isSnowflake(address) ? address : null,
  roles: "needs for a role its id, 17 to 20 digits",
  isRole: isSnowflake,
  persons: {
    form: "needs your own id, 17 to 20 digits (with Developer Mode on, Copy User ID in the menu of your name)",
    isOne: isSnowflake,
    remedy:
      "Share a server with the bot, allow direct messages from its members (the server's menu, Privacy Settings), and do not block the bot",
  },
};
