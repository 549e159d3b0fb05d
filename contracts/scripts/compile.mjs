#!/usr/bin/env node
// Compiles the contracts into artifacts/, or with --check tells whether the committed artifacts are what the sources give.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import solc from "solc";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = ["src/PointsToken.sol", "src/test/HostileToken.sol"];
const settings = {
  optimizer: { enabled: true, runs: 200 },
  // The compiler's default is newer than some of the chains that the token goes to.
  evmVersion: "cancun",
  // Otherwise a changed comment changes the bytecode.
  metadata: { bytecodeHash: "none" },
};
const usage = `Usage: compile.mjs [--check] [--out DIR]

  --check    write nothing; exit 1 if an artifact differs from a fresh compile
  --out DIR  folder of the artifacts (default: artifacts/ beside this folder)
  --help     this text`;

function compile() {
  const content = (path) => readFileSync(join(root, path), "utf8");
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(sources.map((path) => [path, { content: content(path) }])),
    settings: { ...settings, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const fromNodeModules = (path) => {
    try {
      return { contents: content(join("node_modules", path)) };
    } catch (error) {
      return { error: error.message };
    }
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: fromNodeModules }));
  // Warnings count: the sources are few, and a warning that stays is one that nobody reads.
  if (output.errors?.length) throw new Error(output.errors.map((e) => e.formattedMessage).join("\n"));
  return sources.map((path) => {
    const contractName = basename(path, ".sol");
    const { abi, evm } = output.contracts[path][contractName];
    return { contractName, compiler: solc.version(), settings, abi, bytecode: `0x${evm.bytecode.object}` };
  });
}

/** The names of the fields that differ; a file that cannot be read differs as a whole. */
function differences(file, fresh) {
  let found;
  try {
    found = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return [error.code === "ENOENT" ? "the file is missing" : "the file is not JSON"];
  }
  const fields = new Set([...Object.keys(fresh), ...Object.keys(found ?? {})]);
  return [...fields].filter((field) => JSON.stringify(found?.[field]) !== JSON.stringify(fresh[field]));
}

function run({ check, out }) {
  let stale = false;
  if (!check) mkdirSync(out, { recursive: true });
  for (const artifact of compile()) {
    const name = `${artifact.contractName}.json`;
    const file = join(out, name);
    if (!check) {
      writeFileSync(file, `${JSON.stringify(artifact, null, 2)}\n`);
      console.log(`${name}: ${artifact.bytecode.length / 2 - 1} bytes`);
      continue;
    }
    const differing = differences(file, artifact);
    if (differing.length) {
      stale = true;
      console.error(`${name} is not what the sources compile to (${differing.join(", ")}): run "npm run compile" and commit it.`);
    } else {
      console.log(`${name}: reproduced`);
    }
  }
  return stale ? 1 : 0;
}

let options;
try {
  options = parseArgs({
    options: {
      check: { type: "boolean" },
      out: { type: "string", default: join(root, "artifacts") },
      help: { type: "boolean" },
    },
  }).values;
} catch (error) {
  console.error(`${error.message}\n\n${usage}`);
  process.exit(2);
}
if (options.help) {
  console.log(usage);
} else {
  try {
    process.exitCode = run(options);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
