// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/phone_network.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <stdexcept>

#include "protocols/form.hpp"

namespace kazi::tests {

namespace {

constexpr std::string_view message_begin = "40404 +";

using boost::asio::ip::tcp;

/// Takes the next word off the line.
std::string_view next_word(std::string_view& line) {
    const auto blank = line.find(' ');
    const auto word = line.substr(0, blank);
    line.remove_prefix(blank == std::string_view::npos ? line.size() : blank + 1);
    return word;
}

/// The centre writes a blank as a +, as in a form.
std::string decoded(std::string_view escaped) {
    std::string blanks(escaped);
    std::ranges::replace(blanks, '+', ' ');
    auto bytes = protocols::percent_decode(blanks);
    if (!bytes) throw std::runtime_error("no text from Kannel: " + blanks);
    return *std::move(bytes);
}

}  // namespace

void PhoneNetwork::connect() {
    last_ = nullptr;
    socket_ = tcp::socket(context_);
    unread_.clear();
    socket_.connect({boost::asio::ip::address_v4::loopback(), port_});
    socket_.non_blocking(true);
}

void PhoneNetwork::write(const std::string& number, const std::string& text) {
    send_line(number + " 40404 text " + text);
}

void PhoneNetwork::write_in_ucs2(const std::string& number, const std::string& bytes) {
    send_line(number + " 40404 ucs2 " + protocols::percent_encode(bytes));
}

void PhoneNetwork::send_line(const std::string& line) {
    boost::asio::write(socket_, boost::asio::buffer(line + "\n"));
}

const std::deque<std::string>& PhoneNetwork::inbox(const std::string& number) {
    read_what_came();
    return inboxes_[number];
}

// A centre that was killed has nothing more to say, and what it said before is still read.
void PhoneNetwork::read_what_came() {
    std::array<char, 4096> bytes{};
    boost::system::error_code error;
    while (const auto size = socket_.read_some(boost::asio::buffer(bytes), error))
        unread_.append(bytes.data(), size);
    for (auto end = unread_.find('\n'); end != std::string::npos; end = unread_.find('\n')) {
        take(std::string_view(unread_).substr(0, end));
        unread_.erase(0, end + 1);
    }
}

// The centre writes the line breaks of a text as they are: what begins like no message goes on.
void PhoneNetwork::take(std::string_view line) {
    if (!line.starts_with(message_begin)) {
        if (last_ == nullptr) throw std::runtime_error("no message: " + std::string(line));
        last_->append("\n").append(line);
        return;
    }
    next_word(line);  // from
    const std::string to(next_word(line));
    const auto type = next_word(line);
    if (type == "text") {
        last_ = &inboxes_[to].emplace_back(line);
    } else if (type == "data") {
        inboxes_[to].push_back(decoded(line));
    } else if (type == "udh") {
        const auto header = decoded(next_word(line));
        next_word(line);  // "data"
        take_part(to, header, decoded(line));
    } else {
        throw std::runtime_error("a line of no known type: " + std::string(type));
    }
}

// 05 00 03, then the message's reference, how many parts there are, and which this is.
void PhoneNetwork::take_part(const std::string& to, const std::string& header, std::string text) {
    if (header.size() != 6 || header.substr(0, 3) != std::string("\x05\x00\x03", 3))
        throw std::runtime_error("a header that is no part's");
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(header[at]); };
    auto& parts = parts_[{to, byte(3)}];
    parts[byte(5)] = std::move(text);
    if (parts.size() < byte(4)) return;
    std::string whole;
    for (const auto& [place, part] : parts)
        whole += part;
    inboxes_[to].push_back(std::move(whole));
    parts_.erase({to, byte(3)});
}

}  // namespace kazi::tests
