// SPDX-License-Identifier: Apache-2.0
#include "config/profile_section.hpp"

#include <utility>

namespace kazi::config {

namespace {

constexpr std::size_t options_min = 2;
constexpr std::size_t options_max = 8;  // one key each, beside "0"
constexpr std::size_t question_bytes_max = 300;

void expect_count(Section& section, std::string_view key, std::size_t count, std::size_t expected) {
    if (count != expected)
        section.fail(key, "must be " + std::to_string(expected) + ", one for each label");
}

ProfileText read_text(Section section, std::size_t count) {
    ProfileText text;
    text.question = section.text("question");
    if (text.question.size() > question_bytes_max) section.fail("question", "is too long");
    text.options = section.texts("options");
    expect_count(section, "options", text.options.size(), count);
    section.close();
    return text;
}

ProfileQuestion read_question(Section section, const std::string& key,
                              const std::vector<std::string>& languages) {
    ProfileQuestion question;
    question.key = key;
    question.pay_micro = section.amount_micro("pay");
    question.labels = section.texts("labels", options_min);
    if (question.labels.size() > options_max) section.fail("labels", "must be at most 8");
    if (question.pay_micro <= 0) section.fail("pay", "must be more than zero");
    for (const std::string& language : languages) {
        auto text = section.child(language);
        if (!text) {
            section.fail(language, "is missing: the market speaks it");
            continue;
        }
        question.texts[language] = read_text(*std::move(text), question.labels.size());
    }
    section.close();
    return question;
}

}  // namespace

Profile read_profile(Section section, const std::vector<std::string>& languages) {
    Profile profile;
    profile.every_answers = section.number_or("every_answers", {1, 1'000}, profile.every_answers);
    for (auto& [key, question] : section.named("questions"))
        profile.questions.push_back(read_question(std::move(question), key, languages));
    section.close();
    return profile;
}

}  // namespace kazi::config
