// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/phone.hpp"

#include <stdexcept>

#include "tests/faults/waiting.hpp"

namespace kazi::tests {

Phone::Phone(const RunningDaemon& daemon, std::string number)
    : daemon_(daemon), number_(std::move(number)) {}

WebReply Phone::dial() {
    ++sessions_;
    typed_.clear();
    return same_again();
}

WebReply Phone::press(const std::string& keys) {
    typed_ += (typed_.empty() ? "" : "*") + keys;
    return same_again();
}

WebReply Phone::same_again() {
    return Request::post_form(
               daemon_.hooks() + "/ussd",
               {{"sessionId", "ATUid_" + number_.substr(1) + "_" + std::to_string(sessions_)},
                {"phoneNumber", number_},
                {"networkCode", "63902"},
                {"serviceCode", "*384*77#"},
                {"text", typed_}})
        .reply();
}

void Phone::join_in_english() {
    dial();
    const std::vector<std::string> language_consent_birth_year{"2", "1", "1988"};
    WebReply shown;
    for (const auto& keys : language_consent_birth_year)
        shown = press(keys);
    if (shown.body.find("Welcome to Kazi!") == std::string::npos)
        throw std::runtime_error("no welcome: " + shown.body);
    // A campaign that has just been started may take a moment to be offered.
    const bool asked = wait_until([&] {
        if (shown.body.find("For KES") != std::string::npos) return true;
        dial();
        shown = press("1");
        return false;
    });
    if (!asked) throw std::runtime_error("no question: " + shown.body);
}

Request Phone::begin_to_write(const std::string& text, const std::string& id) {
    return Request::post_form(daemon_.hooks() + "/sms", {{"from", number_},
                                                         {"to", "40404"},
                                                         {"text", text},
                                                         {"date", "2026-03-01T08:00:00Z"},
                                                         {"id", id},
                                                         {"linkId", ""},
                                                         {"networkCode", "63902"}});
}

WebReply Phone::write(const std::string& text, const std::string& id) {
    return begin_to_write(text, id).reply();
}

}  // namespace kazi::tests
