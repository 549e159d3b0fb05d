"""A local Ethereum node (anvil) whose blocks and clock are in the test's hand."""

import os
import pathlib
import shutil
import subprocess
import tempfile

from .abi import encode, input_types
from .process import REPOSITORY, die_with_parent, free_port, tail, wait_until
from .rpc import Rpc, RpcError

START_TIME = 1735743600  # 2025-01-01 15:00 UTC, a full hour
_GAS = 20_000_000


def _native(launcher):
    """The program behind npm's launcher: a kill -9 of the launcher would leave the node alive."""
    if launcher.resolve().suffix == ".mjs":
        packages = launcher.resolve().parents[1]
        for binary in sorted(packages.glob("anvil-*/bin/anvil*")):
            return binary
    return launcher


def find_anvil():
    """The anvil binary: from CHAINPOINTS_ANVIL, else the repository's npm folder, else PATH."""
    named = os.environ.get("CHAINPOINTS_ANVIL")
    candidates = [named] if named else [
        REPOSITORY / "contracts/node_modules/.bin/anvil", shutil.which("anvil")]
    for candidate in candidates:
        if candidate and pathlib.Path(candidate).exists():
            return _native(pathlib.Path(candidate))
    raise FileNotFoundError("no anvil: run `npm ci` in contracts/, or set CHAINPOINTS_ANVIL")


class Node(Rpc):
    """A node that somebody else runs."""

    @property
    def head(self):
        """Number of the newest block."""
        return int(self.call("eth_blockNumber"), 16)

    def block_time(self, number="latest"):
        """Timestamp of a block."""
        tag = hex(number) if isinstance(number, int) else number
        return int(self.call("eth_getBlockByNumber", tag, False)["timestamp"], 16)


class Anvil(Node):
    """One anvil process and its RPC. Blocks come only when the test mines them."""

    def __init__(self, chain_id=31337, start_time=START_TIME, port=None):
        self.chain_id = chain_id
        self.port = port or free_port()
        super().__init__(f"http://127.0.0.1:{self.port}")
        self._folder = tempfile.mkdtemp(prefix="anvil-")
        self._log = os.path.join(self._folder, "anvil.log")
        with open(self._log, "wb") as log:
            # Newer forks make every block slower than the one before; disk states fill the disk.
            self.process = subprocess.Popen(
                [find_anvil(), "--hardfork", "cancun", "--max-persisted-states", "0",
                 "--timestamp", str(start_time), "--chain-id", str(chain_id),
                 "--port", str(self.port), "--cache-path", os.path.join(self._folder, "cache"),
                 "--order", "fifo", "--base-fee", "0", "--gas-price", "0",
                 "--disable-block-gas-limit", "--no-request-size-limit", "--quiet"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent)
        try:
            wait_until(self._answers, 30, "anvil's first answer", interval=0.02)
            self.call("evm_setAutomine", False)
            self.accounts = self.call("eth_accounts")
        except BaseException:
            self.stop()
            raise

    def _answers(self):
        # A node left over by someone else on this port would answer in our child's place.
        if self.process.poll() is not None:
            raise RuntimeError(f"anvil ended with {self.process.returncode}:\n{tail(self._log)}")
        try:
            return int(self.call("eth_chainId"), 16) == self.chain_id
        except OSError:
            return False

    def stop(self):
        """Ends the node and removes its folder."""
        self.close()
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def send(self, tx):
        """Puts one transaction of an unlocked account into the pool; returns its hash."""
        return self.call("eth_sendTransaction", {"from": self.accounts[0], "gas": hex(_GAS), **tx})

    def mine(self, timestamp=None, txs=()):
        """Mines exactly one block with `txs` in this order; returns their receipts.

        Without a timestamp the block comes 12 s after the one before.
        """
        # One by one: anvil works on the calls of a batch in any order.
        hashes = [self.send(tx) for tx in txs]
        before = self.head
        self.call("evm_mine", hex(self.block_time() + 12 if timestamp is None else timestamp))
        receipts = self.batch([("eth_getTransactionReceipt", h) for h in hashes])
        if self.head != before + 1:
            raise RpcError(f"head went from {before} to {self.head} by mining one block")
        for tx, receipt in zip(txs, receipts):
            if receipt is None or int(receipt["blockNumber"], 16) != before + 1:
                raise RpcError(f"transaction was not mined: {tx}")
            if receipt["status"] != "0x1":
                raise RpcError(f"transaction reverted: {tx}")
        return receipts

    def mine_empty(self, count, spacing=12):
        """Mines `count` empty blocks, `spacing` seconds apart."""
        time = self.block_time()
        for i in range(1, count + 1):
            self.call("evm_mine", hex(time + i * spacing))

    def reorg(self, depth, pairs=()):
        """Replaces the newest `depth` blocks by others, with new transactions `(tx, block offset)`.

        The new blocks have times between the fork's and now; their number is the same as before.
        """
        self.call("anvil_reorg", depth, [
            [{"from": self.accounts[0], "gas": hex(_GAS), **tx}, offset] for tx, offset in pairs])

    def rollback(self, depth):
        """Drops the newest `depth` blocks: the head goes down."""
        self.call("anvil_rollback", depth)

    def deploy(self, artifact, *arguments):
        """Deploys a compiled contract in a block of its own; returns its address in lower case."""
        kinds = input_types(artifact["abi"], "", "constructor")
        code = artifact["bytecode"].removeprefix("0x") + encode(kinds, arguments).hex()
        receipt = self.mine(txs=[{"data": "0x" + code}])[0]
        return receipt["contractAddress"].lower()
