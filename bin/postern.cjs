#!/usr/bin/env node
// The `postern` command: looks at the version of Node before anything that an old one could not read. ES5.
"use strict";
require("./node-version.cjs");
require("./run.cjs");
