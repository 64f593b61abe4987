// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/payer/pay_office.hpp"

#include <optional>

#include "billing/payout_id.hpp"
#include "gateway/audit/ledger_seals.hpp"
#include "gateway/audit/store_audit.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/integration/payer/debt.hpp"

namespace kazi::tests {

using namespace gateway;
using boost::asio::awaitable;

namespace {

constexpr const char* identity_key = "planted-identity-key";
constexpr const char* cell_name = "ke-0";

taskflow::LocalTime noon(taskflow::Instant at) {
    taskflow::LocalTime time;
    time.hour = 12;
    time.day_number = static_cast<std::uint16_t>(at / 86'400'000'000);
    return time;
}

billing::Money kes(std::int64_t units) {
    return {units * billing::micro_per_unit, *billing::Currency::parse("KES")};
}

engine::CellSettings small_cell(const taskflow::dialogue::Phrasebook& phrases) {
    engine::CellSettings settings;
    settings.cell = cell_name;
    settings.market.name = "ke";
    settings.market.currency = kes(0).currency;
    settings.market.languages = {"en"};
    settings.phrases = &phrases;
    settings.local_time = noon;
    return settings;
}

payer::AccountSettings account_at(const ScriptedProvider& provider) {
    payer::AccountSettings settings;
    settings.name = "at";
    settings.provider = billing::find_provider("africastalking_airtime");
    settings.account.username = "kazi";
    settings.account.api_key = "planted-api-key";
    settings.account.send_url = provider.url("/airtime/send");
    settings.account.status_url = provider.url("/query/transaction/find");
    settings.account.path_tokens = {"planted-token"};
    settings.route.name = settings.name;
    settings.route.currency = kes(0).currency;
    settings.payouts_per_second = 100;
    return settings;
}

/// "/hooks/NAME/…"
std::string account_of(const std::string& target) {
    const auto begin = std::string_view("/hooks/").size();
    return target.substr(begin, target.find('/', begin) - begin);
}

}  // namespace

void WatchedOutbound::send(protocols::HttpRequest request, http::SendOptions options,
                           std::function<void(http::HttpOutcome)> done) {
    if (request.method == "POST") {
        ++payments;
        if (options.fresh_connection) ++payments_on_fresh_connections;
    }
    if (keeps) requests.push_back(request);
    ++under_way;
    auto counted = [this, told = std::move(done)](http::HttpOutcome outcome) {
        --under_way;
        told(std::move(outcome));
    };
    way_out_.send(std::move(request), options, std::move(counted));
}

RunningPayer::RunningPayer(boost::asio::io_context& io, World& world, engine::Engine& engine,
                           engine::Cell& cell, payer::PayerSettings settings,
                           const std::filesystem::path& mark_file)
    : rest(io), payer({world, engine, cell, rest}, std::move(settings), io, mark_file) {}

PayOffice::PayOffice() : her(engine::worker_of(identity_key, msisdn)) {
    cell.settings = small_cell(phrases);
    settings.deployment_key = identity_key;
    settings.accounts.push_back(account_at(provider));
}

PayOffice::~PayOffice() {
    close();
    provider.let_go();
    client.shut_down();
}

std::string PayOffice::order() {
    return order_for(msisdn, 20);
}

std::string PayOffice::order_for(const std::string& number, std::int64_t units) {
    const taskflow::WorkerId id = engine::worker_of(identity_key, number);
    const Debt debt =
        owe(identity_key, cell_name, {number, worker_record(id)}, kes(units), clock.at);
    const auto outcome = redis.call.commit(debt.batch);
    REQUIRE(outcome);
    REQUIRE(outcome->applied);
    return debt.payout;
}

void PayOffice::name_network(const std::string& network) {
    const store::Record before = worker_record(her);
    taskflow::Worker moved = worker();
    moved.wallet.network = network;
    moved.wallet.network_seen = noon(clock.at).day_number;
    store::Batch batch;
    batch.cell = cell_name;
    const std::string record = store::encode_record(records::to_record(moved, before.version + 1));
    batch.writes.push_back(store::Put{{keys::worker(her)}, record});
    const auto outcome = redis.call.commit(batch);
    REQUIRE(outcome);
    REQUIRE(outcome->applied);
}

void PayOffice::open() {
    payers_.push_back(std::make_unique<RunningPayer>(io, world, engine, cell, settings, mark_file));
    RunningPayer& running = *payers_.back();
    boost::asio::co_spawn(io, running.payer.run(), [&running](const std::exception_ptr& failure) {
        running.ended = true;
        if (failure) FAIL(http::text_of(failure));
    });
}

void PayOffice::close() {
    for (const auto& running : payers_)
        running->rest.stop();
    for (const auto& running : payers_)
        CHECK(turn_until(io, [&] { return running->ended; }));
    payers_.clear();
}

void PayOffice::until(const std::function<bool()>& happened) {
    if (turn_until(io, happened)) return;
    std::string said;
    for (const std::string& line : lines->lines())
        said += line + "\n";
    FAIL("it never happened; the log says:\n" << said);
}

void PayOffice::until_state(const std::string& id, billing::PayoutState state) {
    billing::PayoutState seen{};
    for (int looks = 0; looks < 2000 && seen != state; ++looks) {
        io.restart();
        io.run_for(std::chrono::milliseconds(5));
        seen = payout(id).state;
    }
    REQUIRE(billing::to_string(seen) == billing::to_string(state));
}

void PayOffice::pass(std::int64_t seconds) {
    clock.at += seconds * 1'000'000;
    io.restart();
    io.run_for(std::chrono::milliseconds(450));
}

void PayOffice::pass_until_state(const std::string& id, billing::PayoutState state) {
    for (int looks = 0; looks < 60 && payout(id).state != state; ++looks)
        pass(1);
    REQUIRE(billing::to_string(payout(id).state) == billing::to_string(state));
}

payer::Applied PayOffice::claim(const std::string& id) {
    return claim_at_once(id, 1).front();
}

std::vector<payer::Applied> PayOffice::claim_at_once(const std::string& id, std::size_t claimants) {
    const keepers::Post post{world, engine, cell, counter_rest_};
    payer::Accounts accounts(settings, metrics);
    payer::Desk desk(post, settings, accounts);
    const std::string& account = settings.accounts.front().name;
    billing::Claimed claimed;
    claimed.provider = account;
    claimed.key = billing::provider_key(identity_key, {id, account, 1});
    claimed.fingerprint = billing::fingerprint(identity_key, account, msisdn, kes(20));
    claimed.now_us = clock.at;
    claimed.deadline_us = clock.at + 600'000'000;
    std::vector<payer::Applied> all;
    for (std::size_t n = 0; n < claimants; ++n)
        boost::asio::co_spawn(io, desk.apply(id, claimed),
                              [&all](const std::exception_ptr& failure, payer::Applied applied) {
                                  if (failure) FAIL(http::text_of(failure));
                                  all.push_back(std::move(applied));
                              });
    until([&] { return all.size() == claimants; });
    return all;
}

payer::Parking::Place PayOffice::park(const std::string& reference) {
    const keepers::Post post{world, engine, cell, counter_rest_};
    payer::Accounts accounts(settings, metrics);
    payer::Desk desk(post, settings, accounts);
    payer::Parking parking(post, desk);
    return result_of(parking.park(*accounts.find("at"), reference,
                                  {form, "status=Success&requestId=" + reference}));
}

template <class T>
T PayOffice::result_of(awaitable<T> work) {
    std::optional<T> result;
    boost::asio::co_spawn(io, std::move(work), [&](const std::exception_ptr& failure, T value) {
        if (failure) FAIL(http::text_of(failure));
        result.emplace(std::move(value));
    });
    REQUIRE(turn_until(io, [&] { return result.has_value(); }));
    return std::move(*result);
}

protocols::HttpReply PayOffice::call_back(const std::string& body, const std::string& target,
                                          const std::string& content_type) {
    const protocols::HeaderView headers[] = {{"Content-Type", content_type}};
    const protocols::Callback callback{"POST", target, body, headers};
    return hear(account_of(target), callback);
}

protocols::HttpReply PayOffice::hear(const std::string& account,
                                     const protocols::Callback& callback) {
    if (!counter_) {
        const keepers::Post post{world, engine, cell, counter_rest_};
        counter_ = std::make_unique<payer::Payer>(post, settings, io);
    }
    return result_of(counter_->callback(account, callback));
}

protocols::HttpReply PayOffice::tell(const std::string& reference, const std::string& status) {
    return call_back("phoneNumber=%2B254711000111&status=" + status + "&requestId=" + reference +
                     "&discount=KES+0.8000&value=KES+20.0000");
}

payer::Applied PayOffice::apply(const std::string& id, billing::PayoutEvent event) {
    const keepers::Post post{world, engine, cell, counter_rest_};
    payer::Accounts accounts(settings, metrics);
    payer::Desk desk(post, settings, accounts);
    return result_of(desk.apply(id, std::move(event)));
}

payer::Applied PayOffice::decide(const std::string& id, billing::Verdict verdict) {
    const keepers::Post post{world, engine, cell, counter_rest_};
    billing::Decision decision{verdict, "achieng", "read the dashboard", clock.at};
    return result_of(payer::decide(post, settings, id, decision));
}

billing::Payout PayOffice::payout(const std::string& id) {
    const auto values = redis.call.fields(keys::payouts, {id});
    REQUIRE(values);
    REQUIRE(values->front());
    const auto stored = records::payout_from(*values->front());
    REQUIRE(stored);
    return stored->payout;
}

std::optional<payer::Waiting> PayOffice::waiting(const std::string& id) {
    payer::Accounts accounts(settings, metrics);
    REQUIRE(result_of(payer::take_over_pauses(redis.store, cell_name, accounts)));
    payer::WaitingRoom room(redis.store, cell_name, accounts, noon);
    const auto asked = result_of(room.ask(payout(id), clock.at));
    REQUIRE(asked);
    return *asked;
}

std::vector<payer::Capture> PayOffice::exchanges() {
    const auto day = noon(clock.at).day_number;
    const auto entries = redis.call.range({cell_name, keys::captures(day), "0", 1000});
    REQUIRE(entries);
    std::vector<payer::Capture> all;
    for (const store::StreamEntry& entry : *entries)
        all.push_back(*payer::capture_from(entry.payload));
    return all;
}

store::Record PayOffice::worker_record(const taskflow::WorkerId& id) {
    const auto loaded = redis.call.load({cell_name, keys::worker(id), {}});
    REQUIRE(loaded);
    return loaded->record;
}

taskflow::Worker PayOffice::worker() {
    const auto read = records::worker_from(worker_record(her));
    REQUIRE(read);
    return *read;
}

std::int64_t PayOffice::balance(const std::string& account) {
    const auto values = redis.call.fields(keys::balances, {account + " KES"});
    REQUIRE(values);
    return values->front() ? std::stoll(*values->front()) : 0;
}

std::size_t PayOffice::entries(const std::string& stream) {
    const auto found = redis.call.range({cell_name, stream, "0", 1000});
    REQUIRE(found);
    return found->size();
}

bool PayOffice::scheduled(const std::string& id) {
    const auto all =
        redis.call.due(keys::payout_polls, std::numeric_limits<std::int64_t>::max() / 2, 1000);
    REQUIRE(all);
    for (const auto& member : *all)
        if (member.member == id) return true;
    return false;
}

std::string PayOffice::audit() {
    const auto report = result_of(audit::audit_cell(redis.store, cell_name));
    REQUIRE(report);
    std::string text;
    for (const auto& finding : report->findings)
        text += finding.text + "\n";
    return text;
}

bool PayOffice::seal() {
    const auto sealed = result_of(audit::seal_ledger(redis.store, cell_name));
    REQUIRE(sealed);
    return *sealed;
}

void PayOffice::strike_newest_entry() {
    const auto all = redis.call.range({cell_name, keys::journal, "0", 1000});
    REQUIRE(all);
    REQUIRE_FALSE(all->empty());
    store::Batch batch;
    batch.cell = cell_name;
    batch.writes.push_back(store::Acknowledge{keys::journal, "nobody", all->back().id});
    REQUIRE(redis.call.commit(batch));
}

}  // namespace kazi::tests
