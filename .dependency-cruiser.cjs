// The walls of the house. The table under "Rooms" in docs/architecture.md is read here, so that what it
// says is what holds: whatever it does not name (a folder, a file at the top, a package, a built-in) is denied.
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");

/** Node's modules that reach nothing outside the process: any room may use them. */
const HARMLESS = "buffer crypto events path perf_hooks string_decoder timers url util zlib".split(" ");

/** Rows of the table: `{ rooms, may }`, names as they are written there (`post/`, `config.ts`, `luxon`, `node:fs`). */
function readTable() {
  const doc = readFileSync(path.join(__dirname, "docs/architecture.md"), "utf8");
  const section = doc.split(/^## /m).find((part) => part.startsWith("Rooms"));
  const rows = [...(section ?? "").matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => {
    const [rooms, , may, ...uses] = row.split(" | ");
    if (uses.length !== 1) throw new Error(`docs/architecture.md: four cells are needed in: | ${row} |`);
    return { rooms: named(rooms), may: [...(may === "all" ? ["all"] : named(may)), ...named(uses[0])] };
  });
  if (rows.length === 0) throw new Error('docs/architecture.md: no table under "## Rooms"');
  return rows;
}
const named = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

const escaped = (name) => name.replace(/[.\\+?^${}()|[\]]/g, "\\$&").replace(/\*/g, "[^/]+");
/** `post/` is all below src/post, `chat/*.ts` the files directly in src/chat, `main.ts` that file. */
const inside = (room) => (room.endsWith("/") ? `^src/${escaped(room)}` : `^src/${escaped(room)}$`);
const builtin = (name) => `^(node:)?${escaped(name)}(/|$)`;

const table = readTable();
const rooms = table.flatMap((row) => row.rooms);
for (const room of rooms) {
  if (!room.includes("*") && !existsSync(path.join(__dirname, "src", room)))
    throw new Error(`docs/architecture.md: the table has a row about ${room}, but there is no src/${room}`);
}

/** What a cell's name allows, as a pattern of resolved modules. */
function allowed(name) {
  if (name === "all") return rooms.map(inside);
  if (name.startsWith("node:")) return [builtin(name.slice("node:".length))];
  if (rooms.includes(name)) return [inside(name)];
  if (/\/$|\.ts$/.test(name))
    throw new Error(`docs/architecture.md: the table allows ${name}, but no row is about it`);
  return [`^node_modules/${escaped(name)}/`];
}

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-in-the-table",
      comment: "a folder or file of src/ without a row in docs/architecture.md may import nothing",
      severity: "error",
      from: { path: "^src/", pathNot: rooms.map(inside) },
      to: {},
    },
    {
      name: "chats-apart",
      comment: "one chat never imports another; what they share is a file directly in src/chat",
      severity: "error",
      from: { path: "^src/chat/([^/]+)/" },
      to: { path: "^src/chat/[^/]+/", pathNot: "^src/chat/$1/" },
    },
    {
      name: "previews-are-light",
      comment:
        "the page's first answer waits for them: the platform's library takes longer than the rest of the start",
      severity: "error",
      from: { path: "^src/chat/[^/]+/([^/]+-preview|rich/mode)\\.ts$" },
      to: { path: "^node_modules/(discord\\.js|telegraf|undici)/", reachable: true },
    },
    ...table.flatMap(({ rooms: side, may }) =>
      side.map((room) => ({
        name: `wall-of-${room.replace(/\/$/, "").replaceAll("/", "-")}`,
        comment: `src/${room} may import itself, ${[...may, "and modules without effects"].join(", ")} (docs/architecture.md)`,
        severity: "error",
        from: { path: inside(room) },
        to: { pathNot: [inside(room), ...may.flatMap(allowed), ...HARMLESS.map(builtin)] },
      })),
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node"],
    },
  },
};
