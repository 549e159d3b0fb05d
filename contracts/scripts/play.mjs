#!/usr/bin/env node
// Deploys the token and plays a few mints, transfers and burns, so that a chain has events to follow.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import {
  createClient, encodeDeployData, encodeFunctionData, getAddress, hexToNumber, http, HttpRequestError,
  InsufficientFundsError, isAddress, isHex, keccak256, nonceManager, parseEventLogs, publicActions, sliceHex, stringToHex,
  TimeoutError, walletActions,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

const keyName = "CHAINPOINTS_DEPLOYER_KEY";
const testChains = { 11155111: "Sepolia", 84532: "Base Sepolia", 31337: "a local test chain" };
const receiptLimitMs = 180_000;
const exit = { failed: 1, usage: 2, unreachable: 3 };
const usage = `Usage: play.mjs [options]

  --rpc URL        the node (default http://127.0.0.1:8545)
  --token ADDRESS  play with this PointsToken instead of deploying one; the account needs its minter and burner roles
  --rounds N       rounds of mint, mintMany, transfer and burn (default 1; 0 only deploys)
  --step SECONDS   move the chain's clock forward before each round (anvil only; default 0)
  --json           print one JSON summary instead of lines
  --help           this text

Transactions are signed with the private key in ${keyName}, on Sepolia, Base Sepolia and chain 31337 only.
Without it they are sent from the node's first unlocked account, as anvil has them.

Exit codes: 0 done, 1 failed (reverted, no funds, bad key, wrong token), 2 usage, 3 node unreachable.`;

class Failure extends Error {
  constructor(message, exitCode = exit.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

const { abi, bytecode } = JSON.parse(readFileSync(new URL("../artifacts/PointsToken.json", import.meta.url), "utf8"));

// The same on every chain, so that one user holds on several; nobody has their keys.
const players = [1, 2, 3, 4, 5].map((i) => getAddress(sliceHex(keccak256(stringToHex(`chainpoints player ${i}`)), 12)));

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        rpc: { type: "string", default: "http://127.0.0.1:8545" },
        token: { type: "string" },
        rounds: { type: "string", default: "1" },
        step: { type: "string", default: "0" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    }));
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`, exit.usage);
  }
  const { rpc, token, json, help } = values;
  const number = (name) => {
    if (!/^\d{1,9}$/.test(values[name])) throw new Failure(`--${name} is not a whole number: ${values[name]}`, exit.usage);
    return Number(values[name]);
  };
  if (!URL.canParse(rpc) || !/^https?:$/.test(new URL(rpc).protocol)) {
    throw new Failure("--rpc is not an http or https URL", exit.usage);
  }
  if (token !== undefined && !isAddress(token)) throw new Failure(`--token is not an address: ${token}`, exit.usage);
  return { rpc, token: token && getAddress(token), json, help, rounds: number("rounds"), step: number("step") };
}

const causedBy = (error, ...types) => error.walk?.((cause) => types.some((type) => cause instanceof type)) ?? null;
const isUnreachable = (error) => causedBy(error, HttpRequestError, TimeoutError) !== null;

function signer(chainId) {
  const key = process.env[keyName];
  if (!key) return null;
  if (!testChains[chainId]) {
    throw new Failure(`${keyName} is only used on ${Object.values(testChains).join(", ")}: not on chain ${chainId}.`);
  }
  try {
    return privateKeyToAccount(key.startsWith("0x") ? key : `0x${key}`, { nonceManager });
  } catch {
    // The cause is dropped because it may quote the key.
    throw new Failure(`${keyName} is not a private key (64 hex digits).`);
  }
}

async function unlockedAccount(client, chainId) {
  const accounts = await client.request({ method: "eth_accounts" }).catch((error) => {
    if (isUnreachable(error)) throw error;
    return [];
  });
  if (!accounts.length) throw new Failure(`The node of chain ${chainId} has no unlocked account: set ${keyName}.`);
  return getAddress(accounts[0]);
}

/** What is needed to send transactions to one chain: `send` resolves to the raw receipt of a successful one. */
async function connect(rpc) {
  const client = createClient({ transport: http(rpc) }).extend(publicActions).extend(walletActions);
  const answer = await client.request({ method: "eth_chainId" }, { retryCount: 0 });
  if (!isHex(answer)) throw new Failure("What answers at --rpc is not an Ethereum node.", exit.unreachable);
  const chainId = hexToNumber(answer);
  const account = signer(chainId) ?? (await unlockedAccount(client, chainId));
  const sender = account.address ?? account;
  if ((await client.getBalance({ address: sender })) === 0n) {
    throw new Failure(`${sender} has no funds on chain ${chainId}.`);
  }

  // By hash and not by block number, as viem's own wait does: a chain that mines on demand may show no later block.
  async function receipt(hash, what) {
    const end = Date.now() + receiptLimitMs;
    for (let pause = 20; Date.now() < end; pause = Math.min(pause * 1.5, 2000)) {
      const found = await client.request({ method: "eth_getTransactionReceipt", params: [hash] });
      if (found) return found;
      await sleep(pause);
    }
    throw new Failure(`${what} has no receipt after ${receiptLimitMs / 1000} s: ${hash}`);
  }

  async function send(what, transaction) {
    let hash;
    try {
      hash = await client.sendTransaction({ account, chain: null, ...transaction });
    } catch (error) {
      if (!causedBy(error, InsufficientFundsError)) throw error;
      throw new Failure(`${sender} has not enough funds on chain ${chainId} for ${what}.`);
    }
    const result = await receipt(hash, what);
    // A node also takes a transaction that will revert.
    if (result.status !== "0x1") throw new Failure(`${what} reverted: ${hash}`);
    return result;
  }

  return { client, chainId, sender, send };
}

async function checkToken({ client, chainId, sender }, token) {
  const read = (functionName, ...args) => client.readContract({ address: token, abi, functionName, args });
  try {
    for (const role of ["MINTER_ROLE", "BURNER_ROLE"]) {
      if (!(await read("hasRole", await read(role), sender))) throw new Failure(`${sender} lacks ${role} on ${token}.`);
    }
    return await read("decimals");
  } catch (error) {
    if (error instanceof Failure || isUnreachable(error)) throw error;
    throw new Failure(`There is no PointsToken at ${token} on chain ${chainId}.`);
  }
}

async function play({ rpc, token: existing, rounds, step }, report) {
  const chain = await connect(rpc);
  const { client, chainId, sender, send } = chain;
  const summary = { chainId, deployer: sender, token: existing, deployBlock: null, transactions: [] };
  report(`chain ${chainId}, account ${sender}`);

  let decimals = 18;
  if (existing) {
    decimals = await checkToken(chain, existing);
  } else {
    const args = ["Chainpoints Token", "CPT", decimals, sender];
    const receipt = await send("deploy", { data: encodeDeployData({ abi, bytecode, args }) });
    summary.token = getAddress(receipt.contractAddress);
    summary.deployBlock = hexToNumber(receipt.blockNumber);
    report(`token ${summary.token} deployed in block ${summary.deployBlock}`);
  }

  async function call(functionName, ...args) {
    const data = encodeFunctionData({ abi, functionName, args });
    const receipt = await send(functionName, { to: summary.token, data });
    const transfers = parseEventLogs({ abi, eventName: "Transfer", logs: receipt.logs }).map(({ args, logIndex }) => ({
      logIndex: hexToNumber(logIndex), from: args.from, to: args.to, value: args.value.toString(),
    }));
    const block = hexToNumber(receipt.blockNumber);
    summary.transactions.push({ call: functionName, hash: receipt.transactionHash, block, transfers });
    report(`${functionName.padEnd(8)} block ${block}  ${receipt.transactionHash}  Transfer events: ${transfers.length}`);
  }

  const tokens = (count) => BigInt(count) * 10n ** BigInt(decimals);
  for (let round = 1; round <= rounds; ++round) {
    if (step) await client.request({ method: "evm_increaseTime", params: [step] });
    await call("mint", sender, tokens(100 * round));
    await call("mintMany", players, players.map((_, i) => tokens(10 * (i + round))));
    await call("transfer", players[round % players.length], tokens(7 * round));
    await call("burn", tokens(round));
  }
  return summary;
}

/** Why there is no JSON-RPC answer; the body of an error page is left out, since it may quote the URL. */
function connectionProblem(error) {
  if (causedBy(error, TimeoutError)) return "no answer in time";
  const status = causedBy(error, HttpRequestError).status;
  return status ? `HTTP ${status}` : error.walk().code ?? "the answer is not JSON";
}

/** A sentence for what went wrong, without the parts of the URL that may hold a provider's key. */
function failure(error, rpc) {
  if (error instanceof Failure) return error;
  if (!rpc) return new Failure(error.message);
  const node = new URL(rpc).origin;
  if (isUnreachable(error)) {
    return new Failure(`The node at ${node} cannot be reached: ${connectionProblem(error)}.`, exit.unreachable);
  }
  const secrets = rpc.split(/[/?&=@:]/).filter((part) => part.length >= 8 && !node.includes(part));
  // The details are the node's own words.
  const text = (error.details || error.shortMessage || error.message).replaceAll(rpc, node);
  return new Failure(secrets.reduce((safe, secret) => safe.replaceAll(secret, "***"), text));
}

let options;
try {
  options = readOptions();
  if (options.help) {
    console.log(usage);
  } else {
    const summary = await play(options, options.json ? () => {} : console.log);
    if (options.json) console.log(JSON.stringify(summary, null, 2));
  }
} catch (error) {
  const { message, exitCode } = failure(error, options?.rpc);
  console.error(message);
  process.exitCode = exitCode;
}
