// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/payer/momo_office.hpp"

namespace kazi::tests {

using protocols::HttpReply;

void move_to_momo(PayOffice& office) {
    auto& account = office.account();
    account.provider = billing::find_provider("mtn_momo");
    account.number_spacing = std::chrono::milliseconds(0);
    account.account.status_url = office.provider.url("/query/transfer");
    account.account.token_url = office.provider.url("/token/");
    account.account.options = {{"subscription_key", "planted-subscription"},
                               {"target_environment", "sandbox"}};
    office.provider.on_payment = [](std::size_t) { return momo_taken(); };
}

HttpReply momo_transfer(const std::string& status, const std::string& reason,
                        const std::string& amount) {
    return {200,
            "application/json",
            R"({"amount":")" + amount +
                R"(","currency":"KES","financialTransactionId":"363440463","status":")" + status +
                R"(","reason":")" + reason + R"("})",
            {}};
}

HttpReply momo_unknown() {
    return {404, "application/json", R"({"code":"RESOURCE_NOT_FOUND"})", {}};
}

HttpReply momo_taken() {
    return {202, "text/plain", "", {}};
}

}  // namespace kazi::tests
