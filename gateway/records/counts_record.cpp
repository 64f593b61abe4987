// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/counts_record.hpp"

namespace kazi::gateway::records {

using namespace taskflow::quality;

namespace {

constexpr std::size_t cell_size = 4;

std::uint32_t cell_in(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t at = cell_size; at-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at]);
    return value;
}

}  // namespace

std::optional<FamilyCounts> counts_from(Family family, std::string_view bytes) {
    const std::size_t cells_max = is_matrix(family) ? std::size_t{family} * family : 2;
    if (bytes.size() % cell_size != 0 || bytes.size() > cells_max * cell_size) return std::nullopt;
    FamilyCounts counts{family, {}};
    for (std::size_t at = 0; at < bytes.size(); at += cell_size)
        counts.cells.push_back(cell_in(bytes.substr(at)));
    return counts;
}

}  // namespace kazi::gateway::records
