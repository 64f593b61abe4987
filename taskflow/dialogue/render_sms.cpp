// SPDX-License-Identifier: Apache-2.0
#include "taskflow/dialogue/render_sms.hpp"

#include <span>

#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/append_line.hpp"

namespace kazi::taskflow::dialogue {

namespace {

std::string joined(std::span<const std::string> notes) {
    std::string line;
    for (const std::string& note : notes) {
        if (!line.empty()) line += ' ';
        line += note;
    }
    return line;
}

SmsText message(const Screen& screen, std::span<const std::string> notes, bool with_footer) {
    std::string text = joined(notes);
    append_line(text, screen.body);
    for (const Choice& choice : screen.choices)
        append_line(text, choice.key + ' ' + choice.label);
    if (with_footer) append_line(text, screen.sms_footer);
    const auto segments = static_cast<int>(protocols::measure_sms(text).segments);
    return {std::move(text), segments};
}

}  // namespace

SmsText render_sms(const Screen& screen, const Notes& notes, int segments_max) {
    SmsText rendered = message(screen, notes, true);
    if (rendered.segments <= segments_max) return rendered;
    for (std::size_t kept = notes.size();; --kept) {
        rendered = message(screen, std::span(notes).first(kept), false);
        if (rendered.segments <= segments_max || kept == 0) return rendered;
    }
}

}  // namespace kazi::taskflow::dialogue
