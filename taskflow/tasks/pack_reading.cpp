// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/pack_reading.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "taskflow/question/asked.hpp"
#include "taskflow/question/fold.hpp"
#include "taskflow/question/form_spec.hpp"
#include "taskflow/tasks/pack.hpp"

namespace kazi::taskflow {

namespace {

using question::Outcome;
using question::Understanding;

/// A run of digits, a run of letters, or one mark between them.
struct Piece {
    enum class Kind : std::uint8_t { digits, word, mark };
    Kind kind = Kind::mark;
    std::u32string text;
};

using Pieces = std::vector<Piece>;

Piece::Kind kind_of(char32_t sign) {
    if (sign >= U'0' && sign <= U'9') return Piece::Kind::digits;
    const bool ascii = sign < 0x80;
    const bool letter = sign >= U'a' && sign <= U'z';
    return letter || !ascii ? Piece::Kind::word : Piece::Kind::mark;
}

Pieces pieces_of(std::string_view typed) {
    Pieces pieces;
    for (const char32_t sign : question::fold_for_matching(typed)) {
        const Piece::Kind kind = kind_of(sign);
        const bool joins =
            !pieces.empty() && pieces.back().kind == kind && kind != Piece::Kind::mark;
        if (!joins) pieces.push_back({kind, {}});
        pieces.back().text += sign;
    }
    return pieces;
}

/// A letter that stands for a question: 0 for A. Nothing: a word, a number or a mark.
std::optional<std::size_t> letter_in(const Piece& piece) {
    if (piece.kind != Piece::Kind::word || piece.text.size() != 1) return std::nullopt;
    if (piece.text[0] < U'a' || piece.text[0] >= U'a' + pack_items_max) return std::nullopt;
    return piece.text[0] - U'a';
}

std::string joined(Pieces::const_iterator from, Pieces::const_iterator end) {
    std::u32string text;
    for (auto at = from; at != end; ++at)
        text += at->text;
    return question::to_utf8(text);
}

constexpr std::string_view separators = " \t\r\n.,;:=()-/&+*";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(separators) == std::string_view::npos;
}

/// "= 1,": what stands between an answer and the letters beside it says nothing.
std::string_view bare(std::string_view text) {
    if (is_blank(text)) return {};
    const std::size_t from = text.find_first_not_of(separators);
    return text.substr(from, text.find_last_not_of(separators) - from + 1);
}

/// "1 2" behind one letter: an answer is missing its letter, and nobody knows which.
bool holds_two_numbers(std::string_view text) {
    const std::size_t digit = text.find_first_of("0123456789");
    const std::size_t gap = text.find_first_not_of("0123456789", digit);
    return digit != std::string_view::npos && gap != std::string_view::npos &&
           text.find_first_of("0123456789", gap) != std::string_view::npos;
}

/// What stands before the first letter, and each letter with what follows it.
struct ByLetter {
    std::string before;
    std::vector<LetterNamed> all;
};

ByLetter by_letter(const Pieces& pieces) {
    ByLetter found;
    auto from = pieces.begin();
    for (auto at = pieces.begin(); at != pieces.end(); ++at) {
        const auto letter = letter_in(*at);
        if (!letter) continue;
        std::string passed = joined(from, at);
        (found.all.empty() ? found.before : found.all.back().answer) = std::move(passed);
        found.all.push_back({*letter, {}});
        from = at + 1;
    }
    if (!found.all.empty()) found.all.back().answer = joined(from, pieces.end());
    return found;
}

/// "1A 2B": the answers stand before their letters.
void turn_round(ByLetter& found) {
    std::string before = std::exchange(found.before, {});
    for (LetterNamed& each : found.all)
        std::swap(before, each.answer);
}

bool answers_come_first(const ByLetter& found) {
    const bool has_digit = found.before.find_first_of("0123456789") != std::string::npos;
    return has_digit && is_blank(found.all.back().answer);
}

/// Reads with the letters and places of one pack.
class Reader {
public:
    Reader(const PackLetters& letters, const ReadOne& read_one)
        : letters_(letters), read_one_(read_one), nothing_(letters.open.size()) {}

    PackReading read(std::string_view typed) const {
        if (const auto left = leaves_all(typed)) return PackReading(nothing_.size(), *left);
        const Pieces pieces = pieces_of(typed);
        const bool lettered = std::ranges::any_of(
            pieces, [](const Piece& piece) { return letter_in(piece).has_value(); });
        return lettered ? by_letters(by_letter(pieces)) : by_place(pieces, typed);
    }

private:
    /// "I don't know" without a digit means all of them.
    std::optional<Understanding> leaves_all(std::string_view typed) const {
        const Pieces pieces = pieces_of(typed);
        const bool digits = std::ranges::any_of(
            pieces, [](const Piece& piece) { return piece.kind == Piece::Kind::digits; });
        if (digits) return std::nullopt;
        const Understanding whole = read_one_(0, typed);
        const bool leaves = whole.outcome == Outcome::dont_know || whole.outcome == Outcome::skip;
        return leaves ? std::optional(whole) : std::nullopt;
    }

    /// Words before the first letter may be a greeting, not an answer.
    bool may_stand_before(const ByLetter& found) const {
        if (is_blank(found.before)) return true;
        return found.all.size() > 1 && question::is_puzzling(read_one_(0, found.before)) &&
               found.before.find_first_of("0123456789") == std::string::npos;
    }

    PackReading by_letters(ByLetter found) const {
        if (answers_come_first(found)) turn_round(found);
        if (!may_stand_before(found)) return nothing_;
        PackReading reading = nothing_;
        for (const LetterNamed& each : found.all) {
            if (is_blank(each.answer)) continue;
            const bool unclear = each.letter >= letters_.given || holds_two_numbers(each.answer);
            if (unclear || !take(reading, each)) return nothing_;
        }
        return reading;
    }

    /// False: the letter was answered twice, and not alike.
    bool take(PackReading& reading, const LetterNamed& each) const {
        const auto nth = letters_.open.find(static_cast<char>('A' + each.letter));
        if (nth == std::string_view::npos) return true;  // answered in an earlier message
        Understanding said = read_one_(nth, bare(each.answer));
        const bool again = reading[nth].has_value();
        if (again && !says_the_same(*reading[nth], said)) return false;
        reading[nth] = std::move(said);
        return true;
    }

    static bool says_the_same(const Understanding& one, const Understanding& other) {
        return one.outcome == other.outcome &&
               question::value_text(one) == question::value_text(other);
    }

    PackReading by_place(const Pieces& pieces, std::string_view typed) const {
        std::vector<std::string> answers = plain_answers(pieces);
        if (answers.size() != nothing_.size()) answers = parts_of(typed);
        if (answers.size() != nothing_.size()) return nothing_;
        PackReading reading = nothing_;
        for (std::size_t nth = 0; nth < answers.size(); ++nth)
            reading[nth] = read_one_(nth, answers[nth]);
        const auto puzzling = [](const auto& said) { return question::is_puzzling(*said); };
        // Without letters one answer that is none may have moved all the others.
        return std::ranges::any_of(reading, puzzling) ? nothing_ : reading;
    }

    /// Each number and each word by itself; "121" is three numbers.
    std::vector<std::string> plain_answers(const Pieces& pieces) const {
        std::vector<std::string> answers;
        for (const Piece& piece : pieces) {
            if (piece.kind != Piece::Kind::mark) answers.push_back(question::to_utf8(piece.text));
        }
        const bool one_number = answers.size() == 1 && answers[0].size() == nothing_.size() &&
                                answers[0].find_first_not_of("0123456789") == std::string::npos;
        if (!one_number) return answers;
        const std::string digits = std::exchange(answers, {})[0];
        for (const char digit : digits)
            answers.emplace_back(1, digit);
        return answers;
    }

    /// "yes, I don't know, no".
    static std::vector<std::string> parts_of(std::string_view typed) {
        std::vector<std::string> parts;
        while (!typed.empty()) {
            const std::size_t end = typed.find_first_of(",;\n/");
            parts.emplace_back(typed.substr(0, end));
            typed = end == std::string_view::npos ? std::string_view{} : typed.substr(end + 1);
        }
        return parts;
    }

    const PackLetters& letters_;
    const ReadOne& read_one_;
    PackReading nothing_;
};

}  // namespace

PackReading read_pack(std::string_view typed, const PackLetters& letters, const ReadOne& read_one) {
    return Reader(letters, read_one).read(typed);
}

std::optional<LetterNamed> read_letter(std::string_view typed) {
    ByLetter found = by_letter(pieces_of(typed));
    if (found.all.empty()) return std::nullopt;
    if (answers_come_first(found)) turn_round(found);
    if (!is_blank(found.before)) return std::nullopt;
    const LetterNamed& first = found.all.front();
    const bool alone = found.all.size() == 1;
    return LetterNamed{first.letter, alone ? std::string(bare(first.answer)) : std::string()};
}

bool says_anything(const PackReading& reading) {
    return std::ranges::any_of(
        reading, [](const auto& said) { return said && !question::is_puzzling(*said); });
}

bool says_everything(const PackReading& reading) {
    return std::ranges::all_of(
        reading, [](const auto& said) { return said && !question::is_puzzling(*said); });
}

}  // namespace kazi::taskflow
