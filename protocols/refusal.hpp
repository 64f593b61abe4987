// SPDX-License-Identifier: Apache-2.0
// Why a callback yields no event. The error type of everything that reads one.
#pragma once

#include <boost/system/result.hpp>
#include <string>

namespace kazi::protocols {

/// Why a callback was not taken, and the HTTP status that aggregator expects to hear
/// (200 where the rule is to refuse quietly, so that it does not retry).
struct Refusal {
    int http = 400;
    std::string error;   ///< names the field; never holds a secret or a full number
    bool probe = false;  ///< nothing was refused: an aggregator only tried whether the hook answers
};

template <class T>
using Parsed = boost::system::result<T, Refusal>;

}  // namespace kazi::protocols
