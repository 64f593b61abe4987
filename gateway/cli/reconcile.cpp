// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/reconcile.hpp"

#include <fmt/format.h>

#include <boost/asio/this_coro.hpp>

#include "billing/digest.hpp"
#include "billing/hex.hpp"
#include "billing/reconcile.hpp"
#include "gateway/app/accounts.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/office.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/payer/payer.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using billing::ReportLine;
using boost::asio::awaitable;

constexpr std::int64_t us_per_s = 1'000'000;

int complain(const std::string& text) {
    fmt::print(stderr, "kazi payouts: {}\n", text);
    return failed;
}

const config::Provider* provider_named(const config::Config& config, const std::string& name) {
    for (const config::Provider& provider : config.providers)
        if (provider.name == name) return &provider;
    return nullptr;
}

bool has_attempt_of(const billing::Payout& payout, const std::string& provider) {
    for (const billing::Attempt& attempt : payout.attempts)
        if (attempt.provider == provider) return true;
    return false;
}

awaitable<store::StoreResult<std::vector<billing::Payout>>> payouts_of(store::Store& store,
                                                                       std::string cell,
                                                                       std::string provider) {
    std::vector<billing::Payout> payouts;
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store, cell, keys::payouts, cursor, 500);
        if (!page) co_return page.error();
        for (const auto& [id, bytes] : page->fields) {
            auto stored = records::payout_from(bytes);
            if (stored && has_attempt_of(stored->payout, provider))
                payouts.push_back(std::move(stored->payout));
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return payouts;
}

/// What makes a line of a report the same line when the report is read again.
std::string line_name(const std::string& provider, const ReportLine& line) {
    const std::string all = line.key + '\n' + line.provider_ref + '\n' + line.receipt + '\n' +
                            line.msisdn + '\n' + billing::format_money(line.amount, 6) + '\n' +
                            std::to_string(line.at_us) + (line.reversed ? "r" : "p");
    return provider + " " + billing::to_hex(billing::sha256(all)).substr(0, 32);
}

store::Batch suspense_batch(const std::string& cell, const std::string& provider,
                            const ReportLine& line) {
    billing::Postings postings;
    billing::put_in_suspense(postings, line, provider);
    store::Batch batch;
    batch.cell = cell;
    const store::Place place{keys::lines_in_suspense, line_name(provider, line)};
    batch.guards.push_back(store::Absent{place});
    batch.writes.push_back(store::Put{place, line.name});
    engine::post(batch, postings);
    records::JournalEntry entry;
    entry.cause = records::Cause::report;
    entry.reference = provider + " " + line.name;
    entry.postings = std::move(postings);
    batch.writes.push_back(store::Append{keys::journal, records::pack_journal(entry)});
    return batch;
}

/// Complete, by the provider's own balances. Nothing: they are not both given, or no money.
std::optional<bool> is_complete(const std::vector<ReportLine>& lines,
                                const ReconcileOptions& options) {
    if (options.opening.empty() && options.closing.empty()) return false;
    const auto opening = billing::parse_money(options.opening);
    const auto closing = billing::parse_money(options.closing);
    if (!opening || !closing) return std::nullopt;
    return billing::balances_add_up(lines, *opening, *closing);
}

void print(const billing::Reconciliation& found, const std::vector<billing::Payout>& payouts,
           const std::vector<ReportLine>& lines) {
    for (const billing::ReportNews& news : found.news)
        fmt::print("{}: attempt {}: {}{}\n", payouts[news.payout].id, news.event.attempt,
                   billing::to_string(news.event.message.outcome),
                   news.line.empty() ? ", it is not in the report" : ", " + news.line);
    for (const std::string& missing : found.missing_paid)
        fmt::print("{}: paid, and not in the report\n", missing);
    for (const std::size_t extra : found.extra_lines)
        fmt::print("{}: {} that no payout of ours explains\n", lines[extra].name,
                   billing::format_money(lines[extra].amount));
}

/// What the report says, told to the payouts and the books.
struct Telling {
    Office& office;
    keepers::Post post;
    payer::PayerSettings settings;
    std::string cell;
    std::string provider;
};

awaitable<bool> tell_payouts(Telling& telling, const billing::Reconciliation& found,
                             const std::vector<billing::Payout>& payouts) {
    for (const billing::ReportNews& news : found.news) {
        billing::PayoutEvent event = news.event;
        const payer::Applied applied = co_await payer::hear_alone(
            telling.post, telling.settings, payouts[news.payout].id, std::move(event));
        if (!applied.heard()) co_return false;
    }
    co_return true;
}

awaitable<bool> tell_books(Telling& telling, const billing::Reconciliation& found,
                           const std::vector<ReportLine>& lines) {
    for (const std::size_t extra : found.extra_lines) {
        store::Batch batch = suspense_batch(telling.cell, telling.provider, lines[extra]);
        const auto outcome = co_await store::commit(telling.office.world.store, std::move(batch));
        if (!outcome) co_return false;
    }
    co_return true;
}

}  // namespace

awaitable<int> reconcile_report(store::Store& store, const config::Config& config,
                                ReconcileOptions options) {
    const config::Provider* provider = provider_named(config, options.provider);
    if (provider == nullptr) co_return complain("there is no provider " + options.provider);
    const auto lines = billing::read_report(options.report);
    if (!lines) co_return complain("the report: " + lines.error());
    const auto complete = is_complete(*lines, options);
    if (!complete) co_return complain("--opening and --closing are money, like 'KES 100.00'");
    const auto executor = co_await boost::asio::this_coro::executor;
    Office office(context_of(executor), store, config);
    Telling telling{office, office.post(provider->market),
                    app::payer_settings(config, *config.find_market(provider->market)),
                    app::cell_name(provider->market), provider->name};
    const auto payouts = co_await payouts_of(store, telling.cell, provider->name);
    if (!payouts) co_return complain(payouts.error().text);

    billing::ReconcileContext context;
    context.provider = provider->name;
    context.deployment_key = telling.settings.deployment_key;
    context.from_us = options.from_s * us_per_s;
    context.until_us = options.until_s * us_per_s;
    context.proves_absence = *complete;
    const auto found = billing::reconcile(*lines, *payouts, context);
    print(found, *payouts, *lines);
    const bool clean = found.extra_lines.empty() && found.missing_paid.empty();
    if (!options.apply) co_return clean ? ok : failed;
    // Whoever is told of a payout may be looking at a question of any campaign.
    const bool fresh = co_await keepers::refresh_board(telling.post);
    if (!fresh) co_return complain("the store does not answer");
    const bool told = co_await tell_payouts(telling, found, *payouts);
    const bool written = co_await tell_books(telling, found, *lines);
    if (!told || !written) co_return complain("not all of it was taken; it may be repeated");
    co_return clean ? ok : failed;
}

}  // namespace kazi::gateway::cli
