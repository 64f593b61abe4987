// SPDX-License-Identifier: Apache-2.0
// What was asked and what was answered, a line each, for the check of openapi.yaml. Kept in the
// file that the environment's KAZI_EXCHANGES names; without it, nowhere.
#pragma once

#include "protocols/message.hpp"

namespace kazi::tests {

/// The first call begins the file anew, with the table of operations.
void record_exchange(const protocols::HttpRequest& request, const protocols::HttpReply& reply);

}  // namespace kazi::tests
