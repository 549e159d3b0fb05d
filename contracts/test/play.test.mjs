import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { getAddress, maxUint256, numberToHex, parseAbiItem, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { deploy, startAnvil } from "./support/anvil.mjs";

const script = fileURLToPath(new URL("../scripts/play.mjs", import.meta.url));
const transferEvent = parseAbiItem("event Transfer(address indexed from, address indexed to, uint256 value)");

let node;

before(async () => {
  node = await startAnvil("--chain-id", "84532");
});
after(() => node?.stop());

function play(args, { key, rpc = node.url } = {}) {
  const env = { ...process.env };
  delete env.CHAINPOINTS_DEPLOYER_KEY;
  if (key !== undefined) env.CHAINPOINTS_DEPLOYER_KEY = key;
  return new Promise((resolve) => {
    execFile(process.execPath, [script, "--rpc", rpc, ...args], { env }, (error, stdout, stderr) => {
      if (key) assert(!`${stdout}${stderr}`.includes(key.replace(/^0x/, "")), "the key is never printed");
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

async function summaryOf(args, options) {
  const { code, stdout, stderr } = await play([...args, "--json"], options);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

async function assertOnChain({ token, transactions }) {
  const fromBlock = BigInt(transactions[0].block);
  const logs = await node.client.getLogs({ address: token, event: transferEvent, fromBlock });
  assert.deepEqual(
    transactions.flatMap(({ hash, block, transfers }) => transfers.map((transfer) => ({ hash, block, ...transfer }))),
    logs.map(({ transactionHash, blockNumber, logIndex, args: { from, to, value } }) => ({
      hash: transactionHash, block: Number(blockNumber), logIndex, from, to, value: value.toString(),
    })),
  );
}

async function fundedKey(wei) {
  const key = generatePrivateKey();
  const { address } = privateKeyToAccount(key);
  await node.client.request({ method: "anvil_setBalance", params: [address, numberToHex(wei)] });
  return { key, address };
}

test("an unlocked account deploys and leaves the events that are reported", async () => {
  const summary = await summaryOf(["--rounds", "2"]);
  assert.equal(summary.chainId, 84532);
  assert.equal(summary.deployer, node.accounts[0]);
  const round = ["mint", "mintMany", "transfer", "burn"];
  assert.deepEqual(summary.transactions.map(({ call }) => call), [...round, ...round]);
  const kinds = new Set(summary.transactions.flatMap(({ transfers }) => transfers).map(({ from, to }) =>
    from === zeroAddress ? "mint" : to === zeroAddress ? "burn" : "transfer"));
  assert.deepEqual([...kinds].sort(), ["burn", "mint", "transfer"]);
  assert(summary.deployBlock < summary.transactions[0].block);
  assert.notEqual(await node.client.getCode({ address: summary.token, blockNumber: BigInt(summary.deployBlock) }), undefined);
  await assertOnChain(summary);
});

test("--token plays on, in the token's decimals, and --step moves the clock", async () => {
  const { address: token } = await deploy(node, "PointsToken", node.accounts[0], "Six", "SIX", 6, node.accounts[0]);
  const summary = await summaryOf(["--token", token.toLowerCase(), "--rounds", "2", "--step", "3600"]);
  assert.equal(summary.token, getAddress(token));
  assert.equal(summary.deployBlock, null);
  assert.equal(summary.transactions[0].transfers[0].value, "100000000");
  await assertOnChain(summary);
  const [first, second] = await Promise.all([0, 4].map(async (i) =>
    (await node.client.getBlock({ blockNumber: BigInt(summary.transactions[i].block) })).timestamp));
  assert(second - first >= 3600n && second - first < 3700n, `${second - first} s`);
});

test("a key from the environment signs", async () => {
  const { key, address } = await fundedKey(10n ** 18n);
  for (const written of [key, key.slice(2)]) {
    const summary = await summaryOf([], { key: written });
    assert.equal(summary.deployer, address);
    assert.equal((await node.client.getTransaction({ hash: summary.transactions[0].hash })).from, address.toLowerCase());
    await assertOnChain(summary);
  }
});

test("without --json there is a line per transaction", async () => {
  const { code, stdout } = await play(["--rounds", "1"]);
  assert.equal(code, 0);
  assert.match(stdout, /^chain 84532, account 0x\w{40}\ntoken 0x\w{40} deployed in block \d+\nmint .*\nmintMany .*\ntransfer .*\nburn .*\n$/);
});

test("what cannot work fails with a sentence and exit code 1", async () => {
  const rich = await fundedKey(10n ** 18n);
  const foreign = await deploy(node, "PointsToken", node.accounts[1], "Foreign", "FRN", 18, node.accounts[1]);
  const hostile = await deploy(node, "HostileToken", node.accounts[0], "Hostile", "HST", 18);
  const full = await deploy(node, "PointsToken", node.accounts[0], "Full", "FUL", 18, node.accounts[0]);
  await full.send(node.accounts[0], "mint", node.accounts[1], maxUint256);
  const failures = [
    [/ has no funds on chain 84532/, [], generatePrivateKey()],
    [/ has not enough funds on chain 84532 for deploy/, [], (await fundedKey(1000n)).key],
    [/is not a private key/, [], "0x1234"],
    [/is not a private key/, [], `0x${"f".repeat(64)}`],
    [/lacks MINTER_ROLE/, ["--token", foreign.address], rich.key],
    [/no PointsToken at/, ["--token", hostile.address]],
    [/no PointsToken at/, ["--token", node.accounts[2]]],
    [/^mint reverted: 0x/, ["--token", full.address]],
  ];
  for (const [sentence, args, key] of failures) {
    const { code, stderr } = await play(args, { key });
    assert.match(stderr, sentence);
    assert.equal(code, 1);
  }
});

test("a key is never used on a chain where it could spend real money", async () => {
  const mainnet = await startAnvil("--chain-id", "1");
  try {
    const { code, stderr } = await play([], { key: generatePrivateKey(), rpc: mainnet.url });
    assert.match(stderr, /only used on .*: not on chain 1\./);
    assert.equal(code, 1);
  } finally {
    await mainnet.stop();
  }
});

test("a node that is no node exits 3, and the provider's key is not told", async () => {
  const rpcError = (message) => JSON.stringify({ jsonrpc: "2.0", id: 1, error: { code: -32000, message } });
  const answers = [
    [401, (url) => `<html>${url}</html>`, /^The node at \S+ cannot be reached: HTTP 401\.$/m, 3],
    [200, (url) => `<html>${url}</html>`, /cannot be reached: the answer is not JSON\.$/m, 3],
    [200, () => "{}", /is not an Ethereum node/, 3],
    [200, (url) => rpcError(`no project ${url.split("/").at(-1)}`), /^no project \*\*\*$/m, 1],
  ];
  let status, body;
  const server = createServer((request, response) => response.writeHead(status).end(body(request.url)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const rpc = `http://127.0.0.1:${server.address().port}/v3/secretprojectid`;
  const refused = async (sentence, exitCode) => {
    const { code, stderr } = await play([], { rpc });
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /secret/);
    assert.equal(code, exitCode);
  };
  try {
    for (const [withStatus, withBody, sentence, exitCode] of answers) {
      [status, body] = [withStatus, withBody];
      await refused(sentence, exitCode);
    }
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  await refused(/cannot be reached: ECONNREFUSED\.$/m, 3);
});

test("wrong usage exits 2, --help 0", async () => {
  for (const args of [["--nope"], ["extra"], ["--rounds", "-1"], ["--rounds", "x"], ["--token", "0x12"], ["--rpc", "ws://x"]]) {
    const { code, stderr } = await play(args);
    assert.equal(code, 2, `${args}: ${stderr}`);
    assert.notEqual(stderr, "");
  }
  const { code, stdout } = await play(["--help"]);
  assert.equal(code, 0);
  assert.match(stdout, /^Usage: play\.mjs/);
});
