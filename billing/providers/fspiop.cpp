// SPDX-License-Identifier: Apache-2.0
#include "billing/providers/fspiop.hpp"

#include "billing/provider_message.hpp"
#include "billing/providers/fspiop_signature.hpp"

namespace kazi::billing {

namespace {

constexpr CallbackManners manners{{{"PUT", "POST", "PATCH"}}};

}  // namespace

std::string_view fspiop_subject(std::string_view target, std::string_view resource) {
    const std::string name = "/" + std::string(resource) + "/";
    const auto path = target.substr(0, target.find('?'));
    const auto at = path.rfind(name);
    return at == std::string_view::npos ? std::string_view() : path.substr(at + name.size());
}

std::vector<ProviderHeader> fspiop_headers(const ProviderSettings& settings,
                                           std::string_view resource, std::string_view to) {
    const std::string media =
        "application/vnd.interoperability." + std::string(resource) + "+json;version=1.1";
    std::vector<ProviderHeader> all{{"FSPIOP-Source", settings.username},
                                    {"Date", std::string(settings.option("date"))},
                                    {"Accept", media},
                                    {"Content-Type", media}};
    if (!to.empty()) all.push_back({"FSPIOP-Destination", std::string(to)});
    return all;
}

std::optional<ProviderRefusal> refuse_fspiop_call(const ProviderCallback& callback,
                                                  const ProviderSettings& settings) {
    if (auto refused = refuse_call(callback, settings, manners)) return refused;
    const bool checked = !settings.callback_secret.empty() && !callback.proven;
    if (checked && !fspiop_signature_valid(callback.header("FSPIOP-Signature"), callback.body,
                                           settings.callback_secret))
        return forged("signature");
    return std::nullopt;
}

}  // namespace kazi::billing
