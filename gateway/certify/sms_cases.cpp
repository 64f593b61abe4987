// SPDX-License-Identifier: Apache-2.0
// A STOP comes first: from then on the number is answered nothing, is offered nothing, and owns
// nothing, so that the words of the other cases change no more than which ids were seen.
#include <fmt/format.h>

#include <utility>

#include "gateway/certify/cases.hpp"
#include "gateway/certify/forged_cases.hpp"
#include "gateway/certify/notes.hpp"

namespace kazi::gateway::certify {

namespace {

using protocols::HttpRequest;
using protocols::InboundSms;

constexpr std::string_view kind = "sms";
constexpr std::string_view words_of_nobody = "Kazi certification";

class SmsCases {
public:
    SmsCases(Connection& connection, Findings& findings)
        : connection_(connection), notes_(findings, "SMS", connection) {}

    void run() {
        plain();
        repeated();
        at_once();
        reordered();
        plus_eaten();
        empty();
        charsets();
        no_subscriber();
        forged();
        malformed();
    }

private:
    [[nodiscard]] InboundSms sms(std::string_view text) {
        InboundSms made;
        made.from = connection_.order().number;
        made.to = connection_.order().settings.sender;
        made.text = text;
        made.message_id = connection_.new_id();
        made.received_at = connection_.site().now_s;
        return made;
    }

    [[nodiscard]] std::optional<HttpRequest> write(const InboundSms& sms) {
        return connection_.order().writer->sms(sms, connection_.site());
    }

    Heard send(const InboundSms& sms) { return connection_.send(*write(sms)); }

    [[nodiscard]] double duplicates() {
        const auto counted = connection_.counted(kind, "duplicate");
        sees_counters_ = counted.has_value();
        return counted.value_or(0);
    }

    /// A repeat is proven by the daemon's own count; without it only by its answer.
    void judge_repeat(std::string_view name, const std::string& complaint, const Heard& heard,
                      double duplicates_before) {
        if (!complaint.empty()) return notes_.judge(name, complaint, heard);
        if (!sees_counters_) {
            return notes_.pass(name, shown(heard) + "; by its answer alone, no counters to be had");
        }
        if (duplicates() > duplicates_before) {
            return notes_.pass(name, shown(heard) + "; counted as a duplicate");
        }
        notes_.fail(name, "should be counted as a duplicate, was taken again");
    }

    void plain() {
        first_ = sms("STOP");
        first_answer_ = send(first_);
        notes_.judge("a plain message (STOP)", notes_.complaint_of_taken(first_answer_),
                     first_answer_);
    }

    void repeated() {
        const double before = duplicates();
        const Heard again = send(first_);
        judge_repeat("the same again", notes_.complaint_of_repeat(first_answer_, again), again,
                     before);
    }

    void at_once() {
        const double before = duplicates();
        const auto heard = connection_.send_twice_at_once(*write(sms(words_of_nobody)));
        std::string complaint = notes_.complaint_of_taken(heard.front());
        if (complaint.empty()) complaint = notes_.complaint_of_repeat(heard.front(), heard.back());
        judge_repeat("the same twice at the same moment", complaint, heard.back(), before);
    }

    void reordered() {
        InboundSms earlier = sms(words_of_nobody);
        constexpr std::int64_t minute_s = 60;
        *earlier.received_at -= minute_s;
        const Heard later = send(sms(words_of_nobody));
        const Heard late = send(earlier);
        std::string complaint = notes_.complaint_of_taken(later);
        if (complaint.empty()) complaint = notes_.complaint_of_taken(late);
        notes_.judge("an earlier message after a later one", complaint, late);
    }

    // The repeat of a message that was taken before: only the same sender makes it a duplicate.
    void plus_eaten() {
        static constexpr std::string_view name = "a + of the sender eaten on the way";
        if (!notes_.manners().plus_in_form) {
            return notes_.skip(name, "this dialect's numbers pass no form with a plus");
        }
        const bool by_path = connection_.order().settings.signature_method == "path";
        if (notes_.manners().numbers_are_signed && !by_path) {
            return notes_.skip(name, "the signature covers the number: it would be a forgery");
        }
        const double before = duplicates();
        const auto eaten = with_plus_eaten(*write(first_), first_.from);
        if (!eaten) return notes_.skip(name, "the number is written without a plus");
        const Heard heard = connection_.send(*eaten);
        judge_repeat(name, notes_.complaint_of_taken(heard), heard, before);
    }

    void empty() {
        static constexpr std::string_view name = "an empty text";
        const auto request = write(sms(""));
        if (!request)
            return notes_.skip(name, "a message without text is a report in this dialect");
        const Heard heard = connection_.send(*request);
        notes_.judge(name, notes_.complaint_of_taken(heard), heard);
    }

    void charsets() {
        const Heard unicode = send(sms("Kazi: é ñ Ω 你好 😀"));
        notes_.judge("letters of all the world", notes_.complaint_of_taken(unicode), unicode);
        const Heard latin = send(sms("Kazi: caf\xE9, a\xF1o"));
        notes_.judge("Latin-1 bytes that nobody declared", notes_.complaint_of_taken(latin), latin);
    }

    void no_subscriber() {
        InboundSms notice = sms("Your bundle has expired");
        notice.from = "OPERATOR";
        const Heard heard = send(notice);
        const std::string complaint = notes_.manners().always_200
                                          ? notes_.complaint_of_taken(heard)
                                          : notes_.complaint_of_status(heard, 200);
        notes_.judge("a sender that is no subscriber", complaint, heard);
    }

    void forged() {
        const InboundSms message = sms(words_of_nobody);
        try_forged(connection_, notes_, [&](const protocols::CallbackSite& site) {
            return connection_.order().writer->sms(message, site);
        });
    }

    void malformed() {
        const Heard heard = connection_.send(broken(*write(sms(words_of_nobody))));
        notes_.judge("a body that nobody can read", notes_.complaint_of_refused(heard), heard);
    }

    Connection& connection_;
    Notes notes_;
    InboundSms first_;
    Heard first_answer_;
    bool sees_counters_ = false;
};

}  // namespace

void try_sms(Connection& connection, Findings& findings) {
    if (connection.order().writer->sms == nullptr) {
        Notes(findings, "SMS", connection).skip("all of it", "the dialect has no SMS");
        return;
    }
    SmsCases(connection, findings).run();
}

}  // namespace kazi::gateway::certify
