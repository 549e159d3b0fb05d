import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { keccak256, maxUint256, pad, parseEventLogs, stringToHex, toEventSelector, zeroAddress, zeroHash } from "viem";
import { deploy, startAnvil } from "./support/anvil.mjs";

const minterRole = keccak256(stringToHex("MINTER_ROLE"));
const burnerRole = keccak256(stringToHex("BURNER_ROLE"));
const panicOverflow = ["Panic", 0x11n];

let node, admin, minter, burner, alice, bob, token;

before(async () => {
  node = await startAnvil();
  [admin, minter, burner, alice, bob] = node.accounts;
});
after(() => node?.stop());
beforeEach(async () => {
  token = await deploy(node, "PointsToken", admin, "Points", "PTS", 18, admin);
});

const balances = (...accounts) => Promise.all(accounts.map((account) => token.read("balanceOf", account)));
const transfers = ({ logs }) =>
  parseEventLogs({ abi: token.abi, eventName: "Transfer", logs }).map(({ args }) => [args.from, args.to, args.value]);
const unauthorized = (account, role) => ["AccessControlUnauthorizedAccount", account, role];

test("metadata comes from the constructor", async () => {
  for (const decimals of [0, 6, 18]) {
    const other = await deploy(node, "PointsToken", admin, `Name ${decimals}`, `S${decimals}`, decimals, admin);
    assert.equal(await other.read("decimals"), decimals);
    assert.equal(await other.read("name"), `Name ${decimals}`);
    assert.equal(await other.read("symbol"), `S${decimals}`);
    assert.equal(await other.read("totalSupply"), 0n);
  }
});

test("the admin of the constructor gets all roles, the deployer none", async () => {
  const other = await deploy(node, "PointsToken", bob, "Points", "PTS", 18, alice);
  for (const role of [zeroHash, minterRole, burnerRole]) {
    assert.equal(await other.read("hasRole", role, alice), true);
    assert.equal(await other.read("hasRole", role, bob), false);
  }
  assert.equal(await token.read("MINTER_ROLE"), minterRole);
  assert.equal(await token.read("BURNER_ROLE"), burnerRole);
});

test("a token without an admin cannot be deployed", async () => {
  await assert.rejects(deploy(node, "PointsToken", admin, "Points", "PTS", 18, zeroAddress), /PointsToken was deployed/);
});

test("only minters mint", async () => {
  await token.send(admin, "grantRole", minterRole, minter);
  await token.send(minter, "mint", alice, 5n);
  await token.send(minter, "mintMany", [alice, bob, alice], [1n, 2n, 3n]);
  assert.deepEqual(await balances(alice, bob), [9n, 2n]);

  await token.reverts(alice, unauthorized(alice, minterRole), "mint", alice, 1n);
  await token.reverts(alice, unauthorized(alice, minterRole), "mintMany", [alice], [1n]);
  await token.reverts(minter, unauthorized(minter, burnerRole), "burn", 0n);
  assert.equal(await token.read("totalSupply"), 11n);
});

test("mintMany is all or nothing", async () => {
  await token.reverts(admin, ["LengthMismatch", 2n, 1n], "mintMany", [alice, bob], [1n]);
  await token.reverts(admin, ["ERC20InvalidReceiver", zeroAddress], "mintMany", [alice, zeroAddress], [1n, 1n]);
  assert.equal(await token.read("totalSupply"), 0n);
  assert.deepEqual((await token.send(admin, "mintMany", [], [])).logs, []);
});

test("only burners burn, and only what they own", async () => {
  await token.send(admin, "grantRole", burnerRole, burner);
  await token.send(admin, "mintMany", [burner, alice], [10n, 10n]);
  await token.send(burner, "burn", 4n);
  assert.deepEqual(await balances(burner), [6n]);

  await token.reverts(burner, ["ERC20InsufficientBalance", burner, 6n, 7n], "burn", 7n);
  await token.reverts(alice, unauthorized(alice, burnerRole), "burn", 1n);
  assert.deepEqual(await balances(burner, alice), [6n, 10n]);
});

test("burnFrom needs the role and spends the allowance", async () => {
  await token.send(admin, "grantRole", burnerRole, burner);
  await token.send(admin, "mint", alice, 10n);
  await token.reverts(burner, ["ERC20InsufficientAllowance", burner, 0n, 1n], "burnFrom", alice, 1n);

  await token.send(alice, "approve", burner, 5n);
  await token.send(burner, "burnFrom", alice, 3n);
  assert.equal(await token.read("allowance", alice, burner), 2n);
  await token.reverts(burner, ["ERC20InsufficientAllowance", burner, 2n, 3n], "burnFrom", alice, 3n);

  await token.send(alice, "approve", bob, 5n);
  await token.reverts(bob, unauthorized(bob, burnerRole), "burnFrom", alice, 1n);
  assert.deepEqual(await balances(alice), [7n]);
});

test("roles are granted and revoked by the admin only", async () => {
  await token.reverts(alice, unauthorized(alice, zeroHash), "grantRole", minterRole, alice);
  await token.send(admin, "grantRole", minterRole, minter);
  await token.send(minter, "mint", alice, 1n);
  await token.reverts(minter, unauthorized(minter, zeroHash), "grantRole", minterRole, alice);
  await token.send(admin, "revokeRole", minterRole, minter);
  await token.reverts(minter, unauthorized(minter, minterRole), "mint", alice, 1n);

  await token.send(admin, "renounceRole", burnerRole, admin);
  await token.reverts(admin, unauthorized(admin, burnerRole), "burn", 0n);
});

test("every change of a balance is one Transfer event", async () => {
  assert.deepEqual(transfers(await token.send(admin, "mint", alice, 7n)), [[zeroAddress, alice, 7n]]);
  assert.deepEqual(transfers(await token.send(admin, "mintMany", [bob, admin], [1n, 2n])), [
    [zeroAddress, bob, 1n],
    [zeroAddress, admin, 2n],
  ]);
  assert.deepEqual(transfers(await token.send(alice, "transfer", bob, 3n)), [[alice, bob, 3n]]);
  assert.deepEqual(transfers(await token.send(alice, "transfer", alice, 4n)), [[alice, alice, 4n]]);
  assert.deepEqual(transfers(await token.send(alice, "transfer", bob, 0n)), [[alice, bob, 0n]]);
  assert.deepEqual(transfers(await token.send(admin, "burn", 2n)), [[admin, zeroAddress, 2n]]);
  await token.send(bob, "approve", admin, 1n);
  assert.deepEqual(transfers(await token.send(admin, "burnFrom", bob, 1n)), [[bob, zeroAddress, 1n]]);
  assert.deepEqual(await balances(admin, alice, bob), [0n, 4n, 3n]);
});

test("the raw Transfer log has three topics and one word", async () => {
  const [log] = (await token.send(admin, "mint", alice, 7n)).logs;
  assert.deepEqual(log.topics, [
    toEventSelector("Transfer(address,address,uint256)"),
    zeroHash,
    pad(alice.toLowerCase()),
  ]);
  assert.equal(log.data, pad("0x07"));
});

test("the supply ends at 2^256-1", async () => {
  await token.send(admin, "mint", alice, maxUint256);
  assert.equal(await token.read("totalSupply"), maxUint256);
  await token.reverts(admin, panicOverflow, "mint", bob, 1n);

  assert.deepEqual(transfers(await token.send(alice, "transfer", admin, maxUint256)), [[alice, admin, maxUint256]]);
  await token.send(admin, "burn", 1n);
  await token.reverts(admin, panicOverflow, "mintMany", [bob, bob], [1n, 1n]);
  await token.send(admin, "mint", bob, 1n);
  assert.deepEqual(await balances(admin, bob), [maxUint256 - 1n, 1n]);
});
