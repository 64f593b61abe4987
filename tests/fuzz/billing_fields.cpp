// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON, a form, base64, money and an account; what is read must write back the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "billing/base64.hpp"
#include "billing/fields.hpp"
#include "billing/ledger.hpp"
#include "billing/money.hpp"
#include "billing/payout_id.hpp"

using namespace kazi::billing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    (void)parse_json(text);
    (void)from_base64(text);
    const auto form = parse_form("field=" + form_escape(text));
    if (form && form->text("field")->value() != text) std::abort();
    (void)parse_form(text);
    const auto micro = parse_amount(text);
    if (micro && *parse_amount(format_amount(*micro)) != *micro) std::abort();
    const auto account = parse_account(text);
    if (account && to_string(*account) != text) std::abort();
    const auto parts = parse_payout_id(text);
    if (parts && payout_id(parts->worker, parts->sequence) != text) std::abort();
    return 0;
}
