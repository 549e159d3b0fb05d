import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { packages } = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const prefix = "node_modules/@foundry-rs/anvil-";

test("the lock file names no registry", () => {
  for (const [name, { resolved }] of Object.entries(packages)) assert.equal(resolved, undefined, name);
});

// A registry mirror without the other platforms makes npm leave them out, and then "npm ci" refuses the file.
test("the lock file has anvil for every platform", () => {
  const { version, optionalDependencies } = packages["node_modules/@foundry-rs/anvil"];
  for (const name of Object.keys(optionalDependencies)) {
    const entry = packages[`node_modules/${name}`];
    assert(entry?.version === version && entry.optional && entry.os && entry.cpu, name);
  }
});

// anvil is a native program, but npm silently skips an optional package that asks for a newer Node than Debian 12 has.
test("the lock file lets every supported Node install anvil", () => {
  for (const [name, { engines }] of Object.entries(packages)) {
    if (name.startsWith(prefix)) assert.equal(engines, undefined, `${name}: remove "engines" from its entry`);
  }
});
