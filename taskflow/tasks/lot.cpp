// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/lot.hpp"

namespace kazi::taskflow {

namespace {

std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

}  // namespace

std::uint64_t lot_of(const WorkerId& id, std::uint32_t salt) {
    std::uint64_t hash = salt + 0x9e3779b97f4a7c15ULL;
    for (const std::uint8_t byte : id.bytes)
        hash = mix(hash + byte);
    return hash;
}

std::uint64_t lot_of(std::uint64_t lot, std::uint32_t salt) {
    return mix(lot + salt + 0x9e3779b97f4a7c15ULL);
}

}  // namespace kazi::taskflow
