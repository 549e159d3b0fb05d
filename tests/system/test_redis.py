#!/usr/bin/env python3
"""Redis is killed, emptied, silenced and filled with garbage in the middle of a storm: nobody notices."""

import random
import unittest

from harness.process import wait_until
from harness.redis import Redis
from world import World, SystemTest, say

PASSWORD = "planted-word-0815"


class RedisStorm(SystemTest):
    """Two storms with forks, a daemon with its unconfirmed blocks in Redis."""

    def setUp(self):
        self.redis = self.enterContext(Redis(PASSWORD))
        self.world = self.enterContext(World(f"redis {self._testMethodName}"))
        url = self.redis.url.replace("//", "//:{secret:redis}@")
        cache = {"driver": "redis", "url": url, "timeout_ms": 300}
        self.program = self.enterContext(self.world.program(cache=cache))
        secrets = self.program.folder / "secrets"
        secrets.mkdir()
        (secrets / "redis").write_text(PASSWORD)
        (secrets / "redis").chmod(0o600)
        self.program.config["secrets_dir"] = "secrets"
        self.program.write_config()
        self.world.play(30)

    def alerts(self):
        """The cache's alerts by chain."""
        return {chain["name"]: [alert for alert in chain["alerts"]
                                if alert["code"] == "cache_unreachable"]
                for chain in self.program.status()["chains"]}

    def assert_secret_unseen(self):
        """The password is nowhere in what the program wrote."""
        for path in self.program.folder.rglob("*"):
            if path.is_file() and path.parent.name != "secrets":
                self.assertNotIn(PASSWORD.encode(), path.read_bytes(), str(path))

    def wait_for_blocks_in_redis(self):
        """After an outage Redis is asked again when a new block comes and the pause is over."""
        def there():
            self.world.play(1)
            return self.redis.keys() == 2
        wait_until(there, 60, "one key of each chain in Redis", interval=0.3)

    def spoil(self):
        """Foreign, cut and strange values at every key, and keys of another kind."""
        lines = int(self.redis.call("EVAL", """
            local n = 0
            for i, key in ipairs(redis.call('KEYS', '*')) do
                if redis.call('TYPE', key).ok == 'hash' then
                    for j, field in ipairs(redis.call('HKEYS', key)) do
                        local value = redis.call('HGET', key, field)
                        redis.call('HSET', key, field, j % 2 == 0 and value:sub(1, -2) or 'x')
                        redis.call('HSET', key, tostring(tonumber(field) + 1), value)
                        n = n + 1
                    end
                    if i % 2 == 0 then redis.call('SET', key, 'text') end
                end
            end
            return n""", "0")[1:])
        say(f"{lines} entries of Redis spoiled")

    def test_mishaps_in_a_storm(self):
        """Each mishap comes twice, once with a kill -9 of the daemon, in a random order."""
        chance = random.Random("redis")
        mishaps = [(what, restart) for restart in (True, False)
                   for what in ("flushed", "killed", "restarted empty", "silent", "spoiled")]
        chance.shuffle(mishaps)
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes)
        for mishap, restart in mishaps:
            self.wait_for_blocks_in_redis()
            if mishap == "flushed":
                self.redis.flush()
            elif mishap == "spoiled":
                self.spoil()
            elif mishap == "silent":
                self.redis.pause()
            else:
                self.redis.kill9()
                if mishap == "restarted empty":
                    self.redis.start()
            if restart:
                self.program.kill9()
            depths = [storm.fork(chance.randint(1, 5), chance.random() < 0.5)
                      for storm in self.world.storms.values()]
            self.world.play(chance.randint(5, 8))
            if restart:
                self.program.start_daemon()
            self.program.wait_caught_up(self.world.nodes)
            say(f"Redis {mishap}, forks of {depths}{', daemon killed' if restart else ''}")
            if mishap == "killed":
                self.redis.start()
            elif mishap == "silent":
                self.redis.go_on()
        self.world.finish()
        self.program.wait_caught_up(self.world.nodes)
        self.program.stop()
        self.assert_right(self.program, f"{len(mishaps)} mishaps of Redis")
        self.assert_secret_unseen()

    def test_an_outage_is_told_and_ends(self):
        """`--once` ends with 3; a daemon goes on, tells it as an alert, and takes it back."""
        self.redis.kill9()
        done = self.program.run("--daemon", "--once", expect=(3,))
        self.assertIn(f"Redis at 127.0.0.1:{self.redis.port} refused the connection", done.stderr)
        say(done.stderr.strip().splitlines()[-1][:150])
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes)
        told = wait_until(lambda: all((found := self.alerts()).values()) and found, 20,
                          "an alert of each chain")
        for name, alerts in told.items():
            self.assertEqual(len(alerts), 1)
            self.assertIn("refused the connection; is it running?", alerts[0]["sentence"])
            self.assertGreater(alerts[0]["since"], 0)
            say(f"{name}: {alerts[0]}")
        self.assertEqual({chain["state"] for chain in self.program.status()["chains"]}, {"live"})
        self.redis.start()

        def gone():
            self.world.play(1)
            return not any(self.alerts().values())
        wait_until(gone, 60, "the end of the alerts", interval=0.5)
        self.world.finish()
        self.program.wait_caught_up(self.world.nodes)
        self.assertEqual(self.redis.keys(), 2)
        self.program.stop()
        self.assert_right(self.program, "an outage of Redis")
        self.assert_secret_unseen()

    def test_wrong_password(self):
        """Another sentence, and nothing of the password in it."""
        (self.program.folder / "secrets/redis").write_text("wrong-" + PASSWORD)
        done = self.program.run("--daemon", "--once", expect=(3,))
        self.assertIn("refuses the user or the password of cache.url", done.stderr)
        self.assertNotIn(PASSWORD, done.stderr)
        self.assert_secret_unseen()


if __name__ == "__main__":
    unittest.main(verbosity=2)
