// Which addresses are of the public Internet.
import { expect, it } from "vitest";
import { isPrivate, isPublicAddress } from "../../src/net/public-address.js";

it.each([
  ["http://127.0.0.1/", true],
  ["http://[::1]/", true],
  ["http://[::ffff:10.0.0.1]/", true],
  ["http://[::7f00:1]/", true],
  ["http://[2002:7f00:1::]/", true],
  ["http://169.254.169.254/", true],
  ["http://192.168.1.1/", true],
  ["http://2130706433/", true],
  ["http://0x7f.1/", true],
  ["http://[fd00::1]/", true],
  ["http://localhost/", true],
  ["http://1.1.1.1/", false],
  ["http://[2606:4700::1111]/", false],
])("%s is private: %s", async (address, expected) => {
  expect(await isPrivate(address)).toBe(expected);
  expect(isPublicAddress(address)).toBe(!expected);
});

it.each([
  ["https://blog.example.org", true],
  ["http://localhost:4000", false],
  ["http://192.168.1.5", false],
  ["http://[::1]:80", false],
  ["http://nas.local", false],
  ["http://nas", false],
  [null, false],
])("takes %s for public: %s", (url, expected) => {
  expect(isPublicAddress(url)).toBe(expected);
});
