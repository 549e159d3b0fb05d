"""A seeded random storm: everything that a token's chain may throw at the program.

One storm plays on one node with one token. The same seed plays the same storm, but for the block
times after a fork, which the node chooses. No balance ever leaves the range of +-(2^256-1), and no
fork replaces a block that was ever confirmed: both are outside of what the program promises here.
"""

import random
from collections import defaultdict

from harness.token import MAX_UINT256, TRANSFER_TOPIC, ZERO, hostile_token

HOUR = 3600
_DEAD = "0x000000000000000000000000000000000000dead"  # an ordinary holder, not a burn


def _topic(address):
    return "0x" + address[2:].rjust(64, "0")


class Storm:
    """Plays random blocks; `hostile` tells that the token is a HostileToken.

    With `overdraw` some holders spend what they never got. `newcomers` is how often somebody new
    gets something, instead of somebody known.
    """

    def __init__(self, seed, node, token, hostile=False, overdraw=False, confirmations=6,
                 newcomers=0.05):
        self.random = random.Random(seed)
        self.node, self.token, self.hostile, self.overdraw = node, token, hostile, overdraw
        self.confirmations, self.newcomers = confirmations, newcomers
        self.people = [self._new_address() for _ in range(20)] + [_DEAD] + node.accounts
        self.counts = defaultdict(int)
        self._other_token = hostile_token(node)  # the same events, of no interest
        self._balances = defaultdict(int)
        self._journal = []  # (block, user, change), so that a fork can be taken back
        self._highest = node.head

    def _new_address(self):
        return f"0x{self.random.getrandbits(160):040x}"

    def _new_holder(self):
        self.people.append(self._new_address())
        return self.people[-1]

    # What the storm believes about balances, so that no transaction reverts by accident.

    def _move(self, block, source, target, value):
        for user, change in ((source, -value), (target, value)):
            if user != ZERO:
                self._journal.append((block, user, change))
                self._balances[user] += change

    def believed_balance(self, user):
        """What the storm thinks that the user has now, unconfirmed blocks included."""
        return self._balances[user]

    @property
    def highest(self):
        """The highest block that there ever was."""
        return self._highest

    def _forget_above(self, block):
        while self._journal and self._journal[-1][0] > block:
            _, user, change = self._journal.pop()
            self._balances[user] -= change

    # Events. Each returns one transaction and has told `_move` what it does.

    def _amount(self, most):
        """A random value up to `most`, of any magnitude, sometimes all of it."""
        if most <= 1 or self.random.random() < 0.1:
            return most
        return self.random.randint(1, min(most, 10 ** self.random.randint(1, len(str(most)))))

    def _holder(self, candidates):
        rich = [user for user in candidates if self._balances[user] > 0]
        return self.random.choice(rich) if rich else None

    def _someone(self, value=0, among=None):
        """Somebody who can take `value`: mostly somebody known, sometimes a new holder."""
        user = self.random.choice(among or self.people)
        too_much = self._balances[user] + value > MAX_UINT256
        return self._new_holder() if too_much or self.random.random() < self.newcomers \
            else user

    def _transfer(self, block, source, target, value):
        """A movement as the token at hand does it; ZERO stands for mint and burn."""
        self._move(block, source, target, value)
        if self.hostile:
            return self.token.tx("emitTransfer", source, target, value)
        if source == ZERO:
            return self.token.tx("mint", target, value)
        if target == ZERO:
            return self.token.tx("burn", value, sender=source)
        return self.token.tx("transfer", target, value, sender=source)

    def _senders(self):
        return self.people if self.hostile else self.node.accounts

    def _mint(self, block):
        value = self._amount(10**24)
        among = self.node.accounts if self.random.random() < 0.5 else None
        return self._transfer(block, ZERO, self._someone(value, among), value)

    def _mint_many(self, block):
        users, values = [], []
        for _ in range(self.random.randint(2, 25)):
            values.append(self._amount(10**21))
            users.append(self._someone(values[-1]))
            self._move(block, ZERO, users[-1], values[-1])
        if self.hostile:
            return self.token.tx("emitMany", [ZERO] * len(users), users, values)
        return self.token.tx("mintMany", users, values)

    def _spend(self, block, target=None):
        source = self._holder(self._senders())
        if source is None:
            return self._mint(block)
        value = self._amount(self._balances[source])
        return self._transfer(block, source, target or self._someone(value), value)

    def _burn(self, block):
        return self._spend(block, ZERO)

    def _send(self, block):
        return self._spend(block)

    def _send_to_self(self, block):
        source = self._holder(self._senders())
        if source is None:
            return self._mint(block)
        return self._transfer(block, source, source, self._amount(self._balances[source]))

    def _zero_value(self, block):
        source = self.random.choice(self.node.accounts)
        return self._transfer(block, source, self._someone(), 0)

    def _approve(self, block):
        """An event of the same contract that moves nothing."""
        del block
        return self.token.tx("approve", self._someone(), self._amount(10**20),
                             sender=self.random.choice(self.node.accounts))

    # What only a hostile token logs.

    def _huge(self, block):
        """2^256-1 comes to a new holder, and may move on or go later, whole or in parts."""
        return self._transfer(block, ZERO, self._new_holder(), MAX_UINT256)

    def _zero_to_zero(self, block):
        return self._transfer(block, ZERO, ZERO, self._amount(10**20))

    def _odd_log(self, block):
        """Logs with the topic of Transfer which are none of an ERC-20."""
        del block
        a, b = _topic(self._someone()), _topic(self._someone())
        value = self.random.getrandbits(255).to_bytes(32, "big")
        topics, data = self.random.choice([
            ([TRANSFER_TOPIC, a, b, "0x" + value.hex()], b""),          # ERC-721
            ([TRANSFER_TOPIC, a, b], value[:self.random.randint(0, 31)]),  # cut
            ([TRANSFER_TOPIC, a, b], value + value),
            ([TRANSFER_TOPIC, a], bytes(32) + value),
            ([TRANSFER_TOPIC], bytes(64) + value),                       # nothing indexed
            ([TRANSFER_TOPIC, a, b, a], value),
            (["0x" + "ab" * 32, a, b], value),                           # another event
            ([], value),
        ])
        return self.token.tx("emitRaw", topics, data)

    def _overdraft(self, block):
        """Somebody spends what he never got, as when history before the start is missing."""
        value = self.random.choice([1, 10**18, MAX_UINT256])
        target = ZERO if value == MAX_UINT256 else self._someone(value)
        return self._transfer(block, self._new_holder(), target, value)

    def _event(self, block):
        weights = {self._mint: 5, self._mint_many: 1, self._burn: 3, self._send: 10,
                   self._send_to_self: 2, self._zero_value: 2}
        if self.hostile:
            weights |= {self._huge: 0.4, self._zero_to_zero: 1, self._odd_log: 4}
        else:
            weights[self._approve] = 1
        if self.overdraw:
            weights[self._overdraft] = 0.3
        event = self.random.choices(list(weights), list(weights.values()))[0]
        self.counts[event.__name__.strip("_")] += 1
        return event(block)

    # Blocks.

    def _next_time(self, time):
        """The next block's time: equal stamps, boundaries and empty hours come often."""
        boundary = (time // HOUR + 1) * HOUR
        kind = self.random.choices(
            ["same", "soon", "later", "boundary", "before", "after", "empty hours"],
            [6, 20, 10, 4, 1, 1, 2])[0]
        self.counts[f"block: {kind}"] += 1
        return {"same": time, "soon": time + self.random.randint(1, 30),
                "later": time + self.random.randint(30, 1500), "boundary": boundary,
                "before": max(time, boundary - 1), "after": boundary + 1,
                "empty hours": time + self.random.randint(HOUR, 6 * HOUR)}[kind]

    def play(self, blocks, until=None):
        """Mines up to `blocks` random blocks, but none later than the time `until`."""
        time, number = self.node.block_time(), self.node.head
        for _ in range(blocks):
            time, number = self._next_time(time), number + 1
            if until is not None and time > until:
                break
            many = self.random.choices([0, self.random.randint(1, 3), self.random.randint(5, 25)],
                                       [6, 10, 2])[0]
            txs = [self._event(number) for _ in range(many)]
            if self.random.random() < 0.2:
                noise = self._other_token.tx("emitTransfer", ZERO, self._someone(), 10**18)
                txs.insert(self.random.randint(0, len(txs)), noise)
            self.node.mine(time, txs)
            self._highest = max(self._highest, number)

    def finish(self):
        """Blocks that confirm everything played so far and close its last hour."""
        self.node.mine((self.node.block_time() // HOUR + 1) * HOUR)
        self.node.mine_empty(self.confirmations + max(0, self._highest - self.node.head))
        self._highest = max(self._highest, self.node.head)

    def fork(self, depth, shorter=False):
        """Replaces the newest `depth` blocks (fewer, where more were confirmed once).

        The new blocks have other events. With `shorter` the chain first loses the old ones and
        then gets fewer new ones than it lost. Returns the number of blocks replaced.
        """
        base = max(self.node.head - depth, self._highest - self.confirmations)
        depth = self.node.head - base
        if depth < 1:
            return 0
        self._forget_above(base)
        self.counts["fork" + (" to a shorter chain" if shorter else "")] += 1
        if shorter:
            self.node.rollback(depth)
            self.play(self.random.randint(0, depth - 1))
            return depth
        pairs = []
        for offset in range(depth):
            for _ in range(self.random.randint(0, 3)):
                pairs.append((self._mint(base + 1 + offset), offset))
        self.node.reorg(depth, pairs)
        return depth
