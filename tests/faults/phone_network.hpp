// SPDX-License-Identifier: Apache-2.0
// The phones behind Kannel's fake message centre, in its own lines: "from to type text".
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace kazi::tests {

class PhoneNetwork {
public:
    explicit PhoneNetwork(std::uint16_t centre_port) : port_(centre_port) {}

    /// Comes (back) to the centre. Throws when there is none.
    void connect();
    /// Leaves it: what is sent from now on waits at Kannel.
    void leave() { socket_.close(); }
    /// A person writes an SMS. `number` is E.164 with its plus.
    void write(const std::string& number, const std::string& text);
    /// The same, from a phone that writes UCS-2; `bytes` are UTF-16, the high one first.
    void write_in_ucs2(const std::string& number, const std::string& bytes);
    /// What arrived on a phone until now, oldest first; the parts of a long message joined.
    /// Texts in UCS-2 are the bytes that came.
    [[nodiscard]] const std::deque<std::string>& inbox(const std::string& number);

private:
    /// The parts of one long message, by their place in it.
    using Parts = std::map<unsigned char, std::string>;

    void send_line(const std::string& line);
    void read_what_came();
    void take(std::string_view line);
    void take_part(const std::string& to, const std::string& header, std::string text);

    std::uint16_t port_;
    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_{context_};
    std::string unread_;
    std::map<std::pair<std::string, unsigned char>, Parts> parts_;  ///< by phone and reference
    std::map<std::string, std::deque<std::string>> inboxes_;
    std::string* last_ = nullptr;  ///< whose text the next line may go on with
};

}  // namespace kazi::tests
