// SPDX-License-Identifier: Apache-2.0
// What a question wants to be told, whatever its words: its kind, and the limits of an answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::taskflow::question {

enum class Kind : std::uint8_t {
    choice,           ///< one of the options
    multiple_choice,  ///< some of the options, or none of them
    yes_no,
    number,         ///< with a unit and a range where there are any
    date,           ///< a day
    rating,         ///< a whole number on a scale
    ranking,        ///< all of the options, best first
    short_text,     ///< a few words of her own
    translation,    ///< of a text that is shown
    transcription,  ///< a text that is shown or heard, word for word
    verification,   ///< whether somebody else's answer is right
    price,          ///< of something, or that it isn't sold
    stock,          ///< whether a shop has something, and how much
    place           ///< whether a place is there, and open
};

/// An amount in thousandths.
using Milli = std::int64_t;
inline constexpr Milli milli = 1000;

struct Form {
    Kind kind = Kind::choice;
    std::vector<std::string> options;  ///< in her language; choice, multiple choice, ranking
    std::optional<Milli> minimum;      ///< number, price, rating, quantity in stock; inclusive
    std::optional<Milli> maximum;
    int decimals = 0;      ///< most digits after the point that a number or price may have: 0–3
    std::string unit;      ///< "kg": another unit of the same measure is converted
    std::string currency;  ///< ISO 4217: an amount in another one is not understood
    std::size_t picks_min = 0;  ///< multiple choice; 0 admits "none"
    std::size_t picks_max = 9;
    std::optional<std::chrono::sys_days> today;  ///< where she is; without it no "yesterday"
    std::optional<std::chrono::sys_days> earliest;
    std::optional<std::chrono::sys_days> latest;
    bool month_first = false;     ///< 03/04 is the fourth of March
    std::string source;           ///< translation and transcription: the text that she saw
    std::size_t chars_max = 160;  ///< of a text
};

/// The same as people write it: in flags, in a question's definition, in a table of answers.
struct FormSpec {
    std::string type{};                  ///< "choice"
    std::vector<std::string> options{};  ///< her language's words
    std::string minimum{};               ///< "0", "2.5"; of a date "2026-01-31" or "today"
    std::string maximum{};
    std::string unit{};
    std::string currency{};  ///< ISO 4217
    std::string decimals{};  ///< empty: 3 with a unit of measure, 2 for a price, else 0
    std::string picks_minimum{};
    std::string picks_maximum{};
    std::string today{};       ///< "2026-01-31"
    std::string date_order{};  ///< "dmy", "mdy"; empty: dmy
    std::string source{};
    friend bool operator==(const FormSpec&, const FormSpec&) = default;
};

/// True where any words of her own are an answer.
[[nodiscard]] constexpr bool is_wording(Kind kind) {
    return kind == Kind::short_text || kind == Kind::translation || kind == Kind::transcription;
}

/// "multiple_choice", and back; other usual names ("select_one", "verify") are taken too.
[[nodiscard]] std::string_view kind_name(Kind kind);
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name);

}  // namespace kazi::taskflow::question
