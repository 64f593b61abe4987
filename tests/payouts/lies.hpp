// SPDX-License-Identifier: Apache-2.0
// What goes wrong in one payout's life, and the bugs that are planted to see whether it is noticed.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kazi::payouts {

enum class Lie : std::uint8_t {
    reply_lost,             ///< paid, and the reply never came
    server_error,           ///< paid, and 5xx came
    reply_cut,              ///< paid, and half a JSON came
    late_success,           ///< no reply; paid an hour later
    late_failure,           ///< no reply; refused in the end
    request_lost,           ///< no reply; never received
    callback_first,         ///< the callback overtakes the reply
    callbacks_lost,         ///< no callback at all
    callback_repeated,      ///< five times
    heard_twice,            ///< two daemons hear the same callback at once
    failure_then_success,   ///< calls it failed, pays all the same before we try again
    success_then_failure,   ///< calls it paid, then failed
    late_success_of_first,  ///< calls it failed, and pays after the next attempt was paid
    crash,                  ///< our daemon dies at one of the steps
    two_senders,            ///< two daemons hold the same outbox entry
    restored,               ///< the store forgets the last minute
    restored_and_changed,   ///< and the same sequence is made again with another amount
    disk_full,              ///< at the intent
    token_expired,          ///< refused at the gate
    duplicate_first,        ///< "duplicate" to the first send that we know of
    other_amount,           ///< says that it paid another amount
    other_number,           ///< says that it paid another number
    forged,                 ///< somebody says that it was paid
    unknown_code,           ///< a word that nobody knows
    float_empty,            ///< our money there runs out
    connection_dies,        ///< the connection dies under the request
    reversed_later,         ///< paid, and taken back a day later
    report_short,           ///< the report misses the line
    report_long,            ///< the report has a line of somebody else
    clock_off,              ///< their clock stands an hour off
    not_found_at_first,     ///< the query finds nothing for a while
    count
};

inline constexpr auto lie_count = static_cast<std::size_t>(Lie::count);

inline constexpr std::array<std::string_view, lie_count> lie_names{"reply_lost",
                                                                   "server_error",
                                                                   "reply_cut",
                                                                   "late_success",
                                                                   "late_failure",
                                                                   "request_lost",
                                                                   "callback_first",
                                                                   "callbacks_lost",
                                                                   "callback_repeated",
                                                                   "heard_twice",
                                                                   "failure_then_success",
                                                                   "success_then_failure",
                                                                   "late_success_of_first",
                                                                   "crash",
                                                                   "two_senders",
                                                                   "restored",
                                                                   "restored_and_changed",
                                                                   "disk_full",
                                                                   "token_expired",
                                                                   "duplicate_first",
                                                                   "other_amount",
                                                                   "other_number",
                                                                   "forged",
                                                                   "unknown_code",
                                                                   "float_empty",
                                                                   "connection_dies",
                                                                   "reversed_later",
                                                                   "report_short",
                                                                   "report_long",
                                                                   "clock_off",
                                                                   "not_found_at_first"};

class Lies {
public:
    Lies() = default;
    Lies(std::initializer_list<Lie> lies) {
        for (const Lie lie : lies)
            put(lie);
    }
    static Lies of_bits(std::uint64_t bits) {
        Lies lies;
        lies.bits_ = bits;
        return lies;
    }
    [[nodiscard]] std::uint64_t bits() const { return bits_; }
    void put(Lie lie) { bits_ |= bit(lie); }
    [[nodiscard]] bool has(Lie lie) const { return (bits_ & bit(lie)) != 0; }
    /// True the first time it is asked: the lie is told once.
    bool take(Lie lie) {
        const bool told = has(lie);
        bits_ &= ~bit(lie);
        return told;
    }

private:
    static std::uint64_t bit(Lie lie) { return std::uint64_t{1} << static_cast<unsigned>(lie); }
    std::uint64_t bits_ = 0;
};

/// Lies that a person has to hear of, by the rules.
[[nodiscard]] inline bool needs_person(const Lies& lies) {
    for (const Lie lie :
         {Lie::failure_then_success, Lie::success_then_failure, Lie::late_success_of_first,
          Lie::other_amount, Lie::other_number, Lie::restored, Lie::restored_and_changed,
          Lie::reversed_later, Lie::report_short})
        if (lies.has(lie)) return true;
    return false;
}

/// Bugs of ours. Each must be noticed.
enum class Bug : std::uint8_t {
    none,
    new_key_on_retry,
    timeout_is_failure,
    content_not_compared,
    answered_before_commit,
    connection_reused,
    random_payout_id,
    recovery_skipped,
    fence_removed,
    posting_dropped,
    sign_flipped,
    count
};

inline constexpr std::array<std::string_view, static_cast<std::size_t>(Bug::count)> bug_names{
    "none",
    "new_key_on_retry",
    "timeout_is_failure",
    "content_not_compared",
    "answered_before_commit",
    "connection_reused",
    "random_payout_id",
    "recovery_skipped",
    "fence_removed",
    "posting_dropped",
    "sign_flipped"};

/// Splitmix: one number after the other out of a seed, the same on every machine.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// 0 to below − 1.
    std::int64_t below(std::int64_t below) {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(below));
    }
    bool percent(int percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

}  // namespace kazi::payouts
