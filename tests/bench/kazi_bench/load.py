# SPDX-License-Identifier: Apache-2.0
"""The load generator, with the settings that all its runs share."""
import itertools

from kazi_bench.processes import run_json

_runs = itertools.count()


class Load:
    def __init__(self, program, plan):
        self.program, self.plan = program, plan

    def run(self, port, path, play, **settings):
        """One run; `settings` are the program's options with '_' for '-'."""
        plan = self.plan
        options = {"port": port, "path": path, "play": play, "run": f"b{next(_runs)}",
                   "answers": plan.answers_per_session, "items": plan.items,
                   "workers": plan.active_workers, "connections": plan.connections,
                   "warm-up-ms": plan.warm_up_ms, "measured-ms": plan.measured_ms}
        options.update({name.replace("_", "-"): value for name, value in settings.items()})
        command = [self.program]
        for name, value in options.items():
            command += [f"--{name}", value]
        result = run_json(command)
        result["faults"] = result["lost"] + result["swapped"] + result["unexpected"]
        return result

    def everybody_joins(self, daemon, first, count):
        """`count` people join over USSD. Raises when a page is not what it has to be."""
        joined = self.run(daemon.public, daemon.hook("ussd"), "join", first_worker=first,
                          workers=count, measured_ms=900_000)
        if joined["faults"]:
            raise RuntimeError(f"joining: {joined}")
        return joined
