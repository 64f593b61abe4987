// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/kannel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <stdexcept>

#include "tests/faults/ports.hpp"
#include "tests/faults/replace.hpp"
#include "tests/faults/waiting.hpp"

namespace kazi::tests {

namespace {

constexpr const char* bearerbox = "/usr/sbin/bearerbox";
constexpr const char* smsbox = "/usr/sbin/smsbox";
constexpr std::size_t log_end_bytes = 3000;

bool listens(std::uint16_t port) {
    using boost::asio::ip::tcp;
    boost::asio::io_context context;
    tcp::socket socket(context);
    boost::system::error_code error;
    socket.connect({boost::asio::ip::address_v4::loopback(), port}, error);
    return !error;
}

std::string fake_centre(std::uint16_t port) {
    return fmt::format(
        "smsc = fake\nsmsc-id = operator\nhost = 127.0.0.1\nour-host = 127.0.0.1\n"
        "port = {}\nconnect-allow-ip = 127.0.0.1\n",
        port);
}

}  // namespace

bool kannel_is_installed() {
    return std::filesystem::exists(bearerbox) && std::filesystem::exists(smsbox);
}

Kannel::Kannel(const std::string& messages_to) : ports_(free_ports(4)) {
    std::filesystem::create_directory(folder_.path() / "messages");
    std::filesystem::create_directory(folder_.path() / "reports");
    write_file(folder_.path() / "kannel.conf", configuration(messages_to));
}

std::string Kannel::configuration(const std::string& messages_to) const {
    auto text = text_of(KAZI_SOURCE_DIR "/config/kannel.conf");
    replace(text, "http://127.0.0.1:8080/hooks/kn-ke/PATH-SECRET/sms", messages_to);
    replace(text, "13000", std::to_string(ports_[0]));
    replace(text, "13001", std::to_string(ports_[1]));
    replace(text, "13013", std::to_string(ports_[2]));
    replace(text, "/var/spool/kannel", folder_.path().string());
    replace(text, "ADMIN-PASSWORD", "planted-admin-password");
    replace(text, "SENDSMS-PASSWORD", sendsms_password);
    const auto operators = "smsc = smpp\n" + between(text, "smsc = smpp\n", "\n\n") + "\n";
    replace(text, operators, fake_centre(ports_[3]));
    return text;
}

std::unique_ptr<Process> Kannel::launch(const char* program) const {
    const std::vector<std::string> command{program, "-v", "1",
                                           (folder_.path() / "kannel.conf").string()};
    return std::make_unique<Process>(command, folder_.path() / "kannel.log");
}

void Kannel::start() {
    const auto comes_up = [this](Process& process, std::uint16_t port) {
        if (wait_until([&] { return listens(port) || !process.running(); }) && process.running())
            return;
        const auto log = text_of(folder_.path() / "kannel.log");
        throw std::runtime_error("Kannel did not come up; its log ends:\n" +
                                 log.substr(log.size() - std::min(log.size(), log_end_bytes)));
    };
    bearerbox_ = launch(bearerbox);
    comes_up(*bearerbox_, ports_[1]);
    smsbox_ = launch(smsbox);
    comes_up(*smsbox_, ports_[2]);
}

// A smsbox that loses its bearerbox starts itself anew, as a process that is not ours.
void Kannel::kill() {
    smsbox_->kill();
    bearerbox_->kill();
}

std::string Kannel::sendsms_url() const {
    return fmt::format("http://127.0.0.1:{}/cgi-bin/sendsms", ports_[2]);
}

std::size_t Kannel::kept_messages() const {
    std::size_t kept = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder_.path() / "messages"))
        kept += entry.is_regular_file() ? 1 : 0;
    return kept;
}

}  // namespace kazi::tests
