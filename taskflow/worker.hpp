// SPDX-License-Identifier: Apache-2.0
// A worker's record: everything her dialogue needs between two events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "taskflow/ids.hpp"
#include "taskflow/news/waiting_news.hpp"
#include "taskflow/pay/effort_asked.hpp"
#include "taskflow/pay/wallet_wishes.hpp"
#include "taskflow/profile/profile.hpp"
#include "taskflow/protection/data_code.hpp"
#include "taskflow/protection/protection.hpp"
#include "taskflow/review/cases.hpp"
#include "taskflow/standing/worker_standing.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/pack.hpp"
#include "taskflow/tasks/study.hpp"
#include "taskflow/ties/ties.hpp"
#include "taskflow/training/training.hpp"

namespace kazi::taskflow {

/// How far she has come. Numbers are stored: append only.
enum class Stage : std::uint8_t {
    stranger = 0,    ///< never joined; may ask for HELP, and may STOP
    language = 1,    ///< asked for her language
    consent = 2,     ///< asked to agree
    birth_year = 3,  ///< asked for her year of birth
    active = 4,
    declined = 5,    ///< did not agree; may JOIN again
    too_young = 6,   ///< below the market's minimum age; keeps what she earned
    confirming = 7,  ///< works, and was asked for her year of birth once more
    frozen = 8,      ///< her answers about herself contradict each other: no work, but her pay
};

enum class Channel : std::uint8_t { sms = 1, ussd = 2 };

/// The one question she has open, and its lease.
struct OpenQuestion {
    ItemRef item;
    Instant asked_at = 0;
    Instant lease_until = 0;
    bool leased = true;  ///< false: the lease ran out and the opening was given back
    Channel channel = Channel::ussd;
    std::uint8_t tries = 0;  ///< answers that could not be read so far

    friend bool operator==(const OpenQuestion&, const OpenQuestion&) = default;
};

/// Items [first, last] of a campaign that she was asked.
struct SeenRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    friend bool operator==(const SeenRange&, const SeenRange&) = default;
};

/// What she was asked of one campaign: sorted, disjoint, never touching ranges.
struct CampaignHistory {
    std::uint32_t campaign = 0;
    std::uint32_t cursor = 0;  ///< where her walk through the items stands
    std::vector<SeenRange> seen;

    [[nodiscard]] bool has_seen(std::uint32_t index) const;
    void mark_seen(std::uint32_t index);
    friend bool operator==(const CampaignHistory&, const CampaignHistory&) = default;
};

/// Evidence about how often she is right: soft counts in thousandths.
struct Skill {
    std::uint32_t right_milli = 0;
    std::uint32_t seen_milli = 0;
    friend bool operator==(const Skill&, const Skill&) = default;
};

/// What a USSD session shows, so that a dropped one resumes and "more" and "back" work.
enum class Place : std::uint8_t {
    none = 0,
    menu = 1,
    question = 2,
    balance = 3,
    why = 4,
    pay = 5,
    help = 6,
    language = 7,
    consent = 8,
    birth_year = 9,
    stopped = 10,
    resume = 11,
    no_work = 12,
    farewell = 13,
    declined = 14,
    too_young = 15,
    how_to = 16,
    correction = 17,
    level = 18,
    my_data = 19,
    rest = 20,
    hours = 21,
    forget_ask = 22,
    forget_done = 23,
    frozen = 24,
    wallet = 30,
    payout_fee = 31,
    pin = 32,
    profile = 33,
    session_full = 34,
    effort = 35,
    lock = 36,
    refer = 40,
    link = 41,
    linking = 42
};

/// Her last accepted answer, for as long as OOPS may change it. It holds no lease: the answer has
/// its place at the item already, and only its words are replaced.
///
/// While she corrects it, her open question (if any) keeps its place and its lease beneath, so
/// there is still one open question at most, and it is simply shown again afterwards. What she
/// writes goes to the one that she was shown last: the correction, until it is answered or left.
struct LastAnswer {
    ItemRef item;
    std::uint32_t accepted_hour = 0;  ///< hours since the Unix epoch
    Instant correcting_at = 0;        ///< when she last said OOPS; 0: she is not correcting it
    std::uint8_t tries = 0;           ///< corrections that could not be read so far

    friend bool operator==(const LastAnswer&, const LastAnswer&) = default;
};

/// Whether this session may show what is private. Numbers are stored: append only.
enum class Privacy : std::uint8_t {
    unproven = 0,  ///< her PIN comes first
    proven = 1,
    refused = 2,  ///< she would not give it, or could not
};

struct UssdSession {
    std::uint64_t id = 0;        ///< hash of route and session id; 0: none yet
    std::uint64_t previous = 0;  ///< the session before: its late input gets an end screen
    Instant at = 0;
    Place place = Place::none;
    std::uint8_t page = 0;  ///< 0: all of it on one page; n: the n-th of several
    bool ended = false;
    std::string accumulated;  ///< what the dialect's next text should begin with
    std::string reply;        ///< the last page, word for word, for a repeated turn
    bool reply_more = false;
    std::optional<std::int64_t> sequence{};  ///< of the newest turn, where the dialect counts them
    std::string opened_with{};  ///< what was dialled behind the code, where turns don't repeat it
    Instant began_at = 0;       ///< where the market says how long a session is paid; else 0
    std::uint16_t answers = 0;  ///< taken since then
    Privacy privacy = Privacy::unproven;
    friend bool operator==(const UssdSession&, const UssdSession&) = default;
};

/// The last thing that happened to her pay, which WHY explains.
struct LastOutcome {
    enum class Kind : std::uint8_t {
        none = 0,
        paid = 1,
        skipped = 2,
        closed = 3,
        surplus = 4,
        pending = 5,   ///< paid when the client has looked at it
        rejected = 6,  ///< she was told why
    };
    Kind kind = Kind::none;
    ItemRef item;
    std::int64_t amount_micro = 0;
    friend bool operator==(const LastOutcome&, const LastOutcome&) = default;
};

struct Worker {
    Stage stage = Stage::stranger;
    bool opted_out = false;
    Language language;  ///< empty until known
    std::uint16_t birth_year = 0;
    std::uint16_t consent_version = 0;
    Instant consent_at = 0;
    std::int64_t available_micro = 0;   ///< in the market's currency
    std::uint32_t payout_sequence = 0;  ///< of the newest payout
    bool payout_open = false;           ///< that payout has not come to an end yet
    std::uint32_t answers = 0;          ///< accepted in all
    std::optional<OpenQuestion> question;
    std::vector<CampaignHistory> histories;
    LastOutcome last;
    std::optional<LastAnswer> last_answer;  ///< empty: none, or none that can be corrected
    UssdSession ussd;
    std::vector<std::uint64_t> recent_inbound;  ///< 48-bit hashes of message ids, newest last
    std::uint32_t message_sequence = 0;         ///< of the newest MT to her; makes message ids
    Instant last_offer_at = 0;
    std::uint16_t offer_day = 0;  ///< local day number of `offers_today`
    std::uint8_t offers_today = 0;
    std::uint8_t offers_unanswered = 0;  ///< in a row
    Instant wake_at = 0;                 ///< when her timer is due; 0: none
    Cases cases;                         ///< reviews and appeals of her answers
    WalletWishes wallet;                 ///< how she wants to be paid, and her PIN
    Protection protection;
    Study study;  ///< the survey that she is in the middle of
    WorkerStanding standing;
    Training training;  ///< the lessons that she took
    Profile profile;
    Pack pack;  ///< what was asked in one message with her open question
    Ties ties;  ///< friends whom she brought, other numbers of hers
    /// How long an answer by SMS took.
    EffortAsked effort;
    DataCode data_code;  ///< for her full file
    WaitingNews news;    ///< what she was not told yet, and how she wants to be told

    /// Her history of a campaign, made when there is none.
    [[nodiscard]] CampaignHistory& history(std::uint32_t campaign);
    [[nodiscard]] const CampaignHistory* find_history(std::uint32_t campaign) const;
    friend bool operator==(const Worker&, const Worker&) = default;
};

inline constexpr std::size_t recent_inbound_max = 12;

}  // namespace kazi::taskflow
