// The doctor's report as an owner reads it: facts, then findings under headings, each with its mending.
import { safeLine } from "../document/safe-text.js";
import { counted, type Finding, type Item } from "./finding.js";
import { generatorNamed } from "../generator/detect.js";
import type { Report } from "./report.js";

/** More places than this of one finding are counted, not listed. */
const LISTED = 8;

const HEADINGS = [
  ["fault", "To mend"],
  ["warning", "Worth a look"],
  ["note", "Good to know"],
] as const;

export function reportLines(report: Report): readonly string[] {
  const title = safeLine(report.title) || "A blog without a title";
  return [
    report.url === null ? title : `${title} – ${report.url}`,
    "",
    ...facts(report).map(([name, value]) => `  ${name.padEnd(11)}${value}`),
    ...HEADINGS.flatMap(([level, heading]) => {
      const findings = report.findings.filter((one) => one.level === level);
      return findings.length === 0 ? [] : ["", heading, ...findings.flatMap(findingLines)];
    }),
    "",
    verdict(report),
  ];
}

function facts(report: Report): readonly (readonly [string, string])[] {
  const { generator, counts, newest, online } = report;
  const known = generatorNamed(generator.name);
  const evidence = generator.named
    ? ", as SITE_GENERATOR says"
    : generator.foundBy === null
      ? ", as no generator's files were found"
      : known?.bySource
        ? ""
        : `, known by ${generator.foundBy}`;
  const parts = [
    counts.visible === counts.posts ? "" : `${counts.visible} visible`,
    counts.drafts === 0 ? "" : counted(counts.drafts, "draft"),
    counts.hidden === 0 ? "" : `${counts.hidden} hidden`,
    counts.scheduled === 0 ? "" : `${counts.scheduled} scheduled`,
    counts.protected === 0 ? "" : `${counts.protected} behind a password`,
  ].filter((part) => part !== "");
  return [
    ["Read as", `${known?.title ?? generator.name}${evidence}`],
    ["From", report.sources.join(", ")],
    ["Time zone", zoneOf(report)],
    [
      "Posts",
      `${counts.posts}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}, ${counted(counts.tags, "tag")}`,
    ],
    ...(newest ? [["Newest", `${newest.day}  ${safeLine(newest.title)}`] as const] : []),
    ...(online && online.asked.length > 0
      ? [
          [
            "Online",
            `${online.asked.filter(({ live }) => live).length} of the newest ${online.asked.length} are live`,
          ] as const,
        ]
      : []),
  ];
}

function zoneOf({ timezone, generator }: Report): string {
  const { site, setBy, build, machine } = timezone;
  const built = build === null ? "" : `; links are made in ${build} (BUILD_TIMEZONE)`;
  if (site !== null)
    return `${site}${setBy === "SITE_TIMEZONE" ? " (SITE_TIMEZONE)" : " (the site's configuration)"}${built}`;
  if (generatorNamed(generator.name)?.zoneless === "UTC") return `not set: UTC${built}`;
  return build === null ? `not set: this machine's, ${machine}` : `not set: ${build} (BUILD_TIMEZONE)`;
}

function findingLines({ title, mend, items }: Finding): readonly string[] {
  const more = items.length - LISTED;
  return [
    `  • ${safeLine(title)}`,
    ...items.slice(0, more === 1 ? LISTED + 1 : LISTED).map((item) => `      ${itemLine(item)}`),
    ...(more > 1 ? [`      … and ${more} more (--json lists all)`] : []),
    ...(mend === null ? [] : [`    → ${mend}`]),
  ];
}

const itemLine = ({ source, line, text }: Item): string =>
  safeLine([source === null ? "" : `${source}${line === null ? "" : `:${line}`}: `, text].join(""));

function verdict({ findings }: Report): string {
  const count = (level: Finding["level"]): number => findings.filter((one) => one.level === level).length;
  const [faults, warnings] = [count("fault"), count("warning")];
  if (faults + warnings === 0) return "All is well.";
  const parts = [
    faults === 0 ? "" : `${faults} to mend`,
    warnings === 0 ? "" : `${warnings} worth a look`,
  ].filter((part) => part !== "");
  return `${parts.join(", ")}.`;
}
