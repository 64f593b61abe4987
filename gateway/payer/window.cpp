// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/window.hpp"

#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::payer {

store::Place window_place() {
    return {keys::payout_window};
}

std::string pack_window(const Window& window, std::uint32_t version) {
    records::Packer out;
    out.raw(records::version_bytes(version));
    out.byte(window.open ? 1 : 0);
    out.byte(window.reports_matched ? 1 : 0);
    out.signed_number(window.opened_at);
    return out.take();
}

std::optional<Window> window_from(std::string_view bytes) {
    const auto version = records::version_of(bytes);
    if (!version) return std::nullopt;
    records::Unpacker in(bytes.substr(records::version_size));
    Window window;
    window.version = *version;
    window.open = in.byte() != 0;
    window.reports_matched = in.byte() != 0;
    window.opened_at = in.signed_number();
    if (!in.done()) return std::nullopt;
    return window;
}

}  // namespace kazi::gateway::payer
