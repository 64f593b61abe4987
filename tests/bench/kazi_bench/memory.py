# SPDX-License-Identifier: Apache-2.0
"""What stays in memory: of a worker who does nothing, of an answer once its item is settled."""
from kazi_bench import redis
from kazi_bench.daemon import ANSWERS_PER_ITEM
from kazi_bench.processes import resident_kb


def bytes_per_idle_worker(daemon, load, plan):
    """Everybody joins while there is no work. What stands in memory of each of them (record and
    number), and what her consent takes in the journal."""
    def sizes():
        path = daemon.socket_path
        return redis.data_memory(path), redis.key_memory(path, "{ke-0}:journal")

    load.everybody_joins(daemon, plan.known_workers, min(1000, plan.known_workers // 10))
    all_before, journal_before = sizes()
    load.everybody_joins(daemon, 0, plan.known_workers)
    everything, journal = sizes()
    consents = journal - journal_before
    return ((everything - all_before - consents) / plan.known_workers,
            consents / plan.known_workers)


def bytes_per_answer(daemon, load, plan):
    """A small campaign from its start until its work runs out, by as many as it takes."""
    daemon.open_campaign(plan.small_items)
    before = redis.data_memory(daemon.socket_path)
    answers_before = daemon.counter("kazi_answers_total")
    wanted = plan.small_items * ANSWERS_PER_ITEM
    workers = min(plan.active_workers, plan.known_workers)
    left = wanted
    while left > 0:
        load.run(daemon.public, daemon.hook("ussd"), "answer", workers=workers,
                 items=plan.small_items, turns=2 * (left + workers))
        given = daemon.counter("kazi_answers_total") - answers_before
        if wanted - given >= left:
            break
        left = wanted - given
    grown = redis.data_memory(daemon.socket_path) - before
    return grown / given, given / wanted


def daemon_resident_mb(daemon):
    now, most = resident_kb(daemon.pid)
    return now / 1024, most / 1024
