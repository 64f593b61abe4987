// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/step_sums.hpp"

#include <algorithm>

#include "gateway/ensure.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

std::vector<const AnswerRecord*> answers_of(const Effects& effects) {
    std::vector<const AnswerRecord*> answers;
    for (const EarlierAnswer& each : effects.earlier)
        answers.push_back(&each.answer);
    if (effects.answer) answers.push_back(&*effects.answer);
    return answers;
}

bool changes_item(const Effects& effects, ItemRef item) {
    const auto is_it = [&](const EarlierAnswer& each) { return each.item.item == item; };
    return (effects.item && effects.item->item == item) ||
           std::ranges::any_of(effects.earlier, is_it);
}

billing::Postings all_postings(const Effects& effects) {
    billing::Postings all;
    for (const EarlierAnswer& each : effects.earlier)
        all.insert(all.end(), each.postings.begin(), each.postings.end());
    all.insert(all.end(), effects.postings.begin(), effects.postings.end());
    return all;
}

billing::Postings merged(const billing::Postings& postings) {
    billing::Postings merged;
    merged.reserve(postings.size());
    for (const billing::Posting& posting : postings) {
        if (posting.change.micro == 0) continue;
        const auto same = std::ranges::find_if(merged, [&](const billing::Posting& sum) {
            return sum.account == posting.account &&
                   sum.change.currency == posting.change.currency &&
                   (sum.change.micro < 0) == (posting.change.micro < 0);
        });
        if (same == merged.end()) {
            merged.push_back(posting);
        } else {
            same->change = same->change + posting.change;
        }
    }
    return merged;
}

billing::Money debit_of(const billing::Account& account, const billing::Postings& postings) {
    billing::Money debit;
    for (const billing::Posting& posting : postings) {
        if (posting.account != account || posting.change.micro >= 0) continue;
        debit = {debit.micro - posting.change.micro, posting.change.currency};
    }
    return debit;
}

std::int64_t worker_change(const billing::Postings& postings, const WorkerId& worker,
                           billing::AccountKind kind,
                           const std::optional<billing::Posting>& aside) {
    std::int64_t change = 0;
    for (const billing::Posting& posting : postings) {
        if (posting.account.kind != kind || (aside && posting == *aside)) continue;
        ensure(posting.account.owner == records::raw(worker), "a commit pays one worker only");
        change += posting.change.micro;
    }
    return change;
}

}  // namespace kazi::gateway::engine
