// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/signal_view.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <utility>

#include "gateway/audit/answer_feed.hpp"

namespace kazi::gateway::audit {

namespace {

namespace json = boost::json;
using boost::asio::awaitable;
using protocols::HttpReply;
using taskflow::signals::Signal;

using Signals = std::vector<Signal>;

// Values in, a value out: nothing of it is shared with the thread that waits.
awaitable<Signals> work_out(taskflow::signals::Record record, taskflow::signals::People people) {
    co_return taskflow::signals::find_signals(record, people);
}

awaitable<Signals> work_out_apart(const AnswerBooks books) {
    boost::asio::thread_pool apart(1);
    awaitable<Signals> work = work_out(books.record, books.people);
    Signals found =
        co_await co_spawn(apart.get_executor(), std::move(work), boost::asio::use_awaitable);
    co_return found;
}

}  // namespace

json::object signal_json(const std::string& market, const taskflow::signals::Record& record,
                         const Signal& signal) {
    json::array others;
    for (const std::uint32_t other : signal.others)
        others.push_back(json::value(to_hex(record.workers[other])));
    return {{"market", market},
            {"worker", to_hex(record.workers[signal.worker])},
            {"signal", taskflow::signals::to_string(signal.kind)},
            {"strength", signal.strength},
            {"with", std::move(others)},
            {"why", signal.why}};
}

awaitable<HttpReply> signals_reply(store::Store& store, std::map<std::string, std::string> cells) {
    json::array all;
    for (const auto& [market, cell] : cells) {
        const auto books = co_await read_answers(store, cell);
        if (!books)
            co_return HttpReply{503, "text/plain; charset=utf-8", books.error().text + "\n"};
        const Signals found = co_await work_out_apart(*books);
        for (const Signal& signal : found)
            all.push_back(signal_json(market, books->record, signal));
    }
    json::object body;
    body["signals"] = std::move(all);
    co_return HttpReply{200, "application/json", json::serialize(body)};
}

}  // namespace kazi::gateway::audit
