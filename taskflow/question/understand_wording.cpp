// SPDX-License-Identifier: Apache-2.0
// Free words: what is asked of them is that they are words, as many as allowed, and, for a
// translation, not the source again nor far from its length.
#include <unicode/uchar.h>

#include <algorithm>

#include "taskflow/question/fold.hpp"
#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t length_ratio_max = 4;  // between a text and its translation
constexpr std::size_t short_source_chars = 12;

/// Runs of blanks made one, trimmed; everything else as she wrote it.
std::string tidy(std::string_view typed) {
    std::string text;
    for (const char byte : typed) {
        const bool blank = byte == ' ' || (byte >= '\t' && byte <= '\r');
        if (!blank) text.push_back(byte);
        if (blank && !text.empty() && text.back() != ' ') text.push_back(' ');
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

std::size_t letters_in(std::u32string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char32_t point) {
        return u_isalnum(static_cast<UChar32>(point)) != 0;
    }));
}

bool is_copy(const Heard& heard, std::u32string_view text) {
    return joined(tokenise(heard.form.source)) == joined(heard.tokens) ||
           fold_for_matching(heard.form.source) == text;
}

/// Yes, no, ok: what one sends to be rid of a question.
bool is_mere_assent(const Heard& heard) {
    return without_fillers(heard.tokens, heard.language).empty() ||
           polarity(heard.tokens, heard.language) != Polarity::none;
}

bool is_far_from(std::size_t source, std::size_t letters) {
    return letters * length_ratio_max < source || letters > source * length_ratio_max;
}

bool may_translate(const Heard& heard, std::u32string_view text) {
    if (heard.form.source.empty()) return true;
    if (is_copy(heard, text)) return false;
    const std::size_t source = letters_in(fold_for_matching(heard.form.source));
    if (source < short_source_chars) return true;
    return !is_far_from(source, letters_in(text)) && !is_mere_assent(heard);
}

bool may_transcribe(const Heard& heard, std::u32string_view text) {
    const std::size_t source = letters_in(fold_for_matching(heard.form.source));
    return source == 0 || !is_far_from(source, letters_in(text));
}

}  // namespace

Understanding understand_wording(const Heard& heard) {
    const std::u32string folded = fold_text(heard.typed);
    const std::u32string text = fold_for_matching(heard.typed);
    if (folded.empty() || letters_in(text) == 0) return {};
    if (folded.size() > heard.form.chars_max) return {Outcome::out_of_range, {}, 0};
    const bool fits = heard.form.kind == Kind::translation     ? may_translate(heard, text)
                      : heard.form.kind == Kind::transcription ? may_transcribe(heard, text)
                                                               : true;
    if (!fits) return {};
    return answered(Wording{tidy(heard.typed), to_utf8(folded)}, sure_in_words);
}

}  // namespace kazi::taskflow::question
