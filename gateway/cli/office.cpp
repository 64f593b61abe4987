// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/office.hpp"

#include <boost/asio/post.hpp>
#include <utility>

#include "gateway/engine/shipped_phrases.hpp"

namespace kazi::gateway::cli {

void Nobody::send(protocols::HttpRequest, http::SendOptions,
                  std::function<void(http::HttpOutcome)> done) {
    boost::asio::post(context_, [done = std::move(done)] {
        done(http::NotSent{"the operator's tool sends nothing"});
    });
}

Office::Office(boost::asio::io_context& context, store::Store& store, const config::Config& config)
    : log(log_to_stderr(config::LogLevel::error)),
      phrases(engine::shipped_phrases(config.markets.front().languages.front())),
      cells(app::make_cells(config, phrases)),
      nobody(context),
      world{clock, entropy, store, nobody, log, metrics},
      engine(world),
      rest(context) {}

keepers::Post Office::post(const std::string& market) {
    return {world, engine, *cells.at(market), rest};
}

boost::asio::io_context& context_of(const boost::asio::any_io_executor& executor) {
    return static_cast<boost::asio::io_context&>(
        boost::asio::query(executor, boost::asio::execution::context));
}

}  // namespace kazi::gateway::cli
