// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/parked.hpp"

#include <algorithm>

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::payer {

std::string pack_parked(const Parked& parked, std::uint32_t version) {
    records::Packer out;
    out.raw(records::version_bytes(version));
    out.number(parked.notices.size());
    for (const Notice& notice : parked.notices) {
        out.text(notice.content_type);
        out.text(notice.body);
    }
    return out.take();
}

std::optional<Parked> parked_from(std::string_view bytes) {
    const auto version = records::version_of(bytes);
    if (!version) return std::nullopt;
    records::Unpacker in(bytes.substr(records::version_size));
    Parked parked;
    parked.version = *version;
    parked.notices.resize(in.count());
    for (Notice& notice : parked.notices) {
        notice.content_type = in.text();
        notice.body = in.text();
    }
    if (!in.done()) return std::nullopt;
    return parked;
}

std::optional<Parked> with_notice(Parked parked, Notice notice) {
    if (std::find(parked.notices.begin(), parked.notices.end(), notice) != parked.notices.end())
        return parked;
    if (parked.notices.size() >= parked_notices_max) return std::nullopt;
    parked.notices.push_back(std::move(notice));
    return parked;
}

}  // namespace kazi::gateway::payer
