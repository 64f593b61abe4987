// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/comparison_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "taskflow/quality/comparison.hpp"

namespace kazi::gateway::engine {

namespace {

using namespace taskflow;

constexpr const char* first_text = "text_1";
constexpr const char* second_text = "text_2";
constexpr const char* first_label = "1";
constexpr const char* second_label = "2";
/// Two who agree may be enough; one alone never is.
constexpr std::uint8_t judges_least = 2;

/// The answers of a result, as they were weighed.
ItemState said_in(const records::ItemResult& result) {
    ItemState state;
    for (const records::ResultAnswer& answer : result.given) {
        const auto known = std::ranges::find(state.labels, answer.text);
        const auto label = static_cast<std::uint16_t>(known - state.labels.begin());
        if (known == state.labels.end()) state.labels.push_back(answer.text);
        state.answers.push_back(
            {.worker = {}, .label = label, .reliability_permille = answer.weight_permille});
    }
    return state;
}

/// Where a number of answers was asked for, having them is all that its outcome says.
bool took_all_answers(const Campaign& before, const records::ItemResult& result) {
    if (result.outcome == records::ItemOutcome::exhausted) return true;
    return result.outcome == records::ItemOutcome::confident &&
           before.redundancy.minimum == before.redundancy.maximum;
}

/// Which comes first says nothing: every other item turns the two round, so that who always takes
/// the first tells nothing.
bool is_best_first(std::uint32_t index) {
    return index % 2 == 0;
}

std::uint16_t chosen_by(const records::ItemResult& verdict, const quality::Rivals& rivals) {
    const bool first = verdict.value == first_label;
    return first == is_best_first(verdict.index) ? rivals.best : rivals.other;
}

struct Decided {
    std::uint16_t label = 0;  ///< of the item
    std::string value;
    std::uint32_t confidence_ppm = 0;
};

/// Nothing: nobody chose, or the item is not what it was when they were asked.
std::optional<Decided> decided(const DueVerdict& due) {
    if (due.verdict.answers == 0 || !due.state.closed) return std::nullopt;
    const ItemState said = said_in(due.result);
    const auto rivals = quality::rivals_of(said, due.campaign);
    if (!rivals) return std::nullopt;
    const auto compared =
        quality::after_choice(*rivals, chosen_by(due.verdict, *rivals), due.verdict.confidence_ppm);
    const std::string& value = said.labels.at(compared.label);
    const auto at = std::ranges::find(due.state.labels, value);
    if (at == due.state.labels.end()) return std::nullopt;
    return Decided{static_cast<std::uint16_t>(at - due.state.labels.begin()), value,
                   compared.confidence_ppm};
}

records::ItemResult result_again(const DueVerdict& due, const Decided& decided) {
    const std::uint32_t target = quality::sure_enough_ppm(due.campaign.redundancy);
    // Another verdict may have been told since the result was read.
    const int newest = std::max<int>(due.result.version, due.state.revisions + 1);
    records::ItemResult result = due.result;
    result.value = decided.value;
    result.confidence_ppm = decided.confidence_ppm;
    result.outcome = decided.confidence_ppm >= target ? records::ItemOutcome::confident
                                                      : records::ItemOutcome::exhausted;
    result.closed_at = due.at;
    result.version = static_cast<std::uint8_t>(std::min<int>(newest, revisions_max) + 1);
    return result;
}

std::string journal_line(const DueVerdict& due, const ItemState& after) {
    records::JournalEntry entry;
    entry.cause = records::Cause::campaign;
    entry.reference =
        fmt::format("c{} item {}: label {} was {}, compared in c{}", due.campaign.number,
                    due.verdict.index, after.best_label, due.state.best_label, due.compares);
    return records::pack_journal(entry);
}

void settle_again(store::Batch& batch, const DueVerdict& due, const Decided& decided) {
    const store::Place place = keys::item_state({due.campaign.number, due.verdict.index});
    const records::ItemResult result = result_again(due, decided);
    ItemState state = due.state;
    state.best_label = decided.label;
    state.confidence_ppm = decided.confidence_ppm;
    state.revisions = static_cast<std::uint8_t>(result.version - 1);
    batch.guards.push_back(store::VersionIs{place, due.state.version});
    batch.writes.push_back(
        store::Put{place, records::pack_item_state(state, due.state.version + 1)});
    batch.writes.push_back(
        store::Append{keys::results(due.campaign.number), records::pack_result(result)});
    batch.writes.push_back(store::Append{keys::journal, journal_line(due, state)});
}

/// The question stays: the dialogue puts "Which is better?" before it.
Question choice_between(const Question& question) {
    Question choice;
    choice.type = QuestionType::choice;
    choice.labels = {first_label, second_label};
    for (const auto& [language, text] : question.texts) {
        choice.texts[language] = {
            text.text, {fmt::format("{{{}}}", first_text), fmt::format("{{{}}}", second_text)}};
    }
    return choice;
}

}  // namespace

Campaign comparing_campaign(const Campaign& campaign) {
    const std::uint8_t judges = campaign.quality_terms.comparison.judges;
    Campaign comparing = campaign;
    comparing.question = choice_between(campaign.question);
    comparing.pay.micro = campaign.quality_terms.comparison.pay_micro;
    comparing.redundancy = {.minimum = std::min(judges, judges_least),
                            .maximum = judges,
                            .confidence_ppm = quality::sure_enough_ppm(campaign.redundancy)};
    comparing.chain = {.after = campaign.number, .as = {}, .values = {}, .compares = true};
    comparing.chain.earlier = campaign.chain.earlier;
    if (campaign.chain.wanted()) comparing.chain.earlier.push_back(campaign.chain.after);
    comparing.standing.pays.clear();
    comparing.standing.gives = {};
    comparing.wages = {};
    comparing.quality_terms = {};
    comparing.learned = {};
    comparing.lessons = {};
    comparing.review = {};
    comparing.budget = {};
    comparing.bonus = {};
    comparing.gold = {};
    return comparing;
}

std::optional<Item> compared_item(const Campaign& before, const records::ItemResult& result,
                                  Item item) {
    const bool unsure = result.confidence_ppm < quality::sure_enough_ppm(before.redundancy);
    if (!took_all_answers(before, result) || !unsure) return std::nullopt;
    const ItemState said = said_in(result);
    const auto rivals = quality::rivals_of(said, before);
    if (!rivals) return std::nullopt;
    const bool best_first = is_best_first(result.index);
    item.values[first_text] = said.labels.at(best_first ? rivals->best : rivals->other);
    item.values[second_text] = said.labels.at(best_first ? rivals->other : rivals->best);
    return item;
}

store::Batch plan_verdict(const DueVerdict& due) {
    store::Batch batch;
    batch.cell = due.cell;
    const store::Place place = keys::verdicts(due.compares);
    batch.guards.push_back(store::VersionIs{place, due.cursor.version});
    batch.writes.push_back(store::Put{place, pack_chain_cursor({due.id, due.cursor.version + 1})});
    const auto now = decided(due);
    if (now) settle_again(batch, due, *now);
    return batch;
}

}  // namespace kazi::gateway::engine
