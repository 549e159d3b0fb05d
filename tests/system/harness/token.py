"""The tokens that the tests follow: the project's own, and one that logs whatever it is told."""

import json

from .abi import decode_uint, encode_call
from .keccak import keccak256
from .process import REPOSITORY

ZERO = "0x" + "00" * 20
TRANSFER_TOPIC = "0x" + keccak256(b"Transfer(address,address,uint256)").hex()
MAX_UINT256 = 2**256 - 1


def artifact(name):
    """A compiled contract of the repository."""
    path = REPOSITORY / "contracts/artifacts" / f"{name}.json"
    return json.loads(path.read_text())


class Token:
    """A deployed contract: builds its transactions and asks its views."""

    def __init__(self, node, contract, *arguments):
        self.node = node
        self._abi = artifact(contract)["abi"]
        self.address = node.deploy(artifact(contract), *arguments)

    def tx(self, function, *arguments, sender=None):
        """A transaction that calls `function`, by the first account if no sender is named."""
        return {"from": sender or self.node.accounts[0], "to": self.address,
                "data": encode_call(self._abi, function, *arguments)}

    def view(self, function, *arguments, block="latest"):
        """A number that the contract tells."""
        call = {"to": self.address, "data": encode_call(self._abi, function, *arguments)}
        return decode_uint(self.node.call("eth_call", call, block))


def points_token(node, decimals=18):
    """A PointsToken whose admin is the node's first account; every account may burn its own."""
    token = Token(node, "PointsToken", "Points", "PTS", decimals, node.accounts[0])
    burner = "0x" + keccak256(b"BURNER_ROLE").hex()
    node.mine(txs=[token.tx("grantRole", burner, account) for account in node.accounts])
    return token


def hostile_token(node, decimals=18):
    """A HostileToken: its logs change no balance, so anything can be logged."""
    return Token(node, "HostileToken", "Hostile", "HST", decimals)
