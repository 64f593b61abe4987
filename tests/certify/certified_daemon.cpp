// SPDX-License-Identifier: Apache-2.0
#include "tests/certify/certified_daemon.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>

#include "tests/faults/ports.hpp"
#include "tests/faults/waiting.hpp"

namespace kazi::tests {

namespace {

void replace_all(std::string& text, std::string_view from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

CertifiedDaemon::CertifiedDaemon() : ports_(free_ports(3)) {
    ::setenv("KAZI_IDENTITY_KEY", "planted-identity-key-5c0ffee5c0ffee5c0ffee", 1);
    ::setenv("KAZI_TEST_PATH", planted_path_secret.data(), 1);
    ::setenv("KAZI_TEST_SIGNING", planted_signing_secret.data(), 1);
    ::setenv("KAZI_TEST_DATA", file("data").c_str(), 1);
    auto text = text_of(KAZI_SOURCE_DIR "/tests/certify/every_dialect.toml");
    replace_all(text, "18080", std::to_string(ports_[0]));
    replace_all(text, "18081", std::to_string(ports_[1]));
    replace_all(text, "18090", std::to_string(ports_[2]));
    write_file(file("kazi.toml"), text);
}

std::filesystem::path CertifiedDaemon::file(std::string_view name) const {
    return folder_.path() / name;
}

std::string CertifiedDaemon::public_url() const {
    return fmt::format("http://127.0.0.1:{}", ports_[0]);
}

std::string CertifiedDaemon::log() const {
    return text_of(file("kazi.log"));
}

bool CertifiedDaemon::ready() const {
    return log().find("event=listening") != std::string::npos;
}

void CertifiedDaemon::start() {
    const std::vector<std::string> command{KAZI_PROGRAM, "serve", "--config", file("kazi.toml")};
    process_ = std::make_unique<Process>(command, file("kazi.log"));
    const bool up = wait_until([this] { return ready() || !process_->running(); });
    if (!up || !process_->running()) throw std::runtime_error("it did not come up:\n" + log());
}

Finished CertifiedDaemon::tool(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), KAZI_PROGRAM);
    arguments.insert(arguments.end(), {"--config", file("kazi.toml")});
    return run_program(arguments);
}

Certification CertifiedDaemon::certify(const std::string& route,
                                       const std::vector<std::string>& further) const {
    const auto report = file("report-" + route + ".md");
    std::vector<std::string> arguments{"certify", "--route", route, "--report", report};
    arguments.insert(arguments.end(), further.begin(), further.end());
    Certification made{tool(std::move(arguments)), {}};
    made.report = text_of(report);
    return made;
}

}  // namespace kazi::tests
