// SPDX-License-Identifier: Apache-2.0
// The cases, by kind of callback. Each leaves a finding, also where the dialect has no such thing.
#pragma once

#include "gateway/certify/connection.hpp"
#include "gateway/certify/finding.hpp"

namespace kazi::gateway::certify {

/// Messages of the test number: a STOP first, so that whatever follows is met with silence.
void try_sms(Connection& connection, Findings& findings);

/// Reports on messages that nobody sent.
void try_reports(Connection& connection, Findings& findings);

/// Sessions that look at a first page and hang up.
void try_ussd(Connection& connection, Findings& findings);

}  // namespace kazi::gateway::certify
