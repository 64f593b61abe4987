// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/recovery.hpp"

#include <utility>

#include "billing/payout_id.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/payer/spending.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using boost::asio::awaitable;

// Its name stands in the record of what it decides.
constexpr const char* decider = "recovery";

}  // namespace

Recovery::Recovery(keepers::Post post, const PayerSettings& settings, Accounts& accounts,
                   Desk& desk, Tokens& tokens)
    : post_(post), settings_(settings), accounts_(accounts), desk_(desk), tokens_(tokens) {
    for (const AccountSettings& account : settings.accounts)
        recovery_accounts_.push_back({account.name, account.provider->traits});
}

awaitable<Recovery::Finding> Recovery::look_for(billing::Payout payout, std::string msisdn,
                                                bool reports_matched) {
    const auto probes = billing::probes_for(payout, recovery_accounts_, settings_.deployment_key);
    std::vector<billing::ProbeAnswer> answers;
    for (const billing::Probe& probe : probes) {
        billing::Decoded news = co_await ask(probe);
        answers.push_back({probe, std::move(news)});
    }
    auto what = billing::recover(payout, answers, recovery_accounts_, msisdn, reports_matched);
    if (auto* found = std::get_if<billing::AdoptIt>(&what))
        co_return co_await adopt(std::move(payout), std::move(msisdn), std::move(*found));
    if (auto* held = std::get_if<billing::HoldIt>(&what))
        co_return co_await hold(payout.id, std::move(held->why));
    if (std::holds_alternative<billing::SendIt>(what)) co_return Finding::unknown_everywhere;
    const auto* report = std::get_if<billing::AwaitReport>(&what);
    post_.world.log.warn("payout_not_recovered",
                         {{"payout", payout.id},
                          {"waits_for", report != nullptr ? report->provider + "'s report"
                                                          : std::string("an answer")}});
    co_return Finding::wait;
}

awaitable<billing::Decoded> Recovery::ask(billing::Probe probe) {
    Account* account = accounts_.find(probe.provider);
    if (account == nullptr) co_return billing::no_answer();
    const auto signed_in = co_await tokens_.sign_in(*account);
    if (!signed_in) co_return billing::no_answer();
    auto question = account->codec().build_status_request(std::nullopt, probe.key, *signed_in);
    if (!question) co_return billing::no_answer();
    http::SendOptions options;
    options.total_timeout = account->settings.call_deadline;
    protocols::HttpRequest request = http_request(std::move(*question));
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(request), std::move(options));
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered == nullptr) co_return billing::no_answer();
    billing::Decoded news =
        account->codec().parse_status({answered->reply.status, answered->reply.body}, *signed_in);
    if (news.reason == billing::Reason::token_expired) Tokens::refuse(*account, *signed_in);
    co_return news;
}

awaitable<bool> Recovery::open_window() {
    store::LoadRequest request;
    request.cell = desk_.cell();
    request.also.push_back(window_place());
    const auto loaded = co_await store::load(post_.world.store, std::move(request));
    if (!loaded) co_return false;
    const auto& bytes = loaded->also.front();
    Window window = bytes ? window_from(*bytes).value_or(Window{}) : Window{};
    const std::uint32_t version = window.version;
    window = Window{version, true, false, desk_.now()};
    store::Batch batch;
    batch.cell = desk_.cell();
    batch.guards.push_back(store::VersionIs{window_place(), version});
    batch.writes.push_back(store::Put{window_place(), pack_window(window, version + 1)});
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    const bool opened = outcome && outcome->applied;
    if (opened) post_.world.log.error("payout_window_opened", {{"cell", desk_.cell()}});
    co_return opened;
}

// The attempt is made again in the record as it was made at the provider, and its news heard.
awaitable<Recovery::Finding> Recovery::adopt(billing::Payout payout, std::string msisdn,
                                             billing::AdoptIt found) {
    const Account* account = accounts_.find(found.probe.provider);
    if (account == nullptr) co_return Finding::wait;
    billing::Claimed claim;
    claim.provider = found.probe.provider;
    claim.key = found.probe.key;
    claim.fingerprint =
        billing::fingerprint(settings_.deployment_key, found.probe.provider, msisdn, payout.amount);
    claim.now_us = desk_.now();
    claim.deadline_us = claim.now_us + us(account->settings.pending_deadline);
    Along along;
    spend(along.writes,
          {account->name(), payout.worker, payout.amount.micro, desk_.day_of(claim.now_us)});
    billing::PayoutEvent made_again = std::move(claim);
    const Applied claimed =
        co_await desk_.apply(payout.id, std::move(made_again), std::move(along));
    if (claimed.kind != Applied::Kind::moved) co_return Finding::wait;
    const int attempt = static_cast<int>(claimed.transition.payout.attempts.size());
    post_.world.log.warn(
        "payout_adopted",
        {{"payout", payout.id}, {"attempt", attempt}, {"provider", account->name()}});
    billing::PayoutEvent news = billing::Queried{attempt, std::move(found.news)};
    co_await desk_.apply(payout.id, std::move(news));
    co_return Finding::dealt_with;
}

awaitable<Recovery::Finding> Recovery::hold(std::string payout, std::string why) {
    billing::Decision decision{billing::Verdict::hold, decider, std::move(why), desk_.now()};
    billing::PayoutEvent held = billing::Decided{std::move(decision), 0};
    const Applied applied = co_await desk_.apply(std::move(payout), std::move(held));
    co_return applied.heard() ? Finding::dealt_with : Finding::wait;
}

}  // namespace kazi::gateway::payer
