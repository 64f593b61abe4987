// SPDX-License-Identifier: Apache-2.0
// What a step may know besides the worker and the event. Values and views; nothing is fetched.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/money.hpp"
#include "billing/wallet.hpp"
#include "taskflow/dialogue/phrasebook.hpp"
#include "taskflow/pay/commission.hpp"
#include "taskflow/pay/wallet_rules.hpp"
#include "taskflow/profile/terms.hpp"
#include "taskflow/protection/care.hpp"
#include "taskflow/quality/family.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/item.hpp"
#include "taskflow/ties/ties.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

/// The rules of one country's market.
struct Market {
    std::string name;  ///< "ke"
    billing::Currency currency;
    std::vector<Language> languages;  ///< first: the default
    int minimum_age = 18;
    int quiet_from_hour = 20;               ///< local; nothing unasked-for from then …
    int quiet_until_hour = 8;               ///< … until then
    billing::Money sms_price;               ///< of one segment to a worker
    billing::TopUpLimits top_up;            ///< what can be bought
    bool auto_payout = true;                ///< pay out without being asked …
    std::int64_t auto_payout_at_micro = 0;  ///< … once this much has collected (0: a top-up)
    std::string service_code;               ///< e.g. *384*77#
    std::string short_code;                 ///< e.g. 40404
    int offers_per_day_max = 4;             ///< unasked-for messages per worker
    int ussd_chars_max = 160;               ///< of one page in GSM-7
    int sms_segments_max = 2;
    int ussd_paid_seconds = 0;  ///< that one charge buys of a session; 0: no end is reckoned with
    WalletRules wallet;
    CareRules care;
    ProfileRules profile;
    PartnerShares partner_shares = {};
    ReferralRules referral = {};
    /// A worker is asked once in so many days how long an answer by SMS took her; 0: never.
    int effort_question_days = 0;
    bool question_tags = false;  ///< questions by SMS begin with two letters
    /// Where a worker gets the full file of what is kept about her; empty: nowhere.
    std::string data_office = {};
};

/// The worker's local time, worked out by the shell from the market's zone.
struct LocalTime {
    int year = 1970;
    int hour = 0;
    std::uint16_t day_number = 0;  ///< days since 1970-01-01, local
    int minute = 0;
};

/// How a client dealt with answers that it could reject.
struct Scorecard {
    std::int64_t looked_at = 0;  ///< accepted or rejected
    std::int64_t rejected = 0;
    std::int64_t reversed = 0;  ///< of those: on appeal
};

/// A campaign with one of its items.
struct Assignable {
    const Campaign* campaign = nullptr;
    const Item* item = nullptr;
    ItemRef ref;
    /// What the campaign's escrow can spend on messages without touching pay that is owed.
    /// Beyond it the operator pays for replies, and nothing is offered.
    std::int64_t message_room_micro = billing::amount_micro_max;
    Scorecard scorecard{};         ///< of its client; zero where it reviews nothing
    bool check = false;            ///< gold that has its answers already, asked to learn about her
    bool has_lesson_place = true;  ///< for somebody whom it did not teach yet
    bool hard = false;             ///< its answers so far disagree: see is_hard
    std::int64_t efforts_measured = 0;  ///< answers to the campaign whose effort is known
};

/// The question she has open, or the one she answered last. The state is as of this load; the
/// campaign may be over.
struct Asked {
    Assignable what;
    ItemState state;
};

/// An item that was asked in one message with the open question.
struct AskedBeside {
    Asked asked;
    int openings = 0;  ///< leases that it can still give
};

struct Context {
    const Market& market;
    const dialogue::Phrasebook& phrases;
    LocalTime local;
    std::optional<Asked> asked;  ///< set when the worker has a question open
    /// Set when her last answer may be corrected; another one that she named takes its place.
    std::optional<Asked> answered;
    int asked_openings = 0;              ///< leases that its item can still give
    std::vector<Assignable> candidates;  ///< what she could be asked next, best first
    std::uint16_t consent_version = 1;
    /// What is known of the worker, by her answers that were settled so far: one for each family.
    std::vector<quality::FamilyCounts> counts = {};
    std::string_view network{};  ///< as the aggregator names it; empty: the event did not tell
    /// What stands beside the open question in her record, as far as it could be loaded.
    std::vector<AskedBeside> beside = {};
    /// More items of the candidates' campaigns, to be asked in one message with a candidate.
    std::vector<Assignable> alongside = {};
};

}  // namespace kazi::taskflow
