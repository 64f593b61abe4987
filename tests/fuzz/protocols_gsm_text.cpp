// SPDX-License-Identifier: Apache-2.0
// Fuzzes the measuring of texts: segments add up to the units, and none is over its limit.
#include <cstdint>
#include <cstdlib>
#include <numeric>

#include "protocols/gsm_text.hpp"

using namespace kazi::protocols;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

void check(std::string_view text, ConcatReference reference) {
    const SmsLength length = measure_sms(text, reference);
    const auto segments = segment_units(text, reference);
    require(segments.size() == length.segments);
    require(std::accumulate(segments.begin(), segments.end(), std::size_t{0}) == length.units);
    const bool gsm = length.encoding == SmsEncoding::gsm7;
    for (const std::size_t units : segments)
        require(units <= (gsm ? 160U : 70U));
    require(gsm != length.costly.has_value());
    if (length.costly) require(length.costly->offset < text.size());
    require(measure_ussd(text).units == length.units);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    check(text, ConcatReference::bits_8);
    check(text, ConcatReference::bits_16);
    return 0;
}
