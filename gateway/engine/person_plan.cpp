// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/person_plan.hpp"

#include "gateway/engine/keys.hpp"

namespace kazi::gateway::engine {

namespace {

using taskflow::quality::Family;

void plan_partner(store::Batch& batch, const taskflow::PartnerCount& count) {
    const auto add = [&](const char* what, std::int64_t by) {
        if (by != 0) {
            batch.writes.push_back(store::Add{keys::partners, partner_field(count.code, what), by});
        }
    };
    add("joined", count.joined);
    add("answers", count.answers);
    add("earned", count.earned_micro);
    add("commission", count.commission_micro);
}

/// Her number, and what was counted of her in whatever family.
void erase_person(store::Batch& batch, const taskflow::WorkerId& worker) {
    batch.writes.push_back(store::Erase{keys::number(worker)});
    for (Family family = 0; family <= taskflow::quality::many_classes; ++family)
        batch.writes.push_back(store::Erase{keys::counts(worker, family)});
}

}  // namespace

std::string partner_field(const std::string& code, const char* what) {
    return code + ':' + what;
}

void plan_person(store::Batch& batch, const taskflow::WorkerId& worker,
                 const taskflow::Effects& effects, const Contact& contact) {
    const bool keeps = contact.to_be_kept || effects.keeps_number;
    if (keeps && !contact.msisdn.empty())
        batch.writes.push_back(store::Put{keys::number(worker), contact.msisdn.substr(1)});
    if (keeps && contact.came_as && !contact.msisdn.empty())
        batch.writes.push_back(
            store::Put{keys::number(*contact.came_as), contact.msisdn.substr(1)});
    if (effects.erases_number) erase_person(batch, worker);
    if (effects.partner) plan_partner(batch, *effects.partner);
}

}  // namespace kazi::gateway::engine
