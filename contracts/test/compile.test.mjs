import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../scripts/compile.mjs", import.meta.url));
const committed = fileURLToPath(new URL("../artifacts", import.meta.url));
const compile = (...args) => spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

let out;

before(() => {
  out = mkdtempSync(join(tmpdir(), "chainpoints-artifacts-"));
});
after(() => rmSync(out, { recursive: true, force: true }));

test("the committed artifacts are what the sources compile to", () => {
  const { status, stderr } = compile("--check");
  assert.equal(status, 0, stderr);
});

test("a tampered and a missing artifact are told apart and fail the check", () => {
  cpSync(committed, out, { recursive: true });
  const file = join(out, "PointsToken.json");
  const artifact = JSON.parse(readFileSync(file, "utf8"));
  artifact.bytecode = artifact.bytecode.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
  writeFileSync(file, JSON.stringify(artifact));
  rmSync(join(out, "HostileToken.json"));

  const { status, stderr } = compile("--check", "--out", out);
  assert.equal(status, 1);
  assert.match(stderr, /^PointsToken\.json is not what the sources compile to \(bytecode\)/m);
  assert.match(stderr, /^HostileToken\.json is not what the sources compile to \(the file is missing\)/m);
});

test("a second compile writes the same bytes", () => {
  assert.equal(compile("--out", out).status, 0);
  for (const name of ["PointsToken.json", "HostileToken.json"]) {
    assert.equal(readFileSync(join(out, name), "utf8"), readFileSync(join(committed, name), "utf8").replaceAll("\r\n", "\n"));
  }
});

test("wrong usage exits 2", () => {
  assert.equal(compile("--nope").status, 2);
});
