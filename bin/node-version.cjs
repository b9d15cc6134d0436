// Ends with a sentence where this Node is too old. ES5, so that the oldest Node can read it; scripts load it first.
"use strict";
var needed = require("../package.json").engines.node.replace(/[^\d.]/g, "");
var own = process.versions.node;

function isOlder(one, other) {
  var left = one.split(".");
  var right = other.split(".");
  for (var at = 0; at < 3; at += 1) {
    if (+left[at] !== +right[at]) return +left[at] < +right[at];
  }
  return false;
}

if (isOlder(own, needed)) {
  var sentence = "Postern needs Node " + needed + " or newer, and this is Node " + own + ".";
  var remedy = "Install a newer one (https://nodejs.org), then run `npm ci` and this command again.";
  process.stderr.write(sentence + " " + remedy + "\n");
  process.exit(1);
}
