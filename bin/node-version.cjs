// Ends with a sentence where this Node is too old. ES5, so that the oldest Node can read it; scripts load it first.
"use strict";
// `^20.19.0 || >=22.12.0`: between the two no Node loads a package of modules from a file of CommonJS.
var ranges = require("../package.json").engines.node.split(" || ");
var own = process.versions.node;

function isOlder(one, other) {
  var left = one.split(".");
  var right = other.split(".");
  for (var at = 0; at < 3; at += 1) {
    if (+left[at] !== +right[at]) return +left[at] < +right[at];
  }
  return false;
}

var needed = ranges.map(function (range) {
  var least = range.replace(/[^\d.]/g, "");
  var line = range.charAt(0) === "^" ? least.split(".")[0] : null;
  return {
    fits: !isOlder(own, least) && (line === null || own.split(".")[0] === line),
    words: least + (line === null ? " or newer" : " or a later " + line),
  };
});

function fits(range) {
  return range.fits;
}
function words(range) {
  return range.words;
}

if (!needed.some(fits)) {
  var sentence = "Postern needs Node " + needed.map(words).join(", or ") + ", and this is Node " + own + ".";
  var remedy = "Install a newer one (https://nodejs.org), then run `npm ci` and this command again.";
  process.stderr.write(sentence + " " + remedy + "\n");
  process.exit(1);
}
