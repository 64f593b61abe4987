// SPDX-License-Identifier: Apache-2.0
// The sub-commands of kazi, one file each.
#pragma once

namespace CLI {
class App;
}

namespace kazi::gateway::cli {

inline constexpr int ok = 0;
inline constexpr int failed = 1;
inline constexpr int bad_usage = 2;  ///< or bad input

/// What the sub-command that ran came to.
struct Exit {
    int code = ok;
};

void add_serve(CLI::App& app, Exit& exit);         ///< the daemon
void add_check_config(CLI::App& app, Exit& exit);  ///< what is wrong in a configuration
void add_decode(CLI::App& app, Exit& exit);        ///< what a callback means
void add_certify(CLI::App& app, Exit& exit);       ///< a connection, tried in every way
void add_infer(CLI::App& app, Exit& exit);         ///< recorded answers through the answer model
void add_parse(CLI::App& app, Exit& exit);         ///< what an answer means
void add_survey(CLI::App& app, Exit& exit);        ///< a survey's definition, checked or tried
void add_dialogue(CLI::App& app, Exit& exit);      ///< the dialogue's map
void add_audit(CLI::App& app, Exit& exit);         ///< the books, proved
void add_client(CLI::App& app, Exit& exit);        ///< API keys
void add_ledger(CLI::App& app, Exit& exit);        ///< the books, for others
void add_payouts(CLI::App& app, Exit& exit);       ///< payouts: list, show, decide
void add_worker(CLI::App& app, Exit& exit);        ///< one worker, by number
/// Under `worker`: whose answers deserve a look.
void add_worker_signals(CLI::App& worker, Exit& exit);
/// Under `worker`: how evenly pay is spread.
void add_worker_spread(CLI::App& worker, Exit& exit);
/// Under `worker`: how far people came.
void add_worker_funnel(CLI::App& worker, Exit& exit);
/// Under `worker`: who asked for a person.
void add_worker_appeals(CLI::App& worker, Exit& exit);
void add_campaign(CLI::App& app, Exit& exit);  ///< campaigns: list, show

}  // namespace kazi::gateway::cli
