// Runs the program as it was built.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const program = path.join(__dirname, "../dist/cli.js");
if (fs.existsSync(program)) require(program);
else {
  process.stderr.write(
    "Postern is not built yet. Run `npm run build` in its folder, then this command again.\n",
  );
  process.exitCode = 1;
}
