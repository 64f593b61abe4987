// SPDX-License-Identifier: Apache-2.0
// What was sealed can't be changed without the audit naming where.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;

TEST_CASE("an entry that is taken out of the sealed ledger is missed") {
    PayOffice office;
    office.order();
    CHECK_FALSE(office.seal());
    CHECK(office.entries(keys::seals) == 1);
    CHECK_FALSE(office.seal());  // nothing came since
    CHECK(office.entries(keys::seals) == 1);
    office.order();
    CHECK_FALSE(office.seal());
    CHECK(office.entries(keys::seals) == 2);
    CHECK(office.audit() == "");
    office.strike_newest_entry();
    CHECK(office.audit().find("not what was sealed") != std::string::npos);
}

}  // namespace kazi::tests
