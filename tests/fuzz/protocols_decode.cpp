// SPDX-License-Identifier: Apache-2.0
// Fuzzes decode: whatever line comes, it is answered with ok or an error.
#include <boost/json/value.hpp>
#include <cstdint>
#include <cstdlib>

#include "protocols/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(bytes), size);
    const auto answer = kazi::protocols::decode_dialect_line(line, 1'709'622'551);
    const boost::json::value* ok = answer.if_contains("ok");
    if (ok == nullptr || !ok->is_bool()) std::abort();
    const char* detail = ok->get_bool() ? "result" : "error";
    if (!answer.contains(detail)) std::abort();
    return 0;
}
