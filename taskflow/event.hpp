// SPDX-License-Identifier: Apache-2.0
// Everything that can happen to a worker. One event, one pure step, one atomic commit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "billing/money.hpp"
#include "taskflow/ids.hpp"
#include "taskflow/review/terms.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

/// She sent an SMS. `message` is a 48-bit hash of (dialect, route, message id).
struct SmsReceived {
    std::string text;
    std::uint64_t message = 0;
};

/// She dialled, or pressed a key. `session` is a hash of (route, session id), never 0.
struct UssdTurned {
    enum class Kind : std::uint8_t { begin, input };
    Kind kind = Kind::begin;
    std::uint64_t session = 0;
    std::string input;              ///< this turn's entry
    std::vector<std::string> deep;  ///< on begin: deep-dialled digits, walked one by one
    std::string accumulated;        ///< to be kept as the session's previous text
    bool repeated = false;          ///< the dialect says: a retransmission
    /// The turn's number, where the dialect counts: what is not beyond the last one is a repeat.
    std::optional<std::int64_t> sequence{};
    /// What a start carried, where a start of a session under way may be an entry in disguise: the
    /// dialect does not accumulate, and the session has an id of its own.
    std::string opened_with{};
};

/// Her USSD session ended (any way). Nothing is asked of us.
struct UssdEnded {
    std::uint64_t session = 0;
};

/// A turn of hers took longer than a network waits: in place of its page she was shown `shown`, and
/// that ended her session.
struct UssdOverran {
    std::uint64_t session = 0;
    Instant since = 0;  ///< when the turn came
    std::string shown;
};

/// Her timer went off: a lease may have run out.
struct TimerFired {};

/// The scheduler would like her to have a question by SMS.
struct WorkOffered {
    std::uint32_t campaign = 0;
};

/// The aggregator or operator says she blocked us: the same as STOP, without an answer.
struct OptedOut {};

/// The aggregator says she wants messages again, and has told her so itself: START without an
/// answer.
struct OptedIn {};

/// A payout of hers came to an end. The postings are made by the payout's own transition; here
/// she is told, and gets back what was returned.
struct PayoutSettled {
    std::uint32_t sequence = 0;
    billing::Money amount;
    bool paid = false;  ///< false: returned to her wallet
};

/// The review of an answer of hers went on or came to its end.
struct ReviewMoved {
    enum class Step : std::uint8_t {
        accepted,      ///< by the client, or by its silence
        rejected,      ///< she is told, and may appeal
        not_appealed,  ///< it stays rejected: her time to appeal is over
        reversed,      ///< her appeal was granted
        upheld         ///< it was not
    };
    Step step = Step::accepted;
    ItemRef item;
    std::uint64_t answer = 0;    ///< names it among the item's answers
    std::int64_t pay_micro = 0;  ///< what waits, in the market's currency
    std::int64_t fee_micro = 0;
    std::string client;
    Question question;  ///< that she answered, for its words in her language
    std::string value;  ///< what she answered, as results call it
    std::string right;  ///< what is right, says the client
    RejectReason reason = RejectReason::wrong;
    bool is_private = false;  ///< what she answered must not stand in an SMS
    /// Refused for good: its campaign asks somebody else in her place, and pays with the same
    /// money.
    bool asks_again = false;
};

/// What her answers to a campaign lack to the market's floor for an hour's work.
struct WagesToppedUp {
    std::uint32_t campaign = 0;
    billing::Money amount;
};

/// A friend whom she brought worked long enough.
struct FriendWorked {
    billing::Money amount;  ///< what that brings her
};

/// Another number sent the code that she was shown, and is hers with what its record holds.
struct NumberJoined {
    WorkerId number;
    std::string code;
    billing::Money available;
    std::uint32_t answers = 0;
    std::uint32_t message_sequence = 0;
    std::vector<CampaignHistory> histories;
    Training training;
};

/// The code that this number sent leads nowhere.
struct LinkRefused {};

struct Event {
    WorkerId worker;
    Instant at = 0;
    std::variant<SmsReceived, UssdTurned, UssdEnded, TimerFired, WorkOffered, OptedOut,
                 PayoutSettled, UssdOverran, OptedIn, ReviewMoved, WagesToppedUp, FriendWorked,
                 NumberJoined, LinkRefused>
        what;
    std::optional<WorkerId> number{};  ///< the other number of hers that it came from
};

}  // namespace kazi::taskflow
