// The walls of the house: which room may import which (docs/architecture.md). Deny by default, no cycles.
const rooms = {
  document: [],
  formula: ["document"],
  post: ["document"],
  locale: [],
  generator: ["post", "document"],
  net: [],
  source: ["net"],
  library: ["source", "generator", "post"],
  doctor: ["library", "source", "generator", "post", "document", "net", "news"],
  search: ["post"],
  reply: ["document", "post", "locale"],
  command: ["reply", "search", "library", "post", "locale", "subscription", "document"],
  subscription: ["post"],
  news: ["library", "post", "store", "net"],
  store: ["subscription", "post"],
  delivery: ["store", "subscription", "news", "reply", "library", "post", "locale"],
  "chat/discord": ["formula", "command", "reply", "document", "delivery", "locale", "chat"],
  "chat/telegram": ["formula", "command", "reply", "document", "delivery", "locale", "http", "chat"],
  "chat/page": ["formula", "command", "reply", "document", "locale", "http", "chat"],
  http: [],
};
const inside = (room) => (room === "chat" ? "^src/chat/[^/]+\\.ts$" : `^src/${room}/`);

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `wall-of-${room.replace("/", "-")}`,
      comment: `src/${room} may import only itself${may.length ? ` and ${may.join(", ")}` : ""}`,
      severity: "error",
      from: { path: inside(room) },
      to: { path: "^src/", pathNot: [inside(room), ...may.map(inside)] },
    })),
    {
      name: "wall-of-chat",
      comment: "a file directly in src/chat may not know a platform",
      severity: "error",
      from: { path: inside("chat") },
      to: {
        path: "^src/",
        pathNot: [inside("chat"), ...["command", "reply", "document", "locale"].map(inside)],
      },
    },
    {
      name: "only-the-top-sees-all",
      severity: "error",
      from: { path: "^src/(config|settings|state-folder|log)\\.ts$" },
      to: { path: "^src/", pathNot: "^src/(settings|state-folder)\\.ts$" },
    },
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
