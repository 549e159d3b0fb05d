import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hexToNumber, keccak256, maxUint256, numberToHex, pad, stringToHex, toEventSelector, zeroAddress } from "viem";
import { deploy, startAnvil } from "./support/anvil.mjs";

const transfer = toEventSelector("Transfer(address,address,uint256)");
const word = (value) => numberToHex(value, { size: 32 });
const asTopic = (address) => pad(address.toLowerCase());

let node, owner, alice, bob, token;

before(async () => {
  node = await startAnvil();
  [owner, alice, bob] = node.accounts;
  token = await deploy(node, "HostileToken", owner, "Hostile <b>", "H\u0000ST", 77);
});
after(() => node?.stop());

const content = ({ logs }) => logs.map(({ topics, data }) => ({ topics, data }));

test("it answers like an ERC-20", async () => {
  assert.equal(await token.read("name"), "Hostile <b>");
  assert.equal(await token.read("symbol"), "H\u0000ST");
  assert.equal(await token.read("decimals"), 77);
});

test("emitTransfer logs the impossible and moves nothing", async () => {
  for (const [from, to, value] of [
    [zeroAddress, alice, maxUint256],
    [zeroAddress, zeroAddress, 1n],
    [alice, alice, maxUint256],
    [bob, zeroAddress, 0n],
  ]) {
    const topics = [transfer, asTopic(from), asTopic(to)];
    assert.deepEqual(content(await token.send(owner, "emitTransfer", from, to, value)), [{ topics, data: word(value) }]);
  }
  assert.equal(await token.read("balanceOf", alice), 0n);
  assert.equal(await token.read("totalSupply"), 0n);
});

test("emitRaw logs exactly the topics and the data", async () => {
  const three = [transfer, asTopic(alice), asTopic(bob)];
  const cases = [
    [[...three, word(7n)], "0x"], // ERC-721
    [[transfer, word(maxUint256), word(maxUint256 - 1n)], word(5n)], // more than an address in a topic
    [[keccak256(stringToHex("Transfer(address,address,uint128)")), ...three.slice(1)], word(5n)],
    [three, `0x${"ef".repeat(10_000)}`],
  ];
  const four = [...three, word(7n)];
  for (let count = 0; count <= 4; ++count) {
    for (const bytes of [0, 1, 31, 32, 33, 64]) cases.push([four.slice(0, count), `0x${"ab".repeat(bytes)}`]);
  }
  for (const [topics, data] of cases) {
    assert.deepEqual(content(await token.send(owner, "emitRaw", topics, data)), [{ topics, data }]);
  }
  await token.reverts(owner, ["TooManyTopics", 5n], "emitRaw", Array(5).fill(transfer), "0x");
});

test("emitMany puts many changes into one transaction, in order", async () => {
  const count = 500;
  const from = Array(count).fill(zeroAddress);
  const to = Array.from({ length: count }, (_, i) => (i % 2 ? alice : bob));
  const value = Array.from({ length: count }, (_, i) => BigInt(i));
  const receipt = await token.send(owner, "emitMany", from, to, value);
  assert.deepEqual(
    content(receipt),
    value.map((v, i) => ({ topics: [transfer, asTopic(from[i]), asTopic(to[i])], data: word(v) })),
  );
  assert.deepEqual(receipt.logs.map(({ logIndex }) => hexToNumber(logIndex)), value.map(Number));
  await token.reverts(owner, ["LengthMismatch"], "emitMany", [alice], [bob], []);
  await token.reverts(owner, ["LengthMismatch"], "emitMany", [alice], [], [1n]);
});
