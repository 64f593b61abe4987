// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/hooks/hook_house.hpp"

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "protocols/form.hpp"

namespace kazi::tests {

using namespace gateway;
using boost::asio::awaitable;
using protocols::HttpReply;

namespace {

constexpr const char* cell_name = "ke-0";
constexpr std::uint32_t item_count = 40;

billing::Money kes(std::int64_t micro) {
    return {micro, *billing::Currency::parse("KES")};
}

taskflow::LocalTime noon(taskflow::Instant at) {
    taskflow::LocalTime time;
    time.year = 2024;
    time.hour = 12;
    time.day_number = static_cast<std::uint16_t>(at / taskflow::day_us);
    return time;
}

taskflow::Market kenya() {
    taskflow::Market market;
    market.name = "ke";
    market.currency = kes(0).currency;
    market.languages = {"sw", "en"};
    market.sms_price = kes(800'000);
    market.auto_payout = false;
    market.service_code = "*384*77#";
    market.short_code = "40404";
    return market;
}

taskflow::Campaign rain(std::uint32_t number) {
    taskflow::Campaign campaign;
    campaign.number = number;
    campaign.client = "maji";
    campaign.market = "ke";
    campaign.state = taskflow::CampaignState::running;
    campaign.question.type = taskflow::QuestionType::yes_no;
    campaign.question.texts["en"] = {"Rain in {place} today?", {}};
    campaign.question.texts["sw"] = {"Mvua {place} leo?", {}};
    campaign.pay = kes(2'000'000);
    campaign.fee = kes(200'000);
    campaign.redundancy = {.minimum = 3, .maximum = 3, .confidence_ppm = 950'000};
    campaign.languages = {"en", "sw"};
    campaign.item_count = item_count;
    campaign.tasks.pack_at_most = 1;  // a word answers one question
    return campaign;
}

/// Owns the bytes that a callback only looks at.
struct Sent {
    std::string target;
    std::string body;
};

awaitable<void> serve(hooks::Hooks& hooks, std::shared_ptr<Sent> sent, Pending pending) {
    const protocols::HeaderView headers[] = {{"Content-Type", "application/x-www-form-urlencoded"}};
    const protocols::Callback callback{"POST", sent->target, sent->body, headers};
    const auto path = hooks::hook_path(sent->target);
    HttpReply reply = co_await hooks.serve(callback, *path);
    pending->emplace(std::move(reply));
}

}  // namespace

std::string escaped(const std::string& text) {
    return protocols::percent_encode(text);
}

HookHouse::HookHouse(hooks::HookSettings settings) : hooks(world, engine, std::move(settings)) {
    cell.settings.cell = cell_name;
    cell.settings.market = kenya();
    cell.settings.phrases = &phrases;
    cell.settings.local_time = noon;
    open_campaign(1);
    route("africastalking");
}

HookHouse::~HookHouse() {
    client.shut_down();
}

void HookHouse::open_campaign(std::uint32_t number) {
    const records::StoredCampaign stored{rain(number), 1};
    const std::string openings(item_count, '\x03');
    store::Batch batch;
    batch.cell = cell_name;
    batch.writes.push_back(
        store::Put{keys::campaign(number), records::pack_campaign(stored.campaign, 1)});
    batch.writes.push_back(store::Put{{keys::openings(number)}, openings});
    batch.writes.push_back(
        store::Add{keys::balances, engine::escrow_field(stored.campaign), 1'000'000'000});
    const auto outcome = redis.call.commit(batch);
    REQUIRE(outcome);
    cell.board.put(stored);
    cell.board.set_openings(number, openings);
    cell.board.set_message_room(number, 500'000'000);
    for (std::uint32_t first = 0; first < item_count; first += engine::items_per_block) {
        const engine::ItemBlock block = engine::block_of({number, first});
        std::vector<std::optional<std::string>> items;
        for (const std::string& index : engine::field_names(block))
            items.push_back(
                records::pack_item({std::string("t").append(index), {{"place", "Kisumu"}}}));
        cell.board.items().keep(block, items);
    }
}

hooks::Route& HookHouse::route(const std::string& dialect) {
    hooks::Route route;
    route.name = dialect;
    route.dialect = protocols::find_dialect(dialect);
    REQUIRE(route.dialect != nullptr);
    route.settings.route = dialect;
    route.settings.country_code = "254";
    route.settings.service_code = "*384*77#";
    route.cell = &cell;
    route.metrics = &metrics.route(dialect);
    return hooks.add(std::move(route));
}

Pending HookHouse::begin(const std::string& route, const std::string& kind,
                         const std::string& form) {
    auto sent = std::make_shared<Sent>();
    sent->target = "/hooks/" + route + "/" + kind;
    sent->body = form;
    auto pending = std::make_shared<std::optional<HttpReply>>();
    boost::asio::co_spawn(io, serve(hooks, std::move(sent), pending),
                          [](const std::exception_ptr& failure) {
                              if (failure) FAIL(http::text_of(failure));
                          });
    return pending;
}

HttpReply HookHouse::reply(const Pending& pending) {
    until([&] { return pending->has_value(); });
    return **pending;
}

HttpReply HookHouse::post(const std::string& route, const std::string& kind,
                          const std::string& form) {
    return reply(begin(route, kind, form));
}

void HookHouse::until(const std::function<bool()>& happened) {
    if (turn_until(io, happened)) return;
    std::string said;
    for (const std::string& line : lines->lines())
        said += line + "\n";
    FAIL("it never happened; the log says:\n" << said);
}

std::string HookHouse::sms_form(const std::string& text, const std::string& id,
                                const std::string& from) {
    return "from=" + escaped(from) + "&to=40404&text=" + escaped(text) + "&id=" + id +
           "&date=2024-03-05+07%3A09%3A11";
}

std::string HookHouse::turn_form(const std::string& session, const std::string& typed,
                                 const std::string& from) {
    return "sessionId=" + session + "&phoneNumber=" + escaped(from) +
           "&serviceCode=" + escaped("*384*77#") + "&text=" + escaped(typed);
}

int HookHouse::sms(const std::string& text, const std::string& id, const std::string& from) {
    return post("africastalking", "sms", sms_form(text, id, from)).status;
}

std::string HookHouse::turn(const std::string& session, const std::string& typed,
                            const std::string& from) {
    const HttpReply reply = post("africastalking", "ussd", turn_form(session, typed, from));
    REQUIRE(reply.status == 200);
    return reply.body;
}

void HookHouse::join(const std::string& from) {
    for (const char* said : {"JOIN", "2", "1", "1990"})
        REQUIRE(sms(said, "join-" + std::to_string(++ids_), from) == 200);
    REQUIRE(worker(from).stage == taskflow::Stage::active);
}

taskflow::Worker HookHouse::worker(const std::string& number) {
    const auto id = engine::worker_of(identity_key, number);
    const auto loaded = redis.call.load({cell_name, keys::worker(id), {}});
    REQUIRE(loaded);
    const auto read = records::worker_from(loaded->record);
    REQUIRE(read);
    return *read;
}

std::size_t HookHouse::entries(const std::string& stream) {
    const auto found = redis.call.range({cell_name, stream, "0", 1000});
    REQUIRE(found);
    return found->size();
}

std::vector<std::string> HookHouse::replies() {
    const auto found = redis.call.range({cell_name, keys::replies, "0", 1000});
    REQUIRE(found);
    std::vector<std::string> texts;
    for (const auto& entry : *found) {
        const auto message = records::message_from(entry.payload);
        REQUIRE(message);
        texts.push_back(message->text);
    }
    return texts;
}

std::int64_t HookHouse::balance(const std::string& account) {
    const auto values = redis.call.fields(keys::balances, {account + " KES"});
    REQUIRE(values);
    return values->front() ? std::stoll(*values->front()) : 0;
}

bool HookHouse::logs(const std::string& text) const {
    for (const std::string& line : lines->lines())
        if (line.find(text) != std::string::npos) return true;
    return false;
}

bool HookHouse::counts(const std::string& metric_line) const {
    return metrics.render().find(metric_line + "\n") != std::string::npos;
}

}  // namespace kazi::tests
