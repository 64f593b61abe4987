// SPDX-License-Identifier: Apache-2.0
// Fuzzes decode with a provider's vector: whatever object comes, it is answered with ok or an
// error.
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "billing/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    boost::system::error_code error;
    const auto vector = boost::json::parse({reinterpret_cast<const char*>(bytes), size}, error);
    if (error || !vector.is_object()) return 0;
    const auto answer = kazi::billing::decode_provider(vector.get_object());
    const boost::json::value* ok = answer.if_contains("ok");
    if (ok == nullptr || !ok->is_bool()) std::abort();
    if (!answer.contains(ok->get_bool() ? "result" : "error")) std::abort();
    return 0;
}
