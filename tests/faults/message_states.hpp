// SPDX-License-Identifier: Apache-2.0
// How far messages came, as the daemon's records say, read past the daemon.
#pragma once

#include <boost/json/array.hpp>
#include <map>
#include <string>
#include <utility>

namespace kazi::tests {

struct KeptState {
    std::string status;
    bool matched =
        false;  ///< it is known whose message it was: the send's answer is on record, too
};

/// By route and by the id under which it is reported; those on no record are left out.
using MessageStates = std::map<std::pair<std::string, std::string>, KeptState>;

/// The states of the messages that the telco says it reported ("/telco/reports"), in the market
/// "ke". Fails the test when the store can't be read.
[[nodiscard]] MessageStates read_message_states(const std::string& redis_socket,
                                                const boost::json::array& reported);

}  // namespace kazi::tests
