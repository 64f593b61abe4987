// SPDX-License-Identifier: Apache-2.0
// kazi: the daemon and the operator's tool, one binary.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "gateway/cli/commands.hpp"

int main(int argc, char** argv) {
    using namespace kazi::gateway;
    CLI::App app{"Kazi lets people with the simplest phones earn money by SMS and USSD."};
    app.require_subcommand(1);
    cli::Exit exit;
    cli::add_serve(app, exit);
    cli::add_check_config(app, exit);
    cli::add_decode(app, exit);
    cli::add_certify(app, exit);
    cli::add_infer(app, exit);
    cli::add_parse(app, exit);
    cli::add_survey(app, exit);
    cli::add_dialogue(app, exit);
    cli::add_audit(app, exit);
    cli::add_client(app, exit);
    cli::add_ledger(app, exit);
    cli::add_payouts(app, exit);
    cli::add_worker(app, exit);
    cli::add_campaign(app, exit);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : cli::bad_usage;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "kazi: %s\n", error.what());
        return cli::failed;
    }
    return exit.code;
}
