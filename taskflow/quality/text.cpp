// SPDX-License-Identifier: Apache-2.0
// Likeness of every two answers to a task. Weighing it by how well a worker agrees elsewhere was
// tried on recorded translations and gained nothing.
#include "taskflow/quality/text.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr double words_share = 0.75;  ///< of word distance in likeness; the rest is letters
constexpr std::size_t group_length = 3;

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

double mean_likeness(std::span<const Answer> answers, std::size_t one,
                     const std::vector<ReadText>& texts) {
    double sum = 0;
    for (std::size_t other = 0; other < answers.size(); ++other) {
        if (other != one) sum += likeness(texts[answers[one].label], texts[answers[other].label]);
    }
    return answers.size() > 1 ? sum / static_cast<double>(answers.size() - 1) : 0;
}

TextEstimate medoid(const Recording& recording, std::size_t item,
                    const std::vector<ReadText>& texts) {
    const auto answers = recording.answers_to(item);
    TextEstimate best{recording.items[item], recording.labels[answers.front().label], 0,
                      static_cast<std::uint32_t>(answers.size())};
    for (std::size_t one = 0; one < answers.size(); ++one) {
        const double mean = mean_likeness(answers, one, texts);
        if (mean <= best.agreement) continue;
        best.agreement = mean;
        best.text = recording.labels[answers[one].label];
    }
    return best;
}

}  // namespace

ReadText read_text(const std::string& text) {
    ReadText read{words_of(text), {}};
    std::string line = " ";
    for (const std::string& word : read.words)
        line += word + ' ';
    for (std::size_t at = 0; at + group_length <= line.size(); ++at)
        read.groups.push_back(line.substr(at, group_length));
    std::sort(read.groups.begin(), read.groups.end());
    return read;
}

double groups_in_common(const ReadText& one, const ReadText& other) {
    std::vector<std::string> both;
    std::set_intersection(one.groups.begin(), one.groups.end(), other.groups.begin(),
                          other.groups.end(), std::back_inserter(both));
    const double all = static_cast<double>(one.groups.size() + other.groups.size());
    return all > 0 ? 2 * static_cast<double>(both.size()) / all : 1;
}

double likeness(const ReadText& one, const ReadText& other) {
    const std::size_t longest = std::max(one.words.size(), other.words.size());
    const double apart = longest == 0 ? 0
                                      : static_cast<double>(word_distance(one.words, other.words)) /
                                            static_cast<double>(longest);
    return words_share * (1 - apart) + (1 - words_share) * groups_in_common(one, other);
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '\'') continue;
        if (is_letter(c)) {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::size_t word_distance(const std::vector<std::string>& from,
                          const std::vector<std::string>& to) {
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t at = 0; at < row.size(); ++at)
        row[at] = at;
    for (std::size_t done = 0; done < from.size(); ++done) {
        std::size_t diagonal = row[0];
        row[0] = done + 1;
        for (std::size_t at = 0; at < to.size(); ++at) {
            const std::size_t replaced = diagonal + (from[done] == to[at] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({replaced, row[at] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::vector<TextEstimate> medoids(std::span<const RecordedAnswer> answers) {
    const Recording recording = number_answers(answers);
    std::vector<ReadText> texts;
    for (const std::string& label : recording.labels)
        texts.push_back(read_text(label));
    std::vector<TextEstimate> estimates;
    for (std::size_t item = 0; item < recording.items.size(); ++item)
        estimates.push_back(medoid(recording, item, texts));
    return estimates;
}

std::optional<double> word_error_rate(const std::vector<TextEstimate>& estimates,
                                      std::span<const KnownTruth> truths) {
    std::unordered_map<std::string, std::vector<std::string>> truth_of;
    for (const KnownTruth& truth : truths)
        truth_of.emplace(truth.task, words_of(truth.label));
    double sum = 0;
    double count = 0;
    for (const TextEstimate& estimate : estimates) {
        const auto truth = truth_of.find(estimate.task);
        if (truth == truth_of.end() || truth->second.empty()) continue;
        sum += static_cast<double>(word_distance(words_of(estimate.text), truth->second)) /
               static_cast<double>(truth->second.size());
        count += 1;
    }
    if (count == 0) return std::nullopt;
    return sum / count;
}

}  // namespace kazi::taskflow::quality
