// SPDX-License-Identifier: Apache-2.0
// Any bytes as a provider's callback, response or status answer. The first byte picks which.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "billing/provider.hpp"

using namespace kazi::billing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string body(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    for (const Provider& provider : providers()) {
        switch (bytes[0] % 4) {
            case 0:
                (void)provider.parse_response({201, body});
                break;
            case 1:
                (void)provider.parse_status({200, body});
                break;
            case 2:
                (void)provider.parse_response({400, body});
                break;
            default: {
                const auto message =
                    provider.parse_callback({"POST", "/hooks", {}, body}, provider.defaults);
                // A payment is never believed without a reference to tie it to an attempt.
                const bool paid = message && message->outcome == Outcome::succeeded;
                if (paid && !message->provider_ref) std::abort();
            }
        }
    }
    return 0;
}
