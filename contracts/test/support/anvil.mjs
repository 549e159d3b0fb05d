// A private anvil per test file, and the contracts on it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  BaseError, createClient, decodeErrorResult, encodeDeployData, encodeFunctionData, getAddress, http, publicActions,
} from "viem";

/** The program itself: a signal that ends npm's wrapper around it would leave it running. */
function anvilProgram() {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const suffix = process.platform === "win32" ? ".exe" : "";
  const file = `@foundry-rs/anvil-${process.platform}-${arch}/bin/anvil${suffix}`;
  try {
    return createRequire(import.meta.url).resolve(file);
  } catch {
    throw new Error(`anvil is not installed (node_modules/${file}): run "npm ci"`);
  }
}

export async function startAnvil(...flags) {
  const program = anvilProgram();
  const cache = mkdtempSync(join(tmpdir(), "chainpoints-anvil-"));
  const command = [
    // The kernel ends the node even when this process is killed and cannot.
    ...(process.platform === "linux" ? ["setpriv", "--pdeathsig", "KILL"] : []),
    program, "--hardfork", "cancun", "--max-persisted-states", "0", "--cache-path", cache,
    // The node picks the port and tells it, so no other program can take it in between.
    "--port", "0", ...flags,
  ];
  const child = spawn(command[0], command.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const cleanUp = () => {
    child.kill("SIGKILL");
    rmSync(cache, { recursive: true, force: true });
  };
  process.once("exit", cleanUp);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const address = /^Listening on (.+)$/.exec(line)?.[1];
      if (address) resolve(`http://${address}`);
    });
    gone.then(([code]) => reject(new Error(`anvil ended with ${code} before it listened`)), reject);
  });
  const client = createClient({ transport: http(url) }).extend(publicActions);
  const accounts = (await client.request({ method: "eth_accounts" })).map((account) => getAddress(account));

  async function stop() {
    child.kill("SIGTERM");
    await gone;
    cleanUp();
    process.off("exit", cleanUp);
  }

  return { url, client, accounts, stop };
}

export function artifact(contractName) {
  return JSON.parse(readFileSync(new URL(`../../artifacts/${contractName}.json`, import.meta.url), "utf8"));
}

/** Deploys from `from` and returns the contract's handle. */
export async function deploy(node, contractName, from, ...args) {
  const { abi, bytecode } = artifact(contractName);
  // The Sync call returns the receipt; after the plain one it may not exist yet.
  const transact = (transaction) => node.client.request({ method: "eth_sendTransactionSync", params: [transaction] });
  const receipt = await transact({ from, data: encodeDeployData({ abi, bytecode, args }) });
  assert.equal(receipt.status, "0x1", `${contractName} was deployed`);
  const address = getAddress(receipt.contractAddress);
  const encode = (functionName, args) => encodeFunctionData({ abi, functionName, args });

  return {
    address,
    abi,
    encode,
    read: (functionName, ...args) => node.client.readContract({ address, abi, functionName, args }),
    async send(sender, functionName, ...args) {
      const receipt = await transact({ from: sender, to: address, data: encode(functionName, args) });
      assert.equal(receipt.status, "0x1", `${functionName} succeeded`);
      return receipt;
    },
    /** Asserts that the call reverts with this error, when asked and when mined. */
    async reverts(sender, [errorName, ...errorArgs], functionName, ...args) {
      const data = encode(functionName, args);
      await assert.rejects(node.client.call({ account: sender, to: address, data }), (error) => {
        assert(error instanceof BaseError);
        const revert = error.walk((cause) => typeof cause.data === "string");
        assert(revert, `${functionName} failed without a reason: ${error.message}`);
        const decoded = decodeErrorResult({ abi, data: revert.data });
        assert.deepEqual([decoded.errorName, ...(decoded.args ?? [])], [errorName, ...errorArgs]);
        return true;
      });
      const mined = await transact({ from: sender, to: address, data });
      assert.equal(mined.status, "0x0");
      assert.deepEqual(mined.logs, []);
    },
  };
}
