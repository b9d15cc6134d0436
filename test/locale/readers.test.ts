// docs/readers.md, the page for readers in every language, is what the catalogues say.
// `npx vitest run test/locale/readers.test.ts -u` writes it anew.
import { slug } from "github-slugger";
import { format } from "prettier";
import { expect, test } from "vitest";
import { catalogOf } from "../../src/command/catalog.js";
import { locales, type Locale } from "../../src/locale/locale.js";

const ownName = (locale: Locale): string => {
  const { language, script } = new Intl.Locale(locale.tag).maximize();
  const name = locale.language(language === "zh" ? `zh-${script}` : locale.tag);
  return name.charAt(0).toLocaleUpperCase(locale.tag) + name.slice(1);
};

/** Each command with its name in Discord's list of this language, what it does, and its options there. */
function section(locale: Locale): string {
  const { say } = locale;
  const lines = catalogOf(true).flatMap(({ name, description, options }) => {
    const own = say.names[name] ?? name;
    return [
      `- \`/${name}\`${own === name ? "" : ` · \`/${own}\``} – ${description(locale)}`,
      ...options.map((each) => `  - \`${say.names[each.name] ?? each.name}\` – ${each.description(locale)}`),
    ];
  });
  return `## ${ownName(locale)}\n\n${lines.join("\n")}`;
}

test("docs/readers.md tells readers of each language what they can ask", async () => {
  const intro = [
    "# For readers",
    "What the bot can be asked, in each language it speaks. The first name of a command works in every chat; Discord lists it under the second where it is set to that language.",
    locales.map((locale) => `[${ownName(locale)}](#${slug(ownName(locale))})`).join(" · "),
  ].join("\n\n");
  const page = await format([intro, ...locales.map(section)].join("\n\n"), {
    parser: "markdown",
    printWidth: 110,
  });
  await expect(page).toMatchFileSnapshot("../../docs/readers.md");
});
