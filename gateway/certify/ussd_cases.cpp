// SPDX-License-Identifier: Apache-2.0
// Sessions look at a first page, press a key that stands on none, and hang up: nothing is agreed
// to, asked for or answered.
#include <fmt/format.h>

#include <utility>

#include "gateway/certify/cases.hpp"
#include "gateway/certify/forged_cases.hpp"
#include "gateway/certify/notes.hpp"
#include "gateway/certify/ussd_session.hpp"

namespace kazi::gateway::certify {

namespace {

using protocols::HttpRequest;
using protocols::UssdTurn;

/// A key that no first page has.
constexpr std::string_view no_key = "9";

enum class Goes : std::uint8_t { on, over, either };

class UssdCases {
public:
    UssdCases(Connection& connection, Findings& findings)
        : connection_(connection),
          notes_(findings, "USSD", connection),
          session_(connection, connection.order().number) {}

    void run() {
        begin();
        inputs();
        early_turn_late();
        plus_eaten();
        unknown_word();
        try_forged(connection_, notes_, [this](const protocols::CallbackSite& site) {
            return connection_.order().writer->ussd(begun_, site);
        });
        malformed();
        end();
        redial();
    }

private:
    [[nodiscard]] std::optional<HttpRequest> write(const UssdTurn& turn) {
        return connection_.order().writer->ussd(turn, connection_.site());
    }

    Heard send(const UssdTurn& turn) { return connection_.send(*write(turn)); }

    /// Whether a page can be read out of the answer to its turn.
    [[nodiscard]] bool pages_in_answers() const {
        const Order& order = connection_.order();
        return order.writer->read_page != nullptr && order.settings.ussd.reply.more.empty();
    }

    [[nodiscard]] std::string_view why_unread() const {
        if (connection_.order().writer->read_page != nullptr) {
            return "the page is in the route's own form, which is not read";
        }
        return "the page leaves by a request of its own, not seen here";
    }

    /// What is wrong with a page. Where pages leave by requests of their own, the answer to the
    /// turn is all there is to see.
    [[nodiscard]] std::string complaint_of_page(const Heard& heard, Goes goes) const {
        if (!heard || heard->status != 200) return "should be answered with 200";
        if (!pages_in_answers()) return {};
        const auto page = connection_.order().writer->read_page(*heard);
        if (!page) return "should be a page of this dialect";
        if (page->text.empty()) return "should have a text";
        if (goes == Goes::on && !page->more) return "should keep the session open";
        if (goes == Goes::over && page->more) return "should end the session";
        return {};
    }

    /// What is wrong with an answer that should show what the session shows already. Not byte for
    /// byte: some gateways want pieces of the very callback back.
    [[nodiscard]] std::string complaint_of_other_page(const Heard& heard) const {
        std::string complaint = complaint_of_page(heard, Goes::on);
        if (!complaint.empty() || !pages_in_answers() || !shown_) return complaint;
        const auto read = connection_.order().writer->read_page;
        const auto before = read(*shown_);
        const bool same = before && before->text == read(*heard)->text;
        return same ? "" : fmt::format("should show the session's page again, {}", shown(shown_));
    }

    void judge_page(std::string_view name, const Heard& heard, Goes goes) {
        const std::string complaint = complaint_of_page(heard, goes);
        if (!complaint.empty() || pages_in_answers()) return notes_.judge(name, complaint, heard);
        notes_.pass(name, fmt::format("{}; {}", shown(heard), why_unread()));
    }

    void begin() {
        begun_ = session_.dial();
        first_ = send(begun_);
        judge_page("a session begins", first_, Goes::on);
        const Heard again = send(begun_);
        notes_.judge("the start again", notes_.complaint_of_repeat(first_, again), again);
    }

    void inputs() {
        const Heard empty = send(session_.press(""));
        judge_page("an empty entry", empty, Goes::on);
        const Heard unicode = send(session_.press("é 你好"));
        judge_page("an entry in letters of all the world", unicode, Goes::on);
        const UssdTurn pressed = session_.press(no_key);
        shown_ = send(pressed);
        judge_page("an entry", shown_, Goes::on);
        const Heard again = send(pressed);
        notes_.judge("the same entry again", notes_.complaint_of_repeat(shown_, again), again);
    }

    void early_turn_late() {
        const Heard late = send(begun_);
        notes_.judge("the start once more, after later turns", complaint_of_other_page(late), late);
    }

    void plus_eaten() {
        static constexpr std::string_view name = "a + of the number eaten on the way";
        const auto eaten = with_plus_eaten(*write(begun_), begun_.from);
        if (!eaten) return notes_.skip(name, "this dialect's numbers pass no form with a plus");
        const Heard heard = connection_.send(*eaten);
        notes_.judge(name, complaint_of_other_page(heard), heard);
    }

    void unknown_word() {
        static constexpr std::string_view name = "an event that nobody has heard of";
        const Manners& manners = notes_.manners();
        if (manners.event_word.empty()) return notes_.skip(name, "events have no words here");
        UssdSession other(connection_, begun_.from);
        auto request =
            with_piece(*write(other.press(no_key)), manners.event_word, manners.unknown_event_word);
        if (!request) {
            // Some name only the end of a session by a word.
            const auto end = write(other.hang_up());
            if (end) request = with_piece(*end, manners.event_word, manners.unknown_event_word);
        }
        if (!request) return notes_.skip(name, "this route has other words for its events");
        const Heard heard = connection_.send(*request);
        notes_.judge(name, notes_.complaint_of_status(heard, manners.unknown_event_status), heard);
    }

    void malformed() {
        static constexpr std::string_view name = "a body that nobody can read";
        const Heard heard = connection_.send(broken(*write(begun_)));
        const bool in_200 = notes_.manners().ussd_trouble_in_200;
        const std::string complaint =
            in_200 ? notes_.complaint_of_status(heard, 200) : notes_.complaint_of_refused(heard);
        notes_.judge(name, complaint, heard);
    }

    void end() {
        static constexpr std::string_view late_name = "a late turn after the end";
        const auto request = write(session_.hang_up());
        if (!request) {
            const std::string why = "this gateway never tells that a session ended";
            notes_.skip("the session ends", why);
            return notes_.skip(late_name, why);
        }
        const Heard ended = connection_.send(*request);
        notes_.judge("the session ends", notes_.complaint_of_status(ended, 200), ended);
        const Heard again = connection_.send(*request);
        notes_.judge("the end again", notes_.complaint_of_repeat(ended, again), again);
        judge_page(late_name, send(session_.press(no_key)), Goes::over);
    }

    // She dials again while the network still holds the old session.
    void redial() {
        UssdSession old(connection_, begun_.from);
        UssdSession fresh(connection_, begun_.from);
        judge_page("a session with digits dialled behind the code", send(old.dial(no_key)),
                   Goes::either);
        judge_page("a new session while the old one hangs", send(fresh.dial()), Goes::on);
        judge_page("a late turn of the old session", send(old.press(no_key)), Goes::over);
        judge_page("the new session goes on", send(fresh.press(no_key)), Goes::on);
        if (const auto request = write(fresh.hang_up())) (void)connection_.send(*request);
    }

    Connection& connection_;
    Notes notes_;
    UssdSession session_;
    UssdTurn begun_;
    Heard first_;
    Heard shown_;
};

}  // namespace

void try_ussd(Connection& connection, Findings& findings) {
    const Order& order = connection.order();
    Notes notes(findings, "USSD", connection);
    if (order.writer->ussd == nullptr) return notes.skip("all of it", "the dialect has no USSD");
    if (order.settings.service_code.empty()) {
        return notes.skip("all of it", "the route has no service_code");
    }
    UssdSession probe(connection, order.number);
    if (!order.writer->ussd(probe.dial(), connection.site())) {
        return notes.skip("all of it", "this gateway's own words for events are not written");
    }
    UssdCases(connection, findings).run();
}

}  // namespace kazi::gateway::certify
