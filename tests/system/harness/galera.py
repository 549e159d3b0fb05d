"""MariaDB servers that are one cluster (Galera) on the loopback; each may be killed and started again."""

from contextlib import ExitStack

from .mariadb import Mariadb
from .process import free_ports

_PROVIDER = "/usr/lib/galera/libgalera_smm.so"  # Debian's galera-4
# A dead node is noticed sooner than by default (5 and 15 s).
_PROVIDER_OPTIONS = ("gcache.size=16M", "gcs.fc_limit=64", "evs.keepalive_period=PT0.5S",
                     "evs.suspect_timeout=PT2S", "evs.inactive_timeout=PT4S")


class Node(Mariadb):
    """One server of a cluster. Runs, once started, until `stop`."""

    def __init__(self, number, all_ports):
        client, group, incremental, whole = all_ports[number]
        self._is_first = number == 0
        members = ",".join(f"127.0.0.1:{ports[1]}" for ports in all_ports)
        options = ";".join([f"gmcast.listen_addr=tcp://127.0.0.1:{group}",
                            f"ist.recv_addr=127.0.0.1:{incremental}", *_PROVIDER_OPTIONS])
        super().__init__([
            "wsrep_on=ON", f"wsrep_provider={_PROVIDER}", f"wsrep_provider_options={options}",
            f"wsrep_cluster_address=gcomm://{members}", f"wsrep_node_name=node{number}",
            f"wsrep_node_address=127.0.0.1:{group}", f"wsrep_node_incoming_address=127.0.0.1:{client}",
            "wsrep_sst_method=rsync", f"wsrep_sst_receive_address=127.0.0.1:{whole}",
            "binlog_format=ROW", "innodb_autoinc_lock_mode=2", "innodb_buffer_pool_size=32M"], client)

    def _install(self):
        # The others get everything from the first one.
        if self._is_first:
            super()._install()

    def begin_start(self, *arguments):
        """Starts it; as the first of all it makes the cluster."""
        new = ["--wsrep-new-cluster"] if self._is_first and self.process is None else []
        super().begin_start(*new, *arguments)

    def answers(self):
        """Whether it is ready, and has all that the others have."""
        return super().answers() and self.state("wsrep_local_state_comment") == "Synced"

    def state(self, name):
        """One of the server's figures, such as wsrep_local_cert_failures."""
        return self.administer(f"SHOW GLOBAL STATUS LIKE '{name}'").split("\t")[1].strip()


class Galera:
    """A cluster, `nodes`, until `stop`."""

    def __init__(self, size=3):
        ports = free_ports(4 * size)
        all_ports = [ports[4 * i:4 * i + 4] for i in range(size)]
        with ExitStack() as stack:
            self.nodes = [stack.enter_context(Node(i, all_ports)) for i in range(size)]
            self._stack = stack.pop_all()

    def new_database(self):
        """An empty database, as the `database` part of a config, for each node."""
        first = self.nodes[0].new_database()
        return [node.database(first["name"]) for node in self.nodes]

    def stop(self):
        """Ends all nodes and removes their folders."""
        self._stack.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
