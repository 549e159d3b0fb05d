"""A small encoder (and decoder of simple answers) for the Ethereum contract ABI."""

from .keccak import selector

_WORD = 32


def _is_dynamic(kind):
    return kind in ("bytes", "string") or kind.endswith("[]")


def _word(number):
    return (number % (1 << 256)).to_bytes(_WORD, "big")


def _padded(data):
    return data + bytes(-len(data) % _WORD)


def to_bytes(value):
    """Bytes of a 0x-hex text; bytes stay as they are."""
    return bytes.fromhex(value.removeprefix("0x")) if isinstance(value, str) else bytes(value)


def _encode_one(kind, value):
    if kind.endswith("[]"):
        return _word(len(value)) + encode([kind[:-2]] * len(value), value)
    if kind == "string":
        return _encode_one("bytes", value.encode())
    if kind == "bytes":
        data = to_bytes(value)
        return _word(len(data)) + _padded(data)
    if kind == "address":
        return to_bytes(value).rjust(_WORD, b"\0")
    if kind == "bool":
        return _word(int(value))
    if kind.startswith(("uint", "int")):
        bits = int(kind.removeprefix("u").removeprefix("int") or 256)
        if kind.startswith("uint") and not 0 <= value < 1 << bits:
            raise ValueError(f"{value} does not fit {kind}")
        return _word(value)
    if kind.startswith("bytes"):
        data = to_bytes(value)
        if len(data) != int(kind[5:]):
            raise ValueError(f"{kind} needs {kind[5:]} bytes, not {len(data)}")
        return _padded(data)
    raise ValueError(f"unknown ABI type {kind}")


def encode(kinds, values):
    """The arguments `values` of the types `kinds`: heads first, then the dynamic tails."""
    if len(kinds) != len(values):
        raise ValueError(f"{len(kinds)} arguments expected ({', '.join(kinds)}), got {len(values)}")
    parts = [_encode_one(kind, value) for kind, value in zip(kinds, values)]
    offset = sum(_WORD if _is_dynamic(kind) else len(part) for kind, part in zip(kinds, parts))
    heads, tails = b"", b""
    for kind, part in zip(kinds, parts):
        if _is_dynamic(kind):
            heads += _word(offset + len(tails))
            tails += part
        else:
            heads += part
    return heads + tails


def input_types(abi, name, kind="function"):
    """The argument types of a function (or of the constructor) in a contract's `abi`."""
    for entry in abi:
        if entry["type"] == kind and (kind == "constructor" or entry["name"] == name):
            return [argument["type"] for argument in entry["inputs"]]
    if kind == "constructor":
        return []
    raise KeyError(f"the contract has no {kind} {name}")


def encode_call(abi, name, *arguments):
    """0x-hex call data of the function `name`."""
    kinds = input_types(abi, name)
    signature = f"{name}({','.join(kinds)})"
    return "0x" + (selector(signature) + encode(kinds, arguments)).hex()


def decode_uint(answer):
    """The number in an `eth_call` answer of one word."""
    return int.from_bytes(to_bytes(answer)[:_WORD], "big")
