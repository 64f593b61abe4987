// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/sender/send_office.hpp"

#include <fmt/format.h>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::tests {

using namespace gateway;

namespace {

constexpr const char* identity_key = "planted-identity-key";
constexpr const char* cell_name = "ke-0";

engine::CellSettings small_cell(const taskflow::dialogue::Phrasebook& phrases) {
    engine::CellSettings settings;
    settings.cell = cell_name;
    settings.market.name = "ke";
    settings.market.currency = *billing::Currency::parse("KES");
    settings.market.languages = {"en"};
    settings.phrases = &phrases;
    settings.local_time = [](taskflow::Instant) { return taskflow::LocalTime{}; };
    return settings;
}

}  // namespace

RunningSender::RunningSender(boost::asio::io_context& io, World& world, engine::Engine& engine,
                             engine::Cell& cell, std::vector<const hooks::Route*> routes,
                             int in_flight_max)
    : rest(io), sender({world, engine, cell, rest}, std::move(routes), io, in_flight_max) {}

SendOffice::SendOffice() : hooks(world, engine, hooks::HookSettings{identity_key}) {
    cell.settings = small_cell(phrases);
}

SendOffice::~SendOffice() {
    client.shut_down();
    close();
}

hooks::Route& SendOffice::add_route(const std::string& name, const std::string& url,
                                    const std::string& dialect) {
    hooks::Route& route = routes_.emplace_back();
    route.name = name;
    route.dialect = protocols::find_dialect(dialect);
    route.settings.route = name;
    route.settings.send_url = url;
    route.settings.username = "kazi";
    route.settings.api_key = "planted-api-key";
    route.settings.sender = "40404";
    route.cell = &cell;
    route.metrics = &metrics.route(name);
    route.proofs = &proofs;
    route.messages_per_second = 10'000;
    return route;
}

std::string SendOffice::number(int n) {
    return fmt::format("+25471{:07}", n);
}

taskflow::WorkerId SendOffice::worker_id(int n) {
    return engine::worker_of(identity_key, number(n));
}

void SendOffice::plan_post(store::Batch& batch, int n, bool reply, const std::string& text,
                           std::int64_t not_after) {
    taskflow::Worker worker;
    worker.stage = taskflow::Stage::active;
    worker.language = "en";
    const auto id = worker_id(n);
    batch.writes.push_back(
        store::Put{{keys::worker(id)}, store::encode_record(records::to_record(worker, 1))});
    batch.writes.push_back(store::Put{keys::number(id), number(n).substr(1)});
    records::OutboxMessage message;
    message.worker = id;
    message.sequence = ++sequence_;
    message.not_after = not_after;
    message.trace = "planted";
    message.text = text;
    batch.writes.push_back(
        store::Append{reply ? keys::replies : keys::bulk, records::pack_message(message)});
}

void SendOffice::post(int n, bool reply, const std::string& text, std::int64_t not_after) {
    store::Batch batch;
    batch.cell = cell_name;
    plan_post(batch, n, reply, text, not_after);
    REQUIRE(redis.call.commit(batch)->applied);
}

void SendOffice::post_all(int first, int count, bool reply, const std::string& text) {
    constexpr int at_once = 500;
    for (int n = first; n < first + count; n += at_once) {
        store::Batch batch;
        batch.cell = cell_name;
        for (int i = n; i < std::min(n + at_once, first + count); ++i)
            plan_post(batch, i, reply, text, 0);
        REQUIRE(redis.call.commit(batch)->applied);
    }
}

void SendOffice::open(int in_flight_max) {
    std::vector<const hooks::Route*> routes;
    for (const hooks::Route& route : routes_) {
        hooks.add(route);
        routes.push_back(&route);
    }
    running_ = std::make_unique<RunningSender>(io, world, engine, cell, routes, in_flight_max);
    RunningSender& running = *running_;
    boost::asio::co_spawn(io, running.sender.run(), [&running](const std::exception_ptr& failure) {
        running.ended = true;
        if (failure) FAIL(http::text_of(failure));
    });
}

void SendOffice::close() {
    if (!running_) return;
    running_->rest.stop();
    CHECK(turn_until(io, [&] { return running_->ended; }));
    running_.reset();
}

void SendOffice::until(const std::function<bool()>& happened) {
    if (turn_until(io, happened)) return;
    std::string said;
    for (const std::string& line : lines->lines())
        said += line + "\n";
    FAIL("it never happened; the log says:\n" << said);
}

void SendOffice::until_outbox_empty() {
    for (int looks = 0; looks < 1'000 && waiting() > 0; ++looks)
        turn(std::chrono::milliseconds(10));
    REQUIRE(waiting() == 0);
}

void SendOffice::turn(std::chrono::milliseconds time) {
    io.restart();
    io.run_for(time);
}

int SendOffice::report(const std::string& route, const std::string& body) {
    const std::string target = "/hooks/" + route + "/dlr";
    const protocols::HeaderView headers[] = {{"Content-Type", "application/x-www-form-urlencoded"}};
    return call(route, hooks::HookKind::dlr, {"POST", target, body, headers});
}

int SendOffice::post_json(const std::string& route, hooks::HookKind kind, const std::string& body) {
    const std::string target = "/hooks/" + route;
    const protocols::HeaderView headers[] = {{"Content-Type", "application/json"}};
    return call(route, kind, {"POST", target, body, headers});
}

int SendOffice::report_by_query(const std::string& route, const std::string& query) {
    const std::string target = "/hooks/" + route + "/dlr?" + query;
    return call(route, hooks::HookKind::dlr, {"GET", target, "", {}});
}

int SendOffice::call(const std::string& route, hooks::HookKind kind,
                     const protocols::Callback& callback) {
    std::optional<int> status;
    boost::asio::co_spawn(io, hooks.serve(callback, {route, kind}),
                          [&](const std::exception_ptr& failure, protocols::HttpReply reply) {
                              if (failure) FAIL(http::text_of(failure));
                              status = reply.status;
                          });
    until([&] { return status.has_value(); });
    return *status;
}

std::size_t SendOffice::waiting() {
    const auto replies = redis.call.range({cell_name, keys::replies, "0", 100'000});
    const auto bulk = redis.call.range({cell_name, keys::bulk, "0", 100'000});
    REQUIRE(replies);
    REQUIRE(bulk);
    return replies->size() + bulk->size();
}

std::optional<hooks::MessageState> SendOffice::state(const std::string& route,
                                                     const std::string& id) {
    const auto loaded = redis.call.load({cell_name, {}, {{keys::message(route, id)}}});
    REQUIRE(loaded);
    const auto& bytes = loaded->also.front();
    return bytes ? hooks::message_state_from(*bytes) : std::nullopt;
}

taskflow::Worker SendOffice::worker(int n) {
    const auto loaded = redis.call.load({cell_name, keys::worker(worker_id(n)), {}});
    REQUIRE(loaded);
    const auto read = records::worker_from(loaded->record);
    REQUIRE(read);
    return *read;
}

bool SendOffice::logged(const std::string& part) const {
    for (const std::string& line : lines->lines())
        if (line.find(part) != std::string::npos) return true;
    return false;
}

}  // namespace kazi::tests
