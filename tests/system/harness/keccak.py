"""Keccak-256 as Ethereum uses it (the padding differs from hashlib's SHA3-256)."""

_MASK = (1 << 64) - 1
_RATE = 136


def _round_constants():
    """The 24 iota constants, from the LFSR of the Keccak reference."""
    constants, lfsr = [], 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if lfsr & 1:
                constant |= 1 << ((1 << j) - 1)
            lfsr = (lfsr << 1) ^ (0x171 if lfsr & 0x80 else 0)
        constants.append(constant)
    return constants


_ROUNDS = _round_constants()


def _rotate(lane, by):
    by %= 64
    return ((lane << by) | (lane >> (64 - by))) & _MASK if by else lane


def _permute(a):
    """Keccak-f[1600] on 25 lanes, lane (x, y) at index x + 5*y."""
    for constant in _ROUNDS:
        c = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        d = [c[(x - 1) % 5] ^ _rotate(c[(x + 1) % 5], 1) for x in range(5)]
        a = [a[i] ^ d[i % 5] for i in range(25)]
        x, y, current = 1, 0, a[1]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            a[x + 5 * y], current = _rotate(current, (t + 1) * (t + 2) // 2), a[x + 5 * y]
        for row in range(0, 25, 5):
            lanes = a[row:row + 5]
            for x in range(5):
                a[row + x] = lanes[x] ^ (~lanes[(x + 1) % 5] & _MASK & lanes[(x + 2) % 5])
        a[0] ^= constant
    return a


def keccak256(data):
    """The 32-byte digest of `data` (bytes)."""
    padded = bytearray(data) + bytearray(_RATE - len(data) % _RATE)
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    state = [0] * 25
    for start in range(0, len(padded), _RATE):
        for i in range(_RATE // 8):
            state[i] ^= int.from_bytes(padded[start + 8 * i:start + 8 * i + 8], "little")
        state = _permute(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])


def selector(signature):
    """The four bytes that name a contract function, e.g. `transfer(address,uint256)`."""
    return keccak256(signature.encode())[:4]


def _check_known_answers():
    answers = {
        b"": "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        b"Transfer(address,address,uint256)":
            "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
    }
    for data, digest in answers.items():
        if keccak256(data).hex() != digest:
            raise AssertionError(f"keccak256({data!r}) is wrong")
    if selector("transfer(address,uint256)").hex() != "a9059cbb":
        raise AssertionError("selector is wrong")


_check_known_answers()
