// SPDX-License-Identifier: Apache-2.0
// Recognising a text of a message catalogue in what a phone shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kazi::simulator::crowd {

/// Every run of blanks and line breaks as one blank; none at the ends.
[[nodiscard]] std::string one_line(std::string_view text);

[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// What stays of the beginning of a catalogue's text when its {placeholders} are taken out: pieces
/// that must come in this order. Where {pay} or another amount stands there must be one, such as
/// "KES 2.00".
class Pattern {
public:
    explicit Pattern(std::string_view catalogue_text);

    /// Whether `line` (as of one_line) holds all pieces in their order. A text that is nothing but
    /// placeholders says nothing, and is found nowhere.
    [[nodiscard]] bool found_in(std::string_view line) const;

    /// Letters that have to agree; the more, the surer.
    [[nodiscard]] std::size_t weight() const;

private:
    struct Piece {
        std::string text;
        bool before_amount = false;
    };
    void add(std::string_view text, std::string_view placeholder);

    std::vector<Piece> pieces_;
};

}  // namespace kazi::simulator::crowd
