# SPDX-License-Identifier: Apache-2.0
"""Redis servers for the benchmarks, and what they say about themselves."""
import socket
import time

from kazi_bench.processes import Process


def run(socket_path, command):
    """What a command answers that answers with a text, a number (as a text) or nothing (None)."""
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(30)
        link.connect(str(socket_path))
        link.sendall(f"{command}\r\n".encode())
        reader = link.makefile("rb")
        first = reader.readline().decode().strip()
        if first == "$-1":
            return None
        return reader.read(int(first[1:])).decode() if first[0] == "$" else first[1:]


def info(socket_path, section):
    """One section of INFO as a dict of texts."""
    text = run(socket_path, f"INFO {section}")
    lines = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {name: value for name, _, value in lines}


def data_memory(socket_path):
    """Bytes that the data takes, indexes included; without buffers of clients and of the log."""
    sizes = info(socket_path, "memory")
    buffers = ("mem_clients_normal", "mem_clients_slaves", "mem_aof_buffer")
    return int(sizes["used_memory"]) - sum(int(sizes[name]) for name in buffers)


def key_memory(socket_path, key):
    """Bytes that one key takes, all of it counted; 0 when there is none."""
    return int(run(socket_path, f"MEMORY USAGE {key} SAMPLES 0") or 0)


def aof_bytes(socket_path):
    return int(info(socket_path, "persistence")["aof_current_size"])


def server_pid(socket_path):
    return int(info(socket_path, "server")["process_id"])


class Redis(Process):
    """A server of our own on a Unix socket, as durable as `fsync` says."""

    def __init__(self, folder, fsync):
        folder.mkdir(parents=True)
        self.socket_path = folder / "redis.sock"
        super().__init__(
            ["redis-server", "--port", "0", "--unixsocket", str(self.socket_path), "--dir",
             str(folder), "--appendonly", "yes", "--appendfsync", fsync, "--save", "",
             "--hash-max-listpack-value", "256"], folder / "redis.log")
        self._await_socket()

    def _await_socket(self):
        for _ in range(200):
            try:
                info(self.socket_path, "server")
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"redis-server did not come up: see {self.log}")
